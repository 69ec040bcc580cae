import { createTestDatabase } from '@portal/postgres/testing';
import { openDatabase } from '@portal/service-kit/database';
import { afterEach, expect, it } from 'vitest';
import { MIGRATIONS } from '../migrations/index.ts';
import { PersonRecord } from '../sessions/person.entity.ts';
import { PersonalTokenRecord } from './personal-token.entity.ts';
import { PersonalTokens } from './personal-tokens.ts';

const opened = new AsyncDisposableStack();
afterEach(() => opened.disposeAsync());

it('of tokens that ended only the last are kept, however many were made', async () => {
  const { url } = opened.use(await createTestDatabase());
  const orm = await openDatabase({ url, entities: [PersonRecord, PersonalTokenRecord], migrations: MIGRATIONS });
  opened.adopt(orm, (database) => database.close(true));
  let now = Date.now();
  const tokens = opened.use(await PersonalTokens.open(orm, url, () => new Date(now)));
  const facts = {
    issuer: 'i',
    subjectHash: 's',
    name: 'Ana',
    email: null,
    emailVerified: false,
    level: 'GOLD' as const,
  };
  const em = orm.em.fork();
  const person = em.create(PersonRecord, { ...facts, lastSignedInAt: new Date(now) });
  await em.flush();
  const make = (seconds: number) => {
    const wish = { name: 'Painel', scopes: [], allowedIps: [], expiresAt: new Date(now + seconds * 1_000) };
    return tokens.make(person.id, wish);
  };
  const lasting = await make(86_400);
  for (let index = 0; index < 60; index++) {
    await make(1);
    now += 2_000;
  }
  const last = await make(1);
  const kept = await tokens.list(person.id);
  expect(kept).toHaveLength(52);
  expect(kept.map(({ id }) => id)).toEqual(expect.arrayContaining([lasting?.record.id, last?.record.id]));
});
