import { createRoot, type IssuedCertificate, issueECnpj, issueECpf } from '@portal/certificates';
import type { Caller, Person } from '@portal/service-kit';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { accreditationsOf } from '../accreditation/accreditation.ts';
import type { ClientFacts } from '../api-access/client-facts.ts';
import { AuditRecord } from '../audit/audit-record.ts';
import { keepPem } from '../certificates/certificate-pems.ts';
import { readCertificatePem } from '../certificates/read-certificate.ts';
import { OutboxEntry } from '../events/outbox-entry.ts';
import { tellChanges } from '../notices/tell.ts';
import { AccessRequest } from '../requests/access-request.ts';

import { noticesFor } from '../testing/notices.ts';
import { ana, bruno, clara, elis } from '../testing/people.ts';
import { insertCredential } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';
import { Credential } from './credential.ts';

const START = new Date('2026-11-24T12:00:00Z');
const DAY_MS = 86_400_000;
const after = (days: number) => new Date(START.getTime() + days * DAY_MS);

const authority = await createRoot({ key: 'EC-256' });
const company = (cnpj: string, notAfter = after(365)) =>
  issueECnpj({ authority, companyName: 'LABORATÓRIO', cnpj, key: 'EC-256', notBefore: after(-400), notAfter });
const person = (cpf: string) =>
  issueECpf({ authority, name: 'MARIA', cpf, key: 'EC-256', notBefore: after(-400), notAfter: after(365) });

const own = await company('11222333000181', after(10));
const renewed = await company('11222333000181');
const branch = await company('11222333000262');
const otherCompany = await company('99888777000191');
const decades = await company('11222333000181', after(30 * 365));
const fiveYears = await company('11222333000181', after(5 * 365));
const over = await company('11222333000181', after(-1));
const maria = await person('52998224725');
const mariaRenewed = await person('52998224725');
const somebodyElse = await person('11144477735');

const service = await startService();
afterAll(() => service[Symbol.asyncDispose]());
beforeEach(() => {
  service.clock.now = START;
});

/** A credential that is bound to a certificate, as an approval leaves it. */
async function bound({ pem }: IssuedCertificate = own, facts: Partial<Credential> = {}): Promise<Credential> {
  const read = readCertificatePem(pem, { authorities: undefined, now: START });
  if (!read.ok) throw new Error(read.message);
  const credential = await insertCredential(service.orm, { expiresAt: new Date(read.value.notAfter), ...facts });
  const em = service.orm.em.fork();
  const row = await em.findOneOrFail(Credential, { id: credential.id });
  row.certificate = await keepPem(em, row.requestId, read.value);
  await em.flush();
  return row;
}

interface Seen {
  expiresAt: string;
  certificate: { sha256: string; holder: string };
  previousCertificate: { sha256: string; holder: string } | null;
  previousCertificateExpiresAt: string | null;
}
interface Answer {
  credential: Seen | null;
  problems: { code: string; message: string; path: string[] | null }[];
}
const SEEN =
  'expiresAt certificate { sha256 holder } previousCertificate { sha256 holder } previousCertificateExpiresAt';

async function change(
  by: Person,
  id: string,
  next: IssuedCertificate | string,
  more: { currentSha256?: string; overlapDays?: number; key?: string } = {},
): Promise<Answer> {
  const row = await service.orm.em.fork().findOne(Credential, { id });
  const { data, errors } = await service.ask<{ answer: Answer }>(
    by,
    `mutation ($id: ID!, $pem: String!, $sha: String!, $days: Int, $key: String) {
      answer: changeCredentialCertificate(id: $id, certificatePem: $pem, currentSha256: $sha, overlapDays: $days, idempotencyKey: $key) {
        credential { ${SEEN} } problems { code message path } } }`,
    {
      id,
      pem: typeof next === 'string' ? next : next.pem,
      sha: more.currentSha256 ?? row?.certificate?.sha256 ?? '',
      days: more.overlapDays,
      key: more.key,
    },
  );
  expect(errors).toBeUndefined();
  return data.answer;
}

async function seen(by: Person, id: string): Promise<Seen | null> {
  const { data } = await service.ask<{ credential: Seen | null }>(
    by,
    `query ($id: ID!) { credential(id: $id) { ${SEEN} } }`,
    { id },
  );
  return data.credential;
}

const fingerprintOf = ({ pem }: IssuedCertificate): string => {
  const read = readCertificatePem(pem, { authorities: undefined, now: START });
  return read.ok ? read.value.sha256 : '';
};

describe('a change of certificate', () => {
  test('binds the new one at once; the old one is good for the overlap, to the second, and the end follows the new one', async () => {
    const { id } = await bound();
    const { credential, problems } = await change(ana, id, renewed, { overlapDays: 3 });
    expect(problems).toEqual([]);
    expect(credential).toMatchObject({
      expiresAt: after(365).toISOString(),
      certificate: { sha256: fingerprintOf(renewed) },
      previousCertificate: { sha256: fingerprintOf(own) },
      previousCertificateExpiresAt: after(3).toISOString(),
    });
    service.clock.now = new Date(after(3).getTime() - 1);
    expect(await seen(ana, id)).toMatchObject({ previousCertificate: { sha256: fingerprintOf(own) } });
    service.clock.now = after(3);
    expect(await seen(ana, id)).toMatchObject({ previousCertificate: null, previousCertificateExpiresAt: null });
  });

  test('never keeps the old one beyond its own end, seven days where none are told, and not at all with none', async () => {
    const [long, usual, none] = [await bound(), await bound(), await bound()];
    expect((await change(ana, long.id, renewed, { overlapDays: 30 })).credential?.previousCertificateExpiresAt).toBe(
      after(10).toISOString(),
    );
    expect((await change(ana, usual.id, renewed)).credential?.previousCertificateExpiresAt).toBe(
      after(7).toISOString(),
    );
    expect((await change(ana, none.id, renewed, { overlapDays: 0 })).credential?.previousCertificate).toBeNull();
  });

  test('again ends the one before the last: two live at most', async () => {
    const { id, clientId } = await bound();
    await change(ana, id, renewed);
    expect((await change(ana, id, branch)).credential?.previousCertificate?.sha256).toBe(fingerprintOf(renewed));
    const { certificatePem, previousCertificate } = await clientOf(clientId);
    expect([certificatePem, previousCertificate?.pem]).toEqual([branch.pem, renewed.pem]);
  });

  test('is told to the gateway and to the homologation environment with both, and the old one past its end to the latter alone', async () => {
    const { id, clientId } = await bound();
    await change(ana, id, renewed, { overlapDays: 1 });
    const told = { sha256: fingerprintOf(own), validUntil: after(1).toISOString() };
    expect(await clientOf(clientId)).toMatchObject({ certificatePem: renewed.pem, previousCertificate: told });
    const by = (certificate: IssuedCertificate) =>
      accreditationsOf(
        service.orm.em.fork(),
        { credentialIds: [], certificates: [fingerprintOf(certificate)], memberIds: [] },
        service.clock.now,
      );
    const mine = { credentialId: id, certificateSha256: fingerprintOf(renewed), previousCertificate: told };
    expect(await by(own)).toContainEqual(expect.objectContaining(mine));
    expect(await by(renewed)).toContainEqual(expect.objectContaining(mine));
    service.clock.now = after(1);
    expect((await clientOf(clientId)).previousCertificate).toBeNull();
    expect(await by(own)).toContainEqual(expect.objectContaining(mine));
  });

  test('is audited by fingerprints, and goes out on the live line', async () => {
    const { id } = await bound();
    await change(ana, id, renewed, { overlapDays: 2 });
    const em = service.orm.em.fork();
    expect(await em.findOneOrFail(AuditRecord, { subjectId: id, act: 'CHANGE_CERTIFICATE' })).toMatchObject({
      actorId: ana.id,
      detail: { overlapDays: 2, from: fingerprintOf(own), to: fingerprintOf(renewed) },
    });
    expect(await em.count(OutboxEntry, { subjectId: id, act: 'CHANGE_CERTIFICATE' })).toBe(1);
  });

  test('is told to whose credential it is', async () => {
    const { id } = await bound();
    await change(ana, id, renewed);
    await tellChanges(service.orm.em.fork(), service.clock.now);
    const { notices } = await noticesFor(service, ana, 'INTEGRATOR', 'kind: CERTIFICATE_CHANGED');
    expect(notices.filter(({ credentialId }) => credentialId === id)).toHaveLength(1);
  });

  test('goes with what is carried over to production', async () => {
    const { id } = await bound();
    await change(ana, id, renewed);
    const { data } = await service.ask<{ answer: { accessRequest: { id: string } } }>(
      ana,
      'mutation ($id: ID!) { answer: createProductionRequest(input: { credentialId: $id }) { accessRequest { id } } }',
      { id },
    );
    const em = service.orm.em.fork();
    const request = await em.findOneOrFail(AccessRequest, { id: data.answer.accessRequest.id });
    expect(request.certificate?.sha256).toBe(fingerprintOf(renewed));
    const kept = await em.execute('select 1 from certificate_pem where request_id = ?', [request.id]);
    expect(kept).toHaveLength(1);
  });
});

describe('who and what', () => {
  test.each([
    ['of another CNPJ', own, otherCompany, /mesmo titular.*altere a credencial/],
    ['of a person, of what was a company', own, maria, /mesmo titular/],
    ['of another person', maria, somebodyElse, /mesmo titular/],
    ['that it has already', own, own, /já é o certificado/],
    ['that is over', own, over, /vencido/],
    ['that is none', own, 'nada', /certificado/],
  ])('a certificate %s is refused, and nothing changes', async (_which, from, to, message) => {
    const { id } = await bound(from);
    const before = await seen(ana, id);
    expect((await change(ana, id, to)).problems).toEqual([
      { code: 'INVALID', message: expect.stringMatching(message), path: ['certificatePem'] },
    ]);
    expect(await seen(ana, id)).toEqual(before);
  });

  test('what cannot be checked does not replace what was, and is not good for decades', async () => {
    const checked = await bound();
    const em = service.orm.em.fork();
    const row = await em.findOneOrFail(Credential, { id: checked.id });
    if (row.certificate) row.certificate = { ...row.certificate, chainVerified: true };
    await em.flush();
    const invalid = (message: RegExp) => [
      { code: 'INVALID', message: expect.stringMatching(message), path: ['certificatePem'] },
    ];
    expect((await change(ana, checked.id, renewed)).problems).toEqual(
      invalid(/não pode ser conferido.*altere a credencial/),
    );
    const unchecked = await bound();
    expect((await change(ana, unchecked.id, decades)).problems).toEqual(invalid(/o limite é de 5 anos/));
    expect((await change(ana, unchecked.id, fiveYears)).problems).toEqual([]);
  });

  test('one that does not say whose it is can only be asked for anew', async () => {
    const { id } = await bound();
    const em = service.orm.em.fork();
    const row = await em.findOneOrFail(Credential, { id });
    if (row.certificate) row.certificate = { ...row.certificate, holder: null };
    await em.flush();
    expect((await change(ana, id, renewed)).problems).toMatchObject([
      { code: 'NOT_ALLOWED', message: expect.stringContaining('não diz de quem é') },
    ]);
  });

  test('another branch of the same CNPJ is the same holder', async () => {
    expect((await change(ana, (await bound()).id, branch)).problems).toEqual([]);
  });

  test.each([-1, 31])('an overlap of %i days is refused', async (overlapDays) => {
    const { problems } = await change(ana, (await bound()).id, renewed, { overlapDays });
    expect(problems).toMatchObject([{ code: 'INVALID', path: ['overlapDays'] }]);
  });

  test('of two changes at once one is told that it came late; a key that is sent again changes nothing more', async () => {
    const { id } = await bound();
    const currentSha256 = fingerprintOf(own);
    const answers = await Promise.all([
      change(ana, id, renewed, { currentSha256 }),
      change(ana, id, branch, { currentSha256 }),
    ]);
    expect(answers.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['STALE_VERSION']);
    const again = await bound();
    const key = `troca-${again.id}`;
    for (const _ of [1, 2]) {
      expect((await change(ana, again.id, renewed, { currentSha256, key })).problems).toEqual([]);
    }
    expect(await service.orm.em.fork().count(AuditRecord, { subjectId: again.id, act: 'CHANGE_CERTIFICATE' })).toBe(1);
  });

  test.each([
    [bruno, 'NOT_FOUND'],
    [clara, 'NOT_FOUND'],
    [elis, 'NOT_ALLOWED'],
  ])('it is its owner who changes it, not %o', async (somebody, code) => {
    expect((await change(somebody, (await bound()).id, renewed)).problems).toMatchObject([{ code }]);
  });

  test('ADMIN reads the one before with its CPF masked, reviewers do not read it at all', async () => {
    const { id, requestId } = await bound(maria);
    await change(ana, id, mariaRenewed);
    expect((await seen(ana, id))?.previousCertificate?.holder).toBe('52998224725');
    expect((await seen(elis, id))?.previousCertificate?.holder).toBe('***.982.247-**');
    const { data } = await service.ask<{ accessRequest: { credential: Seen } }>(
      clara,
      `query ($id: ID!) { accessRequest(id: $id) { credential { ${SEEN} } } }`,
      { id: requestId },
    );
    expect(data.accessRequest.credential).toMatchObject({
      previousCertificate: null,
      previousCertificateExpiresAt: null,
    });
  });

  test.each(['SUSPENDED', 'REVOKED', 'EXPIRED'] as const)('one that is %s keeps what it has', async (state) => {
    expect((await change(ana, (await bound(own, { state })).id, renewed)).problems).toMatchObject([
      { code: 'NOT_ALLOWED' },
    ]);
  });
});

async function clientOf(clientId: string) {
  const as: Caller = { kind: 'anonymous' };
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ clientIds: [clientId] });
  const response = await service.fetch('/internal/clients/look-up', { method: 'POST', headers, body, as });
  const { clients } = (await response.json()) as { clients: [ClientFacts] };
  return clients[0];
}
