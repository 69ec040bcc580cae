import { randomUUIDv7, X509Certificate } from 'node:crypto';
import type { Caller, Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import type { Accreditation } from '../accreditation/accreditation.ts';
import { requestOf } from '../testing/certificate-requests.ts';
import { startTestService } from '../testing/service.ts';
import { TRIAL_CERTIFICATES } from './trial-credential.ts';

const service = await startTestService();
afterAll(() => service[Symbol.asyncDispose]());

const ana = testPerson();
const bruno = testPerson({ id: randomUUIDv7(), name: 'Bruno' });
const { request } = await requestOf();
const DAY_MS = 86_400_000;

interface Certificate {
  id: string;
  sha256: string;
  serialNumber: string;
  subject: string;
  pem: string;
  issuedAt: string;
  expiresAt: string;
  revokedAt: string | null;
  reason: string | null;
}

interface Payload {
  trialCertificate: Certificate | null;
  credential: { id: string } | null;
  problems: { code: string; message: string; path: string[] | null }[];
}

const FIELDS = 'id sha256 serialNumber subject pem issuedAt expiresAt revokedAt reason';

async function mutate(caller: Caller, name: string, type: string, input: object): Promise<Payload> {
  const { data, errors } = await service.ask<{ answer: Payload }>(
    `mutation ($input: ${type}!) {
       answer: ${name}(input: $input) { trialCertificate { ${FIELDS} } credential { id } problems { code message path } }
     }`,
    { input },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

const issue = (credentialId: string, more: object = {}, caller: Caller = ana) =>
  mutate(caller, 'issueTrialCertificate', 'IssueTrialCertificateInput', {
    credentialId,
    certificateRequest: request,
    ...more,
  });
const revoke = (id: string, more: object = {}, caller: Caller = ana) =>
  mutate(caller, 'revokeTrialCertificate', 'RevokeTrialCertificateInput', { id, ...more });

async function issued(credentialId: string): Promise<Certificate> {
  const { trialCertificate, problems } = await issue(credentialId);
  expect(problems).toEqual([]);
  if (!trialCertificate) throw new Error('nothing was drawn');
  return trialCertificate;
}

interface Access {
  authUrl: string;
  ehrUrl: string;
  authorities: string;
  trialCertificates: Certificate[];
}

async function accessOf(caller: Caller, ...ids: string[]): Promise<(Access | null)[]> {
  const { data, errors } = await service.ask<{ _entities: { homologationAccess: Access | null }[] }>(
    `query ($of: [_Any!]!) {
       _entities(representations: $of) {
         ... on Credential { homologationAccess { authUrl ehrUrl authorities trialCertificates { ${FIELDS} } } }
       }
     }`,
    { of: ids.map((id) => ({ __typename: 'Credential', id })) },
    caller,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data._entities.map(({ homologationAccess }) => homologationAccess);
}

async function rows<Row>(sql: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

describe('a trial certificate is drawn', () => {
  test('for the owner of an active credential for homologation: what it says is ours', async () => {
    const credential = service.credential({ requesterIdentifier: '100077', systemName: 'Clínica, "Sol"' });
    const certificate = await issued(credential.credentialId);
    const read = new X509Certificate(certificate.pem);
    expect(read.verify(service.authority.certificate.publicKey)).toBe(true);
    expect(read.subject.split('\n').slice(0, 3)).toEqual([
      'C=BR',
      'O=CERTIFICADO DE TESTE - NAO E ICP-BRASIL',
      'OU=100077',
    ]);
    expect(certificate).toMatchObject({
      sha256: read.fingerprint256.replaceAll(':', '').toLowerCase(),
      serialNumber: read.serialNumber,
      subject: expect.stringMatching(/^CN=Clínica.*OU=100077,O=CERTIFICADO DE TESTE - NAO E ICP-BRASIL,C=BR$/),
      expiresAt: read.validToDate.toISOString(),
      revokedAt: null,
      reason: null,
    });
    expect(await accessOf(ana, credential.credentialId)).toEqual([
      {
        authUrl: 'https://auth.example',
        ehrUrl: 'https://ehr.example',
        authorities: service.authority.pem,
        trialCertificates: [certificate],
      },
    ]);
  });

  test('and stands in the audit, without a name', async () => {
    const { credentialId } = service.credential();
    const { id, sha256 } = await issued(credentialId);
    await revoke(id, { reason: 'A chave ficou num pendrive' });
    const records = await rows(
      'select actor_id, act, detail from audit_record where subject_id = $1 order by at, act',
      [id],
    );
    const detail = { credential: credentialId, sha256 };
    expect(records).toEqual([
      { actor_id: ana.id, act: 'issueTrialCertificate', detail },
      { actor_id: ana.id, act: 'revokeTrialCertificate', detail },
    ]);
    await expect(rows('delete from audit_record where subject_id = $1', [id])).rejects.toThrow(/never changed/);
  });

  test('once for a key, however often and at once; another request with that key is refused', async () => {
    const { credentialId } = service.credential();
    const idempotencyKey = `draw ${credentialId}`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => issue(credentialId, { idempotencyKey })));
    expect(new Set(answers.map(({ trialCertificate }) => trialCertificate?.id)).size).toBe(1);
    expect(answers[0]?.problems).toEqual([]);
    const other = await issue(credentialId, { idempotencyKey, certificateRequest: (await requestOf()).request });
    expect(other.problems).toMatchObject([{ code: 'CONFLICT', path: ['idempotencyKey'] }]);
  });

  test('three at a time at most, and again once one is revoked or over', async () => {
    const { credentialId } = service.credential();
    const answers = await Promise.all(Array.from({ length: 6 }, () => issue(credentialId)));
    const good = answers.flatMap(({ trialCertificate }) => trialCertificate ?? []);
    expect(good).toHaveLength(3);
    for (const { problems } of answers.filter(({ trialCertificate }) => !trialCertificate)) {
      expect(problems).toMatchObject([
        { code: 'NOT_ALLOWED', message: expect.stringContaining('3 certificados'), path: ['credentialId'] },
      ]);
    }
    await revoke(good[0]?.id ?? '');
    await issued(credentialId);
    service.clock.now = new Date(Date.now() + 91 * DAY_MS);
    await issued(credentialId);
    service.clock.now = new Date();
  });
});

describe('nobody draws one', () => {
  const NOT_FOUND = [
    {
      code: 'NOT_FOUND',
      message: 'Não encontramos esta credencial de homologação. Ela pode ser de outra equipe, ou ser de produção.',
      path: ['credentialId'],
    },
  ];

  test('for a credential of somebody else, which is answered as one that does not exist', async () => {
    const { credentialId } = service.credential();
    const unknown = [randomUUIDv7(), 'x', '', '1'.repeat(1_000)].map((id) => issue(id));
    const answers = await Promise.all([issue(credentialId, {}, bruno), ...unknown]);
    for (const answer of answers) {
      expect(answer).toEqual({ trialCertificate: null, credential: null, problems: NOT_FOUND });
    }
    // Nor what else is wrong with it.
    expect((await issue(credentialId, { certificateRequest: 'x' }, bruno)).problems).toEqual(NOT_FOUND);
  });

  test.for<[facts: Partial<Accreditation>, message: RegExp]>([
    [{ state: 'SUSPENDED' }, /está suspensa/],
    [{ state: 'REVOKED' }, /foi revogada/],
    [{ state: 'EXPIRED' }, /venceu/],
    [{ validUntil: new Date(Date.now() - 1).toISOString() }, /venceu/],
    [{ portfolio: 'outro' }, /não tem ambiente de homologação/],
  ])('for one that is not good: %o', async ([facts, message]) => {
    const { credentialId } = service.credential(facts);
    const { problems } = await issue(credentialId);
    expect(problems).toMatchObject([
      { code: 'NOT_ALLOWED', message: expect.stringMatching(message), path: ['credentialId'] },
    ]);
    expect((await accessOf(ana, credentialId))[0]?.trialCertificates ?? []).toEqual([]);
  });

  test('for a request that is none', async () => {
    const { credentialId } = service.credential();
    const { problems } = await issue(credentialId, { certificateRequest: 'x' });
    expect(problems).toMatchObject([{ code: 'INVALID', path: ['certificateRequest'] }]);
  });

  test.for<[who: string, caller: Caller, code: string]>([
    ['nobody', { kind: 'anonymous' }, 'UNAUTHENTICATED'],
    ['a system', { kind: 'client', clientId: 'c', credentialId: randomUUIDv7(), requestId: 'r' }, 'FORBIDDEN'],
    ['a resource server', { kind: 'resource-server', id: 'r' }, 'FORBIDDEN'],
  ])('who is %s', async ([, caller, code]) => {
    const { credentialId } = service.credential();
    await expect(issue(credentialId, {}, caller)).rejects.toThrow(code);
    const { id } = await issued(credentialId);
    await expect(revoke(id, {}, caller)).rejects.toThrow(code);
  });

  test('while credentials cannot be asked: nothing is done, and it may be sent again', async () => {
    const { credentialId } = service.credential();
    const certificate = await issued(credentialId);
    service.credentials.away = true;
    await expect(issue(credentialId)).rejects.toThrow('UNAVAILABLE');
    await expect(accessOf(ana, credentialId)).rejects.toThrow('UNAVAILABLE');
    // What has to stop at once does.
    expect((await revoke(certificate.id)).problems).toEqual([]);
    service.credentials.away = false;
  });
});

describe('a trial certificate is revoked', () => {
  test('by who drew it, once, with words or without', async () => {
    const { credentialId } = service.credential();
    const [one, other] = [await issued(credentialId), await issued(credentialId)];
    const idempotencyKey = `revoke ${one.id}`;
    const first = await revoke(one.id, { reason: '  A chave   vazou ', idempotencyKey });
    expect(first).toEqual({
      trialCertificate: { ...one, revokedAt: service.clock.now.toISOString(), reason: 'A chave vazou' },
      credential: { id: credentialId },
      problems: [],
    });
    expect(await revoke(one.id, { reason: '  A chave   vazou ', idempotencyKey })).toEqual(first);
    expect((await revoke(one.id)).problems).toMatchObject([
      { code: 'NOT_ALLOWED', message: expect.stringContaining('já foi revogado') },
    ]);
    expect((await revoke(other.id)).trialCertificate).toMatchObject({ reason: null });
  });

  test('by nobody else, to whom it does not exist; nor what is over, nor for a reason without end', async () => {
    const { credentialId } = service.credential();
    const { id } = await issued(credentialId);
    for (const answer of [await revoke(id, {}, bruno), await revoke(randomUUIDv7()), await revoke('x')]) {
      expect(answer.problems).toEqual([
        {
          code: 'NOT_FOUND',
          message: 'Não encontramos este certificado de teste. Ele pode ser de outra pessoa.',
          path: ['id'],
        },
      ]);
    }
    expect((await revoke(id, { reason: 'a'.repeat(1_001) })).problems).toMatchObject([
      { code: 'INVALID', path: ['reason'] },
    ]);
    service.clock.now = new Date(Date.now() + 91 * DAY_MS);
    expect((await revoke(id)).problems).toMatchObject([
      { code: 'NOT_ALLOWED', message: expect.stringContaining('já venceu') },
    ]);
    service.clock.now = new Date();
  });
});

test('every instance is told of one that is drawn or revoked, and of nothing that was refused', async () => {
  const { credentialId } = service.credential();
  const client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
  const told: string[] = [];
  client.on('notification', ({ payload }) => told.push(payload ?? ''));
  await client.query(`listen ${TRIAL_CERTIFICATES}`);
  const { id, sha256 } = await issued(credentialId);
  await issue(credentialId, { certificateRequest: 'x' });
  await revoke(id);
  await revoke(id);
  await expect.poll(() => told.filter((one) => one === sha256)).toHaveLength(2);
  await client.end();
});

describe('what a credential opens here', () => {
  const systemOf = (credentialId: string): Caller => ({ kind: 'client', clientId: 'c', credentialId, requestId: 'r' });
  const admin: Person = testPerson({ id: randomUUIDv7(), roles: ['INTEGRATOR', 'REVIEWER', 'ADMIN'] });

  test('is told to its owner and its own system, and to nobody else', async () => {
    const [own, other] = [service.credential(), service.credential()];
    const { id } = await issued(own.credentialId);
    for (const caller of [ana, systemOf(own.credentialId)]) {
      expect(await accessOf(caller, own.credentialId)).toMatchObject([{ trialCertificates: [{ id }] }]);
    }
    const others: Caller[] = [
      bruno,
      admin,
      systemOf(other.credentialId),
      { kind: 'anonymous' },
      { kind: 'resource-server', id: 'r' },
    ];
    for (const caller of others) expect(await accessOf(caller, own.credentialId)).toEqual([null]);
    const node = (caller: Caller) =>
      service.ask<{ node: object | null }>(`{ node(id: "${id}") { __typename id } }`, {}, caller);
    for (const caller of [ana, systemOf(own.credentialId)]) {
      expect((await node(caller)).data.node).toEqual({ __typename: 'TrialCertificate', id });
    }
    for (const caller of others) expect((await node(caller)).data.node).toBeNull();
  });

  test('is nothing where the portfolio cannot be tried here, or there is no such credential for homologation', async () => {
    const { credentialId } = service.credential({ portfolio: 'outro' });
    expect(await accessOf(ana, credentialId, randomUUIDv7(), 'x')).toEqual([null, null, null]);
  });

  test('is asked for a whole page at once, newest first and twenty at most', async () => {
    const credentials = Array.from({ length: 30 }, () => service.credential());
    const ids = credentials.map(({ credentialId }) => credentialId);
    const [first = ''] = ids;
    const made: string[] = [];
    for (let count = 0; count < 22; count++) {
      const { id } = await issued(first);
      made.unshift(id);
      await revoke(id);
    }
    const before = service.credentials.asked;
    const [access] = await accessOf(ana, ...ids);
    expect(service.credentials.asked - before).toBe(1);
    expect(access?.trialCertificates.map(({ id }) => id)).toEqual(made.slice(0, 20));
  });
});
