import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRoot, type IssuedCertificate, issueECnpj, startRevocationServer } from '@portal/certificates';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepPem } from '../certificates/certificate-pems.ts';
import { readAuthorities } from '../certificates/chain.ts';
import { readCertificatePem } from '../certificates/read-certificate.ts';
import { checkRevocations } from '../credentials/check-revocation.ts';
import { Credential } from '../credentials/credential.ts';
import { tellChanges } from '../notices/tell.ts';
import { Journey, wholeForm } from '../testing/journey.ts';
import { noticesFor } from '../testing/notices.ts';
import { ana, bruno, elis } from '../testing/people.ts';
import { insertCredential } from '../testing/rows.ts';
import { startService, type TestService } from '../testing/service.ts';
import { createAuthorityClient } from './ask-authority.ts';
import { createRevocationChecker, type RevocationChecker } from './revocation.ts';

const root = await createRoot({ key: 'EC-256' });
const server = await startRevocationServer(() => root);
const authorities = readAuthorities(root.pem);
const client = createAuthorityClient({ allowPrivate: true });
const issue = () =>
  issueECnpj({ authority: root, companyName: 'LAB', cnpj: '11222333000181', key: 'EC-256', revocation: server.places });
const revokedAt = new Date('2026-11-20T12:00:00Z');

let folder: string;
let service: TestService;
let closed: TestService;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roots-'));
  const icpBrasilRoots = join(folder, 'roots.pem');
  await writeFile(icpBrasilRoots, root.pem);
  [service, closed] = await Promise.all([
    startService({ icpBrasilRoots }),
    startService({ icpBrasilRoots, icpBrasilRevocation: 'closed' }),
  ]);
});
afterAll(async () => {
  await Promise.all([service, closed, server, client].map((one) => one[Symbol.asyncDispose]()));
  await rm(folder, { recursive: true });
});

/** Does something while no authority says anything. */
async function withoutAuthority<Result>(work: () => Promise<Result>): Promise<Result> {
  const { act } = server;
  const silent = (_question: Buffer, response: { writeHead(status: number): { end(): unknown } }) =>
    response.writeHead(503).end();
  server.act = { ocsp: silent, crl: silent };
  try {
    return await work();
  } finally {
    server.act = act;
  }
}

async function bound(certificate: IssuedCertificate): Promise<Credential> {
  const read = readCertificatePem(certificate.pem, { authorities, now: new Date() });
  if (!read.ok) throw new Error(read.message);
  const { id } = await insertCredential(service.orm, { expiresAt: new Date(read.value.notAfter) });
  const em = service.orm.em.fork();
  const row = await em.findOneOrFail(Credential, { id });
  row.certificate = await keepPem(em, row.requestId, read.value);
  await em.flush();
  return row;
}

const fresh = (id: string) => service.orm.em.fork().findOneOrFail(Credential, { id });
const checker = (): RevocationChecker => createRevocationChecker({ authorities, client, now: () => new Date() });
/** As the chore does, a day later, with nothing remembered. */
let days = 0;
async function nextDay(by: RevocationChecker = checker()): Promise<void> {
  days += 1;
  await checkRevocations({ orm: service.orm, now: () => new Date(Date.now() + days * 86_500_000) }, by);
}

interface Answer {
  credential: { state: string; stateReason: string | null; allowedActions: string[] } | null;
  problems: { code: string; message: string; path: string[] | null }[];
}
async function act(person: typeof ana, field: string, declared: string, variables: object): Promise<Answer> {
  const passed = Object.keys(variables)
    .map((name) => `${name}: $${name}`)
    .join(', ');
  const { data, errors } = await service.ask<{ answer: Answer }>(
    person,
    `mutation (${declared}) { answer: ${field}(${passed}) { credential { state stateReason allowedActions } problems { code message path } } }`,
    variables,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}
const change = (id: string, certificatePem: string, currentSha256: string) =>
  act(
    ana,
    'changeCredentialCertificate',
    '$id: ID!, $certificatePem: String!, $currentSha256: String!, $overlapDays: Int!',
    {
      id,
      certificatePem,
      currentSha256,
      overlapDays: 10,
    },
  );

describe('whoever registers a certificate', () => {
  async function register(at: TestService, { pem }: IssuedCertificate) {
    const journey = new Journey(at);
    const draft = await journey.done(journey.create(ana, 'rnds', ['rel']));
    return (await journey.update(ana, draft, { ...wholeForm('Laudos'), certificatePem: pem })).problems;
  }

  test('is told that it was revoked, since when and what to do', async () => {
    const certificate = await issue();
    server.revoke(certificate, revokedAt);
    expect(await register(service, certificate)).toEqual([
      {
        code: 'INVALID',
        message: expect.stringMatching(/revogado pela autoridade certificadora em 20\/11\/2026.*Emita outro/),
        path: ['certificatePem'],
      },
    ]);
  });

  test('is let in when no authority answers, and is not where that is set', async () => {
    await withoutAuthority(async () => {
      expect(await register(service, await issue())).toEqual([]);
      expect(await register(closed, await issue())).toEqual([
        { code: 'INVALID', message: expect.stringMatching(/não respondeu.*Tente de novo/), path: ['certificatePem'] },
      ]);
    });
    expect(await register(closed, await issue())).toEqual([]);
  });
});

describe('a credential', () => {
  test('of which the certificate was revoked is suspended with a notice, and good again with another one alone', async () => {
    const certificate = await issue();
    const { id, certificate: held } = await bound(certificate);
    const sha256 = held?.sha256 ?? '';
    await nextDay();
    expect((await fresh(id)).state).toBe('ACTIVE');
    server.revoke(certificate, revokedAt);
    await nextDay();
    const suspended = await fresh(id);
    expect([suspended.state, suspended.suspendedByMinistry, suspended.certificate?.revokedAt]).toEqual([
      'SUSPENDED',
      false,
      revokedAt.toISOString(),
    ]);
    expect(suspended.stateReason).toMatch(/revogado .* em 20\/11\/2026\. Troque o certificado/);
    await tellChanges(service.orm.em.fork(), new Date());
    const { notices } = await noticesFor(service, ana, 'INTEGRATOR');
    expect(notices.map(({ kind }) => kind)).toContain('CREDENTIAL_SUSPENDED');
    for (const person of [ana, elis]) {
      expect((await act(person, 'reinstateCredential', '$id: ID!', { id })).problems).toEqual([
        { code: 'NOT_ALLOWED', message: expect.stringMatching(/foi revogado .* Troque-o primeiro/), path: null },
      ]);
    }
    const changed = await change(id, (await issue()).pem, sha256);
    expect([changed.problems, changed.credential?.state]).toEqual([[], 'SUSPENDED']);
    expect(changed.credential?.allowedActions).toContain('REINSTATE');
    // What was revoked is not good beside the new one, whatever overlap was asked for.
    expect((await fresh(id)).previousCertificateExpiresAt?.getTime()).toBeLessThanOrEqual(Date.now());
    expect((await act(ana, 'reinstateCredential', '$id: ID!', { id })).credential?.state).toBe('ACTIVE');
  });

  test('that was suspended before says beside why that its certificate was revoked, and its team is told', async () => {
    const certificate = await issue();
    const { id } = await bound(certificate);
    const suspended = await act(ana, 'suspendCredential', '$id: ID!, $reason: String!', {
      id,
      reason: 'Chave perdida',
    });
    expect(suspended.problems).toEqual([]);
    const told = async () => {
      await tellChanges(service.orm.em.fork(), new Date());
      const { notices } = await noticesFor(service, ana, 'INTEGRATOR', 'kind: CREDENTIAL_SUSPENDED');
      return notices.length;
    };
    const before = await told();
    server.revoke(certificate, revokedAt);
    await nextDay();
    const { state, stateReason, stateChangedAt } = await fresh(id);
    expect([state, stateReason]).toEqual([
      'SUSPENDED',
      expect.stringMatching(
        /^Chave perdida\. O certificado digital foi revogado .* em 20\/11\/2026\. Troque o certificado/,
      ),
    ]);
    // It has been suspended since then, not since now.
    expect(stateChangedAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await told()).toBe(before + 1);
  });

  test('does not change to a certificate that was revoked', async () => {
    const { id, certificate } = await bound(await issue());
    const next = await issue();
    server.revoke(next, revokedAt);
    const answer = await change(id, next.pem, certificate?.sha256 ?? '');
    expect(answer.problems).toEqual([
      { code: 'INVALID', message: expect.stringMatching(/foi revogado/), path: ['certificatePem'] },
    ]);
    server.asked.length = 0;
    // Who may not read the credential has no authority asked.
    expect(
      (
        await service.ask(
          bruno,
          'mutation ($id: ID!, $pem: String!) { changeCredentialCertificate(id: $id, certificatePem: $pem, currentSha256: "ab", overlapDays: 0) { problems { code } } }',
          { id, pem: (await issue()).pem },
        )
      ).data,
    ).toEqual({
      changeCredentialCertificate: { problems: [{ code: 'NOT_FOUND' }] },
    });
    expect(server.asked).toEqual([]);
  });

  test('loses the certificate before a change at once where that was revoked, and stays', async () => {
    const certificate = await issue();
    const { id, certificate: held } = await bound(certificate);
    await change(id, (await issue()).pem, held?.sha256 ?? '');
    server.revoke(certificate, revokedAt);
    await nextDay();
    const now = await fresh(id);
    expect([now.state, now.previousCertificate?.revokedAt]).toEqual(['ACTIVE', revokedAt.toISOString()]);
    expect(now.previousCertificateExpiresAt?.getTime()).toBeLessThan(Date.parse(now.certificate?.notAfter ?? ''));
  });

  test('keeps the certificate that it was changed to while the authority was asked after the one before', async () => {
    const certificate = await issue();
    const { id, certificate: held } = await bound(certificate);
    const next = await issue();
    server.revoke(certificate, revokedAt);
    await nextDay({
      check: async (pem, first) => {
        const found = await checker().check(pem, first);
        if (pem === certificate.pem) expect((await change(id, next.pem, held?.sha256 ?? '')).problems).toEqual([]);
        return found;
      },
    });
    const { state, certificate: current, previousCertificate, previousCertificateExpiresAt: until } = await fresh(id);
    expect([state, current?.revokedAt]).toEqual(['ACTIVE', undefined]);
    expect([previousCertificate?.sha256, previousCertificate?.revokedAt]).toEqual([
      held?.sha256,
      revokedAt.toISOString(),
    ]);
    expect(until?.getTime()).toBeLessThanOrEqual(Date.now() + days * 86_500_000);
  });

  test('is suspended whatever becomes of the look at the certificate before a change, which ends with its overlap', async () => {
    const [before, current] = [await issue(), await issue()];
    const { id, certificate } = await bound(before);
    await change(id, current.pem, certificate?.sha256 ?? '');
    const asked: string[] = [];
    const stumbling: RevocationChecker = {
      check: async (pem, first) => {
        asked.push(pem);
        if (pem === before.pem) throw new Error('it cannot be read');
        return checker().check(pem, first);
      },
    };
    server.revoke(current, revokedAt);
    await nextDay(stumbling);
    expect((await fresh(id)).state).toBe('SUSPENDED');
    expect(asked).toEqual(expect.arrayContaining([before.pem, current.pem]));

    await service.orm.em.fork().nativeUpdate(Credential, { id }, { previousCertificateExpiresAt: new Date() });
    asked.length = 0;
    await nextDay(stumbling);
    expect(asked).toContain(current.pem);
    expect(asked).not.toContain(before.pem);
  });

  test('is not touched while no authority answers, and is asked after once a day', async () => {
    const { id, version } = await bound(await issue());
    await withoutAuthority(() => nextDay());
    expect(await fresh(id)).toMatchObject({ state: 'ACTIVE', version });
    server.asked.length = 0;
    await checkRevocations(
      { orm: service.orm, now: () => new Date(Date.now() + days * 86_500_000 + 60_000) },
      checker(),
    );
    expect(server.asked).toEqual([]);
  });
});
