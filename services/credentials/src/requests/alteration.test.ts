import { createRoot, issueECnpj } from '@portal/certificates';
import { afterAll, describe, expect, test } from 'vitest';
import { accreditationsOf } from '../accreditation/accreditation.ts';
import { AuditRecord } from '../audit/audit-record.ts';
import { pemsOfCredentials } from '../certificates/certificate-pems.ts';
import { readCertificatePem } from '../certificates/read-certificate.ts';
import { Credential } from '../credentials/credential.ts';
import { issueCredential } from '../credentials/issue.ts';
import { OutboxEntry } from '../events/outbox-entry.ts';
import { tellChanges } from '../notices/tell.ts';
import { attach, pdf } from '../testing/attach.ts';
import { type Answer, Journey, type SeenRequest } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { noticesFor } from '../testing/notices.ts';
import { ana, bruno, clara, davi, elis } from '../testing/people.ts';
import { startService } from '../testing/service.ts';
import { AccessRequest } from './access-request.ts';

const DAY_MS = 86_400_000;
const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const authority = await createRoot({ key: 'EC-256' });
const company = async (cnpj: string) => {
  const [notBefore, notAfter] = [-1, 300].map((days) => new Date(service.clock.now.getTime() + days * DAY_MS));
  const { pem } = await issueECnpj({ authority, companyName: 'LABORATÓRIO', cnpj, key: 'EC-256', notBefore, notAfter });
  const read = readCertificatePem(pem, { authorities: undefined, now: service.clock.now });
  if (!read.ok) throw new Error(read.message);
  return { pem, sha256: read.value.sha256, ends: Date.parse(read.value.notAfter) };
};
const [first, renewed, other] = await Promise.all(
  ['11222333000181', '11222333000181', '99888777000191'].map((cnpj) => company(cnpj)),
);
if (!first || !renewed || !other) throw new Error('three certificates were issued');

function alter(person: typeof ana, credentialId: string): Promise<Answer> {
  return journey.mutate(person, 'createAlterationRequest', '$input: CreateAlterationRequestInput!', {
    input: { credentialId },
  });
}

const credentialOf = (id: string) => service.orm.em.fork().findOneOrFail(Credential, { id });
const rowOf = (id: string) => service.orm.em.fork().findOneOrFail(AccessRequest, { id });

/** Ana's credential for homologation, and the request that it came from. */
async function issued(certificatePem?: string) {
  const draft = await journey.draft();
  const filled = certificatePem ? await journey.done(journey.update(ana, draft, { certificatePem })) : draft;
  const sent = await journey.done(journey.act(ana, 'submit', filled));
  return approve(sent);
}

/** As Clara approves what was sent; a certificate of a root nobody knows is a warning that she accepts. */
async function approve(sent: SeenRequest): Promise<{ request: SeenRequest; id: string }> {
  const request = await journey.done(tryToApprove(await journey.done(journey.act(clara, 'claim', sent))));
  return { request, id: request.credential?.id ?? '' };
}

function tryToApprove({ id, version }: SeenRequest): Promise<Answer> {
  return journey.mutate(clara, 'approveAccessRequest', '$id: ID!, $version: Int!, $acceptedWarnings: [WarningCode!]', {
    id,
    version,
    acceptedWarnings: ['CERTIFICATE_OTHER_CNPJ'],
  });
}

const NEW_RANGE = { system: { ipRanges: ['200.19.0.77'] }, acceptedTerms: true };

async function sentAlteration(id: string, fields: object = NEW_RANGE): Promise<SeenRequest> {
  const draft = await journey.done(alter(ana, id));
  return journey.done(journey.act(ana, 'submit', await journey.done(journey.update(ana, draft, fields))));
}

function changeCertificate(id: string, from: string, to: string) {
  return service.ask<{ changeCredentialCertificate: { problems: object[] } }>(
    ana,
    `mutation ($id: ID!, $pem: String!, $sha: String!) {
      changeCredentialCertificate(id: $id, certificatePem: $pem, currentSha256: $sha) { problems { message } } }`,
    { id, pem: to, sha: from },
  );
}

describe('an alteration', () => {
  test('carries over all that the credential has but the terms, and leaves the credential as it is', async () => {
    const { request, id } = await issued(first.pem);
    const before = await credentialOf(id);
    const { id: alterationId } = await journey.done(alter(ana, id));
    const [old, draft] = [await rowOf(request.id), await rowOf(alterationId)];
    const { services, origin, establishment, childEstablishments, manager, system, systemId, teamId } = old;
    expect(draft).toMatchObject({
      ...{ services, origin, establishment, childEstablishments, manager, system, systemId, teamId },
      state: 'DRAFT',
      replacesId: id,
      homologationCredential: null,
      acceptedTermsAt: null,
      certificate: { sha256: first.sha256 },
    });
    expect(await credentialOf(id)).toEqual(before);
  });

  test('of one at once or twice in a row there is one, which the second is shown; the database lets no other in', async () => {
    const { id } = await issued();
    const answers = await Promise.all([alter(ana, id), alter(ana, id), alter(ana, id)]);
    expect(answers.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['DUPLICATE', 'DUPLICATE']);
    expect(new Set(answers.map(({ accessRequest }) => accessRequest?.id)).size).toBe(1);
    const one = answers[0]?.accessRequest;
    if (!one) throw new Error('one was begun');
    const { id: unrelated } = await journey.draft();
    const second = service.orm.em.fork().nativeUpdate(AccessRequest, { id: unrelated }, { replacesId: id });
    await expect(second).rejects.toThrow('access_request_open_alteration');
    await journey.done(journey.act(ana, 'cancel', one));
    expect((await alter(ana, id)).problems).toEqual([]);
  });

  test('is shown at its credential and offered there while there is none, to who works in the team', async () => {
    const { request, id } = await issued();
    const team = await teamOf(service.orm, request.id);
    await insertMember(service.orm, team, bruno, 'LEITURA');
    await insertMember(service.orm, team, davi, 'INTEGRADOR');
    const seen = async (person: typeof ana) => {
      const { data } = await service.ask<{ credential: { alteration: object | null; allowedActions: string[] } }>(
        person,
        'query ($id: ID!) { credential(id: $id) { alteration { state replaces { id } } allowedActions } }',
        { id },
      );
      return [data.credential.alteration, data.credential.allowedActions.includes('REQUEST_ALTERATION')];
    };
    expect(await seen(ana)).toEqual([null, true]);
    expect(await seen(davi)).toEqual([null, true]);
    expect(await seen(bruno)).toEqual([null, false]);
    expect((await alter(bruno, id)).problems).toMatchObject([{ code: 'NOT_ALLOWED', path: ['credentialId'] }]);
    expect((await alter(clara, id)).problems).toMatchObject([{ code: 'NOT_FOUND', path: ['credentialId'] }]);
    await journey.done(alter(davi, id));
    expect(await seen(ana)).toEqual([{ state: 'DRAFT', replaces: { id } }, false]);
    await service.orm.em.fork().execute('delete from team_member where person_id in (?, ?)', [bruno.id, davi.id]);
  });

  test('that changes nothing is not sent, unless what has no certificate is near its end', async () => {
    const { id } = await issued();
    const draft = await journey.done(journey.update(ana, await journey.done(alter(ana, id)), { acceptedTerms: true }));
    expect((await journey.act(ana, 'submit', draft)).problems).toMatchObject([
      { code: 'REQUIRED', path: ['replaces'] },
    ]);
    const soon = new Date(service.clock.now.getTime() + 20 * DAY_MS);
    await service.orm.em.fork().nativeUpdate(Credential, { id }, { expiresAt: soon });
    await approve(await journey.done(journey.act(ana, 'submit', draft)));
    expect((await credentialOf(id)).expiresAt.getTime()).toBeGreaterThan(soon.getTime() + 300 * DAY_MS);
  });

  test('shows before and after by field, masked where the reader is to read it masked', async () => {
    const { id } = await issued();
    const sent = await sentAlteration(id, { ...NEW_RANGE, manager: { name: 'Nair Alves' } });
    const seen = await journey.read(
      clara,
      sent.id,
      `replaces { id } changedSinceLastSubmission system { ipRanges }
       previousSubmission { manager { name cpf } system { ipRanges } evidence { evidenceId } }`,
    );
    expect(seen).toEqual({
      replaces: { id },
      changedSinceLastSubmission: [
        ['manager', 'name'],
        ['system', 'ipRanges'],
      ],
      system: { ipRanges: ['200.19.0.77/32'] },
      previousSubmission: {
        manager: { name: 'Maria da Silva', cpf: '***.982.247-**' },
        system: { ipRanges: ['200.19.0.10/32'] },
        evidence: [],
      },
    });
    // Sent a second time it is held against the credential as before, not against what was sent first.
    const back = await journey.done(
      journey.refuse(clara, 'requestChanges', await journey.done(journey.act(clara, 'claim', sent))),
    );
    const mended = await journey.done(journey.update(ana, back, { manager: { name: 'Nair Alves Dias' } }));
    await journey.done(journey.act(ana, 'submit', mended));
    expect(await journey.read(clara, sent.id, 'previousSubmission { manager { name } }')).toEqual({
      previousSubmission: { manager: { name: 'Maria da Silva' } },
    });
  });

  test('approved gives its content under the same identifier, client and secret, to the environment of tests as well', async () => {
    const { request, id } = await issued();
    await service.orm.em.fork().nativeUpdate(Credential, { id }, { secretHash: 'kept' });
    const before = await credentialOf(id);
    const sent = await sentAlteration(id, {
      ...NEW_RANGE,
      establishmentCnes: '2313499',
      childEstablishments: ['2313502'],
    });
    const { request: approved } = await approve(sent);
    expect(approved).toMatchObject({ state: 'APPROVED', credential: { id } });
    const after = await credentialOf(id);
    const { requesterIdentifier, clientId, requestId, secretHash, issuedAt } = before;
    expect(after).toMatchObject({
      ...{ requesterIdentifier, clientId, requestId, secretHash, issuedAt },
      state: 'ACTIVE',
      teamId: before.teamId,
      alterationId: sent.id,
      system: { ipRanges: ['200.19.0.77/32'] },
    });
    const em = service.orm.em.fork();
    expect(await em.count(Credential, { requestId: sent.id })).toBe(0);
    const [told] = await accreditationsOf(
      em,
      { credentialIds: [id], certificates: [], memberIds: [] },
      service.clock.now,
    );
    expect(told).toMatchObject({ requesterIdentifier, cnes: ['2313499', '2313502'] });
    // Both requests lead to it, and its system is the copy that counts.
    expect(await journey.read(ana, request.id, 'credential { id system { id } }')).toMatchObject({
      credential: { id },
    });
    const { credential, system } = (await journey.read<{ credential: { system: object }; system: object }>(
      ana,
      sent.id,
      'system { id ipRanges } credential { system { id ipRanges } }',
    )) ?? { credential: null, system: null };
    expect(credential?.system).toEqual(system);
    expect(await em.count(OutboxEntry, { subjectId: id, act: 'ALTER' })).toBe(1);
    expect(await em.findOneOrFail(AuditRecord, { subjectId: id, act: 'ALTER' })).toMatchObject({
      actorId: clara.id,
      detail: {
        request: sent.id,
        fields: expect.arrayContaining(['establishmentCnes', 'childEstablishments', 'system.ipRanges']),
      },
    });
    // It can be altered again, and a request that goes on from it goes on from what it has now.
    const again = await rowOf((await journey.done(alter(ana, id))).id);
    expect(again.childEstablishments).toHaveLength(1);
    const production = await journey.done(journey.createProduction(ana, id));
    expect((await rowOf(production.id)).system.ipRanges).toEqual(['200.19.0.77/32']);
  });

  test('tells the team of an alteration that was approved, and of no credential issued', async () => {
    const { id } = await issued();
    await tellChanges(service.orm.em.fork(), service.clock.now);
    const before = await noticesFor(service, ana, 'INTEGRATOR');
    const { request } = await approve(await sentAlteration(id));
    await tellChanges(service.orm.em.fork(), service.clock.now);
    const { notices } = await noticesFor(service, ana, 'INTEGRATOR');
    const told = notices.filter((notice) => !before.notices.some((old) => old.id === notice.id));
    expect(told.filter(({ protocol }) => protocol === request.protocol).map(({ kind }) => kind)).toContain(
      'ALTERATION_APPROVED',
    );
    expect(told.map(({ kind }) => kind)).not.toContain('CREDENTIAL_ISSUED');
  });

  test.each([
    ['SUSPENDED', 'suspensa'],
    ['REVOKED', 'revogada'],
    ['EXPIRED', 'venceu'],
  ] as const)(
    'of a credential that is %s by now is neither sent nor approved, and nothing is half done',
    async (state, word) => {
      const [{ id: sentId }, { id: draftId }] = [await issued(), await issued()];
      const held = await journey.done(journey.act(clara, 'claim', await sentAlteration(sentId)));
      const draft = await journey.done(journey.update(ana, await journey.done(alter(ana, draftId)), NEW_RANGE));
      await service.orm.em.fork().nativeUpdate(Credential, { id: { $in: [sentId, draftId] } }, { state });
      const before = await credentialOf(sentId);
      for (const answer of [await tryToApprove(held), await journey.act(ana, 'submit', draft)]) {
        expect(answer.problems).toMatchObject([
          { code: 'NOT_ALLOWED', path: ['replaces'], message: expect.stringContaining(word) },
        ]);
      }
      expect(await credentialOf(sentId)).toEqual(before);
      expect((await rowOf(held.id)).state).toBe('IN_REVIEW');
      expect((await alter(ana, draftId)).problems).toMatchObject([{ code: 'NOT_ALLOWED', path: ['credentialId'] }]);
    },
  );

  test.each(['before it is sent', 'after it was sent'])(
    'leaves a certificate that was changed %s as it was changed',
    async (when) => {
      const { id } = await issued(first.pem);
      const draft = await journey.done(journey.update(ana, await journey.done(alter(ana, id)), NEW_RANGE));
      const change = async () => {
        const { data } = await changeCertificate(id, first.sha256, renewed.pem);
        expect(data.changeCredentialCertificate.problems).toEqual([]);
      };
      if (when === 'before it is sent') await change();
      const sent = await journey.done(journey.act(ana, 'submit', draft));
      if (when === 'after it was sent') await change();
      await approve(sent);
      expect(await credentialOf(id)).toMatchObject({
        certificate: { sha256: renewed.sha256 },
        system: { ipRanges: ['200.19.0.77/32'] },
      });
    },
  );

  test('takes another certificate, good at once; the one before it stays for the usual days where its holder is the same', async () => {
    const { id } = await issued(first.pem);
    await approve(await sentAlteration(id, { certificatePem: renewed.pem, acceptedTerms: true }));
    const credential = await credentialOf(id);
    expect(credential).toMatchObject({
      certificate: { sha256: renewed.sha256 },
      previousCertificate: { sha256: first.sha256 },
      previousCertificateExpiresAt: new Date(service.clock.now.getTime() + 7 * DAY_MS),
    });
    expect(credential.expiresAt.getTime()).toBe(renewed.ends);
    const pems = (await pemsOfCredentials(service.orm.em.fork(), [credential])).get(id);
    expect(pems?.pem?.trim()).toBe(renewed.pem.trim());
    expect(pems?.previousPem?.trim()).toBe(first.pem.trim());
  });

  test.each([
    ['of another holder', { certificatePem: other.pem }],
    ['given up', { certificatePem: null }],
  ])('whose certificate is %s ends the one before with its approval', async (_, fields) => {
    const { id } = await issued(first.pem);
    await approve(await sentAlteration(id, { ...fields, acceptedTerms: true }));
    expect((await credentialOf(id)).previousCertificateExpiresAt).toEqual(service.clock.now);
    const { data } = await service.ask<{ credential: object }>(
      ana,
      'query ($id: ID!) { credential(id: $id) { previousCertificate { sha256 } } }',
      { id },
    );
    expect(data.credential).toEqual({ previousCertificate: null });
  });

  test('that gave the certificate up gives none to what goes on with the credential', async () => {
    const { id } = await issued(first.pem);
    await approve(await sentAlteration(id, { certificatePem: null, acceptedTerms: true }));
    await service.orm.em.fork().nativeUpdate(Credential, { id }, { state: 'REVOKED' });
    const next = await journey.done(
      journey.mutate(ana, 'continueAccessRequest', '$input: ContinueAccessRequestInput!', {
        input: { credentialId: id },
      }),
    );
    expect((await rowOf(next.id)).certificate).toBeNull();
  });

  test('gets no credential of its own, whichever version approves it', async () => {
    const { id } = await issued();
    const sent = await sentAlteration(id);
    const em = service.orm.em.fork();
    await issueCredential(em, await em.findOneOrFail(AccessRequest, { id: sent.id }), service.clock.now);
    await expect(em.flush()).rejects.toThrow('an alteration issues no credential');
    await approve(sent);
    expect(await service.orm.em.fork().count(Credential, { requestId: sent.id })).toBe(0);
  });

  test('of production asks for evidence for a service that is new, and then for the requirements as well', async () => {
    const production = await journey.done(journey.act(ana, 'submit', await journey.productionDraft()));
    const { id } = await approve(production);
    const sent = await sentAlteration(id);
    expect((await rowOf(sent.id)).rules?.requirements).toEqual([]);
    const back = await journey.done(
      journey.refuse(clara, 'requestChanges', await journey.done(journey.act(clara, 'claim', sent))),
    );
    const wider = await journey.done(journey.update(ana, back, { services: ['leitos', 'profissionais'] }));
    expect((await journey.act(ana, 'submit', wider)).problems).toMatchObject([{ path: ['evidence'] }]);
    await attach(service, ana, sent.id, pdf(`evidência de ${sent.protocol}`), ['entrada']);
    const { request } = await approve(await journey.done(journey.act(ana, 'submit', wider)));
    expect((await rowOf(sent.id)).rules?.requirements.length).toBeGreaterThan(0);
    expect(request).toMatchObject({ environment: 'PRODUCTION', credential: { id } });
    expect((await credentialOf(id)).services).toEqual(['leitos', 'profissionais']);
  });

  test('is not gone on with as what ended is, and the Ministry reads none that was never sent', async () => {
    const { id } = await issued();
    const sent = await sentAlteration(id);
    const held = await journey.done(journey.act(clara, 'claim', sent));
    const rejected = await journey.done(journey.refuse(clara, 'rejectAccessRequest', held));
    expect(await journey.read(ana, rejected.id, 'mayContinue credential { id }')).toEqual({
      mayContinue: false,
      credential: null,
    });
    const draft = await journey.done(alter(ana, id));
    expect(await journey.read(elis, draft.id, 'id')).toBeNull();
  });
});
