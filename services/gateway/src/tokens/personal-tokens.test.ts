import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { LIMITS } from '@portal/domain';
import { createTestDatabase } from '@portal/postgres/testing';
import { openDatabase } from '@portal/service-kit/database';
import { drawAccessToken } from '@portal/service-kit/identity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MIGRATIONS } from '../migrations/index.ts';
import { securityLog } from '../security-events.ts';
import { PersonRecord } from '../sessions/person.entity.ts';
import { readLog } from '../testing/read-log.ts';
import { PersonalTokenRecord } from './personal-token.entity.ts';
import { PersonalTokens } from './personal-tokens.ts';

const HERE = '200.130.0.10';
const DAY_MS = 86_400_000;

const opened = new AsyncDisposableStack();
afterAll(() => opened.disposeAsync());

let orm: MikroORM;
let now = Date.now();
/** At two gateways. */
let tokens: PersonalTokens;
let elsewhere: PersonalTokens;

beforeAll(async () => {
  const { url } = opened.use(await createTestDatabase());
  orm = await openDatabase({ url, entities: [PersonRecord, PersonalTokenRecord], migrations: MIGRATIONS });
  opened.adopt(orm, (database) => database.close(true));
  const clock = () => new Date(now);
  tokens = opened.use(await PersonalTokens.open(orm, url, clock));
  elsewhere = opened.use(await PersonalTokens.open(orm, url, clock));
});

async function somebody(): Promise<string> {
  const facts = { issuer: 'i', subjectHash: randomUUID(), name: 'Ana', email: null, emailVerified: false };
  const em = orm.em.fork();
  const person = em.create(PersonRecord, { ...facts, level: 'GOLD', lastSignedInAt: new Date(now) });
  await em.flush();
  return person.id;
}

const wish = (seconds: number, allowedIps: string[] = []) => ({
  name: 'Painel',
  scopes: ['requests:read' as const],
  allowedIps,
  expiresAt: new Date(now + seconds * 1_000),
});

async function made(personId: string, seconds = 3_600, allowedIps: string[] = []) {
  const answer = await tokens.make(personId, wish(seconds, allowedIps));
  if (!answer) throw new Error('there are too many');
  return { token: answer.token, id: answer.record.id, key: answer.record.tokenHash };
}

const usedAt = async (personId: string) => (await tokens.list(personId))[0]?.lastUsedAt?.getTime();

it('is its person as a program, with no more than its scopes, until its end', async () => {
  const person = await somebody();
  const { token } = await made(person, 60);
  expect(await tokens.find(token, HERE)).toMatchObject({
    caller: {
      kind: 'person',
      id: person,
      name: 'Ana',
      roles: ['INTEGRATOR'],
      assuranceLevel: 'GOLD',
      portfolios: null,
    },
    scopes: new Set(['requests:read']),
  });
  now += 59_999;
  expect(await tokens.find(token, HERE)).toBeDefined();
  now += 1;
  expect(await tokens.find(token, HERE)).toBeUndefined();
  for (const none of ['', token.slice(0, -1), drawAccessToken()]) expect(await tokens.find(none, HERE)).toBeUndefined();
});

it('is good from its addresses alone, and use from another stands in the log', async () => {
  const { token, id } = await made(await somebody(), 3_600, ['200.130.0.0/24']);
  expect(await tokens.find(token, HERE)).toBeDefined();
  using log = readLog(securityLog);
  for (const address of ['200.130.1.10', undefined]) expect(await tokens.find(token, address)).toBeUndefined();
  expect(log.lines()).toMatchObject([{ tokenId: id }, { tokenId: id }]);
});

it('tells when it was used, to the minute, and not of a session that asks as it would', async () => {
  const person = await somebody();
  const { token, id } = await made(person);
  expect(await tokens.findChosen(person, id, HERE)).toBeDefined();
  await tokens.find(token, HERE);
  const first = now;
  await expect.poll(() => usedAt(person)).toBe(first);
  now += 59_999;
  await tokens.find(token, HERE);
  now += 1;
  await tokens.find(token, HERE);
  await expect.poll(() => usedAt(person)).toBe(first + 60_000);
  // What a gateway read before does not put it back.
  await elsewhere.find(token, HERE);
  now -= 30_000;
  await elsewhere.find(token, HERE);
  expect(await usedAt(person)).toBe(first + 60_000);
});

it('is chosen by its own person alone, and ended by them alone', async () => {
  const [ana, bruno] = [await somebody(), await somebody()];
  const { token, id } = await made(ana);
  for (const chosen of [await tokens.findChosen(bruno, id, HERE), await tokens.findChosen(ana, 'x', HERE)]) {
    expect(chosen).toBeUndefined();
  }
  expect(await tokens.revoke(bruno, id)).toBeUndefined();
  expect(await tokens.revoke(ana, "x' or '1'='1")).toBeUndefined();
  expect(await tokens.revoke(ana, randomUUID())).toBeUndefined();
  expect(await tokens.find(token, HERE)).toBeDefined();
  expect(await tokens.revoke(ana, id)).toMatchObject({ id });
  expect(await tokens.find(token, HERE)).toBeUndefined();
});

it('that ends is told at every gateway, and nothing of the others', async () => {
  const [ana, bruno] = [await somebody(), await somebody()];
  const [one, other, brunos] = [await made(ana), await made(ana), await made(bruno)];
  const told: Record<'here' | 'there', string[]> = { here: [], there: [] };
  tokens.onEnded((key) => told.here.push(key));
  elsewhere.onEnded((key) => told.there.push(key));
  for (const { token } of [one, other, brunos]) expect(await elsewhere.find(token, HERE)).toBeDefined();
  await tokens.revoke(ana, one.id);
  expect(told.here).toContain(one.key);
  await expect.poll(() => told.there).toContain(one.key);
  expect(await elsewhere.find(one.token, HERE)).toBeUndefined();
  await tokens.endAllOf(ana);
  expect(told.here).toContain(other.key);
  await expect.poll(() => told.there).toContain(other.key);
  expect(await elsewhere.find(other.token, HERE)).toBeUndefined();
  expect(await elsewhere.find(brunos.token, HERE)).toBeDefined();
  expect([...told.here, ...told.there]).not.toContain(brunos.key);
});

it('is read again as it is now, and what is over is told as ended', async () => {
  const person = await somebody();
  const [lasting, short, gone] = [await made(person), await made(person, 1), await made(person)];
  const keys = [lasting.key, short.key, gone.key];
  for (const { token } of [lasting, short, gone]) await tokens.find(token, HERE);
  await orm.em.fork().execute('delete from personal_access_tokens where id = ?', [gone.id]);
  now += 1_000;
  const ended: string[] = [];
  tokens.onEnded((key) => ended.push(key));
  const found = await tokens.reread(keys);
  expect([...found.keys()]).toEqual([lasting.key]);
  expect(found.get(lasting.key)?.caller).toMatchObject({ id: person });
  expect(ended.toSorted()).toEqual([short.key, gone.key].toSorted());
});

it('is one of at most so many good ones, also of two that are made at once', async () => {
  const person = await somebody();
  const { max } = LIMITS.personalTokens;
  for (let index = 1; index < max; index++) await made(person);
  const both = await Promise.all([tokens.make(person, wish(60)), tokens.make(person, wish(60))]);
  expect(both.filter((one) => one !== undefined)).toHaveLength(1);
  expect(await tokens.make(await somebody(), wish(60))).toBeDefined();
  now += 60_000;
  expect(await tokens.make(person, wish(60))).toBeDefined();
});

it('of those that ended only the last are kept, for a month, however many were made', async () => {
  const person = await somebody();
  const lasting = await made(person, 365 * 86_400);
  for (let index = 0; index < 60; index++) {
    await made(person, 1);
    now += 2_000;
  }
  const last = await made(person, 1);
  const kept = await tokens.list(person);
  expect(kept).toHaveLength(52);
  expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining([lasting.id, last.id]));
  expect(kept[0]?.id).toBe(last.id);
  now += 30 * DAY_MS + 1_000;
  expect((await tokens.list(person)).map(({ id }) => id)).toEqual([lasting.id]);
  const another = await somebody();
  await made(another);
  await made(person);
  const rows = await orm.em.fork().execute('select 1 from personal_access_tokens where person_id = ?', [person]);
  expect(rows).toHaveLength(2);
});
