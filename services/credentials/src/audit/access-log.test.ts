import { type Person, recordStatements } from '@portal/service-kit';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { AccessRequest } from '../requests/access-request.ts';
import { download } from '../testing/attach.ts';
import { EvidenceCase } from '../testing/evidence-case.ts';
import { ana, bruno, clara, elis } from '../testing/people.ts';
import { insertCredential, insertRequest, insertSubmitted } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';
import { createAccessLog } from './access-log.ts';
import { AuditRecord } from './audit-record.ts';

let request: AccessRequest;

const service = await startService();
afterAll(() => service[Symbol.asyncDispose]());
beforeEach(async () => {
  service.clock.now = new Date('2026-11-24T12:00:00Z');
  request = await insertSubmitted(service.orm);
});

const em = () => service.orm.em.fork();

async function readers({ id }: Pick<AccessRequest, 'id'> = request): Promise<(string | null)[]> {
  const records = await em().find(AuditRecord, { subjectId: id, act: 'readAccessRequest' }, { orderBy: { id: 'asc' } });
  return records.map(({ actorId }) => actorId);
}

async function read(person: Person, query: string): Promise<unknown> {
  const { data, errors } = await service.ask<Record<string, unknown>>(person, query);
  expect(errors).toBeUndefined();
  return data;
}

const byId = ({ id }: Pick<AccessRequest, 'id'> = request) => `{ accessRequest(id: "${id}") { state } }`;

describe('a request is noted as read', () => {
  test('by a reviewer and by ADMIN, with when and in which operation, and nothing of what stands in it', async () => {
    await read(clara, byId());
    await read(elis, byId());
    expect(await readers()).toEqual([clara.id, elis.id]);
    const [record] = await em().find(AuditRecord, { subjectId: request.id });
    expect(record).toMatchObject({ at: service.clock.now, subject: 'ACCESS_REQUEST', detail: {} });
    expect(record?.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  test('by whatever way people are shown: its number, a list, a join of the gateway', async () => {
    const others = [await insertSubmitted(service.orm), await insertSubmitted(service.orm)];
    await read(clara, '{ reviewQueue(first: 100) { edges { node { id protocol system { name } } } } }');
    expect(await readers()).toEqual([]);
    await read(clara, '{ reviewQueue(first: 100) { edges { node { manager { name } } } } }');
    expect(await readers()).toEqual([clara.id]);
    for (const other of others) expect(await readers(other)).toEqual([clara.id]);
    const joined = `{ _entities(representations: [{ __typename: "AccessRequest", id: "${request.id}" }]) {
      ... on AccessRequest { requester { email } certificate { subject } } } }`;
    await read(elis, joined);
    expect(await readers()).toEqual([clara.id, elis.id]);
  });

  test('not by its owner, nor by who may not read it', async () => {
    const draft = await insertRequest(service.orm);
    await read(ana, `{ accessRequest(id: "${request.id}") { manager { name } requester { email } } }`);
    expect(await read(bruno, byId())).toEqual({ accessRequest: null });
    expect(await read(clara, byId(draft))).toEqual({ accessRequest: null });
    expect([...(await readers()), ...(await readers(draft))]).toEqual([]);
  });

  test('once an hour, however often and however many at once', async () => {
    const whole = `{ accessRequest(id: "${request.id}") { manager { name } requester { email } certificate { subject } } }`;
    await Promise.all(Array.from({ length: 6 }, () => read(clara, whole)));
    service.clock.now = new Date('2026-11-24T12:59:59Z');
    await read(clara, whole);
    expect(await readers()).toEqual([clara.id]);
    service.clock.now = new Date('2026-11-24T13:00:00Z');
    await read(clara, whole);
    expect(await readers()).toEqual([clara.id, clara.id]);
  });

  test('with one statement for a page', async () => {
    const page = (fields: string) => `{ reviewQueue(first: 100) { edges { node { id ${fields} } } } }`;
    const counted = async (fields: string) => {
      using recorded = recordStatements('operations');
      await read(clara, page(fields));
      return recorded.count;
    };
    const without = await counted('state');
    expect(await counted('manager { name } requester { name } certificate { subject }')).toBe(without + 1);
  });

  test('and read all the same where it cannot be noted', async () => {
    const traceId = 'longer than the column, so that the database refuses it';
    const accessLog = createAccessLog({ em: em(), caller: clara, traceId, now: () => service.clock.now });
    await expect(accessLog.reads('ACCESS_REQUEST', request)).resolves.toBeUndefined();
    expect(await readers()).toEqual([]);
  });
});

describe('a credential is noted as read', () => {
  const whoRead = async (id: string) =>
    (await em().find(AuditRecord, { subjectId: id, act: 'readCredential' })).map(({ actorId, subject }) => [
      actorId,
      subject,
    ]);

  test('by ADMIN who opens it, once an hour; not by its owner, nor by who may not read it', async () => {
    const { id } = await insertCredential(service.orm);
    const byItself = `{ credential(id: "${id}") { state certificate { subject } } }`;
    expect(await read(ana, byItself)).toMatchObject({ credential: { state: 'ACTIVE' } });
    expect(await read(clara, byItself)).toEqual({ credential: null });
    expect(await whoRead(id)).toEqual([]);
    await Promise.all([1, 2, 3].map(() => read(elis, byItself)));
    expect(await whoRead(id)).toEqual([[elis.id, 'CREDENTIAL']]);
  });

  test('by who is shown a certificate in a list, with one statement for a page', async () => {
    const made = [await insertCredential(service.orm), await insertCredential(service.orm)];
    const page = (field: string) => `{ allCredentials(first: 100) { edges { node { id ${field} } } } }`;
    const counted = async (field: string) => {
      using recorded = recordStatements('operations');
      await read(elis, page(field));
      return recorded.count;
    };
    const without = await counted('state');
    for (const { id } of made) expect(await whoRead(id)).toEqual([]);
    expect(await counted('certificate { subject }')).toBe(without + 1);
    for (const { id } of made) expect(await whoRead(id)).toEqual([[elis.id, 'CREDENTIAL']]);
  });
});

test('a download is noted each time, with its request, which outlives the file', async () => {
  await insertCredential(service.orm);
  const one = await EvidenceCase.draft(service);
  const { id } = await one.attach();
  await one.submitted('SUBMITTED');
  for (const _ of [1, 2]) expect((await download(service, clara, id)).status).toBe(200);
  const records = await em().find(AuditRecord, { subjectId: id, act: 'readEvidence' });
  expect(records.map(({ actorId, detail }) => [actorId, detail.accessRequest])).toEqual([
    [clara.id, one.request.id],
    [clara.id, one.request.id],
  ]);
});
