import type { MikroORM } from '@mikro-orm/postgresql';
import { openDatabase } from '@portal/service-kit/database';
import { testPerson } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { MIGRATIONS } from '../migrations/index.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { MinistryRoles } from './ministry-roles.ts';
import { PersonRecord } from './person.entity.ts';
import { createRoleBook, type RoleBook } from './roles.ts';

const NOBODY = { reviewers: [], managers: [], auditors: [], admins: [] };
const CLARA = { email: 'clara@saude.example', emailVerified: true, subjectHash: '' };

let stand: TestGateway;
let line: pg.Client;
/** What a database says that answers when it is told to. */
let rows: object[];
let answer: (at: object[]) => Promise<object[]>;
let asked: number;
let orm: MikroORM;
/** A real one, which has keys. */
let database: MikroORM;
let url: string;
let book: RoleBook;
let roles: MinistryRoles;

beforeAll(async () => {
  stand = await startTestGateway();
  line = new pg.Client(stand.config.databaseOwnerUrl);
  await line.connect();
  url = stand.config.databaseUrl;
  database = await openOwn();
});
afterAll(async () => {
  await database.close(true);
  await line.end();
  await stand[Symbol.asyncDispose]();
});

const openOwn = () => {
  const { databaseUrl, personalData } = stand.config;
  return openDatabase({ url: databaseUrl, entities: [PersonRecord], migrations: MIGRATIONS, personalData });
};

const told = () => line.query("select pg_notify('ministry_roles_changed', '')");
const given = (...held: string[]) => [
  {
    email: { subject: 'x', value: CLARA.email, key: null },
    number: 1,
    roles: held,
    reason: 'x',
    at: new Date(),
    byId: 'x',
    byName: 'x',
  },
];

beforeEach(async () => {
  rows = given('ADMIN');
  answer = async (at) => at;
  asked = 0;
  const execute = () => {
    asked += 1;
    return answer(rows);
  };
  const getPlatform = () => database.em.getPlatform();
  orm = { em: { fork: () => ({ execute, getPlatform }), getPlatform } } as unknown as MikroORM;
  book = await createRoleBook(stand.config.oidc.issuer, NOBODY);
  roles = await MinistryRoles.open(orm, url, book, () => new Date());
});
afterEach(() => roles[Symbol.asyncDispose]());

it('an older answer that comes later does not count', async () => {
  let followed = 0;
  roles.onChanged(async () => {
    followed += 1;
  });
  const slow = Promise.withResolvers<void>();
  const [old, before] = [rows, asked];
  answer = (at) => (at === old ? slow.promise.then(() => at) : Promise.resolve(at));
  await told();
  await expect.poll(() => asked).toBeGreaterThan(before);
  rows = given();
  await told();
  // What is told now was heard after that.
  await using other = await MinistryRoles.open(orm, url, book, () => new Date());
  const heard = new Promise<void>((done) => other.onChanged(async () => done()));
  await told();
  await heard;
  slow.resolve();
  await expect.poll(() => followed).toBeGreaterThanOrEqual(3);
  expect((await roles.of(CLARA)).roles).toEqual(['INTEGRATOR']);
});

it('a reading that failed is made again, though nobody tells of it a second time', async () => {
  rows = given();
  let failed = 0;
  answer = async (at) => {
    failed += 1;
    if (failed <= 2) throw new Error('the database does not answer');
    return at;
  };
  await told();
  await expect.poll(async () => (await roles.of(CLARA)).roles, { timeout: 10_000 }).toEqual(['INTEGRATOR']);
});

it('many who ask while nobody tells of changes share a reading', async () => {
  await roles[Symbol.asyncDispose]();
  const before = asked;
  await Promise.all(Array.from({ length: 50 }, () => roles.of(CLARA)));
  expect(asked - before).toBeLessThanOrEqual(2);
});

it('the last who administer cannot take each other out', async () => {
  await using real = await MinistryRoles.open(database, url, book, () => new Date());
  const people = ['clara', 'davi'].map((name) =>
    testPerson({ name, email: `${name}@saude.example`, roles: ['ADMIN'] }),
  );
  const [clara, davi] = people as [(typeof people)[0], (typeof people)[0]];
  const set = (by: typeof clara, of: typeof clara, version: number, held: 'ADMIN'[]) =>
    real.set(by, { email: of.email ?? '', version, roles: held, reason: 'Mudou de setor.' });
  expect(await set(clara, davi, 0, ['ADMIN'])).toEqual([]);
  expect(await set(davi, clara, 0, ['ADMIN'])).toEqual([]);
  const problems = await Promise.all([set(clara, davi, 1, []), set(davi, clara, 1, [])]);
  expect(problems.flat()).toMatchObject([{ code: 'NOT_ALLOWED', path: ['roles'] }]);
  expect((await real.list()).filter((person) => person.roles.includes('ADMIN'))).toHaveLength(1);
});

it('there is a place again for each who has no role any more', async () => {
  const setAll = (number: number, held: string) =>
    line.query(
      `insert into ministry_role_changes (email, number, roles, reason, at, by_id, by_name)
       select n || '@saude.example', $1, $2, 'Concurso.', now(), gen_random_uuid(), 'Elis' from generate_series(1, 500) n`,
      [number, held],
    );
  const elis = testPerson({ name: 'elis', email: 'elis@saude.example', roles: ['ADMIN'] });
  const problemsOf = async (email: string) => {
    await using real = await MinistryRoles.open(database, url, book, () => new Date());
    return real.set(elis, { email, version: 0, roles: ['ADMIN'], reason: 'Chegou agora.' });
  };
  await setAll(1, '{}');
  expect(await problemsOf('um@saude.example')).toEqual([]);
  await setAll(2, '{REVIEWER}');
  expect(await problemsOf('outro@saude.example')).toMatchObject([{ code: 'NOT_ALLOWED', path: ['roles'] }]);
});
