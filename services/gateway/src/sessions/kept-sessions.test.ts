import { randomBytes, randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@portal/postgres/testing';
import { KeyRing, openDatabase } from '@portal/service-kit/database';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { MIGRATIONS } from '../migrations/index.ts';
import type { MinistryRoles } from './ministry-roles.ts';
import { PersonRecord } from './person.entity.ts';
import { SessionRecord } from './session.entity.ts';
import { type Session, Sessions } from './sessions.ts';

const HOUR = 3_600_000;
const PLACE = { browser: 'Firefox', system: 'Linux', atReview: false };

const opened = new AsyncDisposableStack();
afterAll(() => opened.disposeAsync());

let orm: MikroORM;
let now = Date.now();
/** At two gateways, where everybody is who they are and nothing else. */
let sessions: Sessions;
let elsewhere: Sessions;
/** Does what the first does every minute. */
let sweep: () => void;

beforeAll(async () => {
  const { url } = opened.use(await createTestDatabase());
  const personalData = new KeyRing([['test', randomBytes(32)]]);
  orm = await openDatabase({ url, entities: [PersonRecord, SessionRecord], migrations: MIGRATIONS, personalData });
  opened.adopt(orm, (database) => database.close(true));
  const roles = {
    listening: true,
    onChanged: () => {},
    of: async () => ({ roles: ['INTEGRATOR'], portfolios: null }),
  } as unknown as MinistryRoles;
  const rules = { roles, now: () => new Date(now), secondFactorRequired: false, idleMs: 8 * HOUR };
  const open = () => Sessions.open(orm, url, rules);
  using timers = vi.spyOn(globalThis, 'setInterval');
  sessions = opened.use(await open());
  const [work] = timers.mock.calls.find(([, milliseconds]) => milliseconds === 60_000) ?? [];
  sweep = work as () => void;
  elsewhere = opened.use(await open());
});

const identity = (name = 'Ana') => ({
  issuer: 'i',
  subject: randomUUID(),
  name,
  email: null,
  emailVerified: false,
  level: 'GOLD' as const,
  askedAnew: false,
});

async function begun(who = identity(), replaced?: string): Promise<{ id: string; session: Session }> {
  const id = await sessions.begin(who, PLACE, replaced);
  const session = await sessions.find(id);
  if (!session) throw new Error('there is no session');
  return { id, session };
}

const kept = async () =>
  (await orm.em.fork().execute<{ key: string }[]>('select id_hash as key from sessions')).map(({ key }) => key);

it('those that are over are swept away, told to every gateway, and no other', async () => {
  const [long, unused, used] = [await begun(), await begun(), await begun()];
  const ended: string[] = [];
  elsewhere.onEnded((key) => ended.push(key));
  now += 7 * HOUR;
  await sessions.find(long.id);
  await sessions.find(used.id);
  await expect.poll(() => lastSeen(used)).toBe(now);
  now += HOUR;
  sweep();
  await expect.poll(kept).not.toContain(unused.session.key);
  await expect.poll(() => ended).toEqual([unused.session.key]);
  expect(await kept()).toEqual(expect.arrayContaining([long.session.key, used.session.key]));
  for (const hours of [6, 6]) {
    now += hours * HOUR;
    await sessions.find(long.id);
    await expect.poll(() => lastSeen(long)).toBe(now);
  }
  // Used or not, after a day.
  now += 4 * HOUR;
  sweep();
  await expect.poll(kept).toEqual([]);
});

async function lastSeen({ session }: { session: Session }): Promise<number | undefined> {
  const [row] = await orm.em
    .fork()
    .execute<{ at: string }[]>('select last_seen_at as at from sessions where id_hash = ?', [session.key]);
  return row && new Date(row.at).getTime();
}

it('its use is written down to the minute, and never put back', async () => {
  const one = await begun();
  const first = now;
  now += 59_999;
  await sessions.find(one.id);
  now += 1;
  await elsewhere.find(one.id);
  await expect.poll(() => lastSeen(one)).toBe(first + 60_000);
  now -= 30_000;
  const late = await begun();
  now += 61_000;
  await sessions.find(late.id);
  await expect.poll(() => lastSeen(late)).toBe(now);
  expect(await lastSeen(one)).toBe(first + 60_000);
});

it('who signs in again is the same person, by another session, which ends the one before in that browser alone', async () => {
  const who = identity();
  const [before, other] = [await begun(who), await begun(who)];
  const after = await begun({ ...who, name: 'Ana Souza' }, before.id);
  expect(after.session.person).toMatchObject({ id: before.session.person.id, name: 'Ana Souza' });
  expect(await sessions.find(before.id)).toBeUndefined();
  expect(await sessions.find(other.id)).toBeDefined();
  expect((await begun()).session.person.id).not.toBe(before.session.person.id);
  expect(await sessions.endAllOf(before.session.person.id)).toBe(2);
  expect(await sessions.endAllOf(before.session.person.id)).toBe(0);
});

it('is read again as it is now; what is over, and what is gone, is ended and told', async () => {
  const [good, over] = [await begun(), await begun()];
  now += 8 * HOUR - 1;
  await sessions.find(good.id);
  await expect.poll(() => lastSeen(good)).toBe(now);
  now += 1;
  const ended: string[] = [];
  elsewhere.onEnded((key) => ended.push(key));
  const found = await elsewhere.reread([good.session.key, over.session.key, 'none']);
  expect([...found.keys()]).toEqual([good.session.key]);
  expect(ended).toEqual(expect.arrayContaining([over.session.key, 'none']));
  expect(ended).not.toContain(good.session.key);
  // To be looked at is no use.
  expect(await lastSeen(good)).toBe(now - 1);
  expect(await kept()).not.toContain(over.session.key);
  expect(await sessions.end(good.session.key, 'none')).toBe(1);
});
