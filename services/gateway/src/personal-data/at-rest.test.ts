import { randomBytes } from 'node:crypto';
import { createTestDatabase } from '@portal/postgres/testing';
import { KeyRing, migrateDatabase, openDatabase, rewrapKeys } from '@portal/service-kit/database';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../gateway.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { Migration20261130ASealedEmails } from '../migrations/migration-20261130-a-sealed-emails.ts';
import { onDatabase } from '../on-database.ts';
import { resetSecurityKeys } from '../reset-security-keys.ts';
import { sealPersonalData } from '../seal-personal-data.ts';
import { askGraph } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { openPeople } from './seal-people.ts';

const EMAIL = /@|saude\.example|laboratorio\.example/i;
const erased: string[] = [];
let stand: TestGateway;
let database: pg.Client;

beforeAll(async () => {
  stand = await startTestGateway({
    credentialsRoutes: (app) => {
      app.get('/internal/erased-people', (_req, res) => {
        res.json({ people: erased, at: new Date().toISOString() });
      });
    },
  });
  database = new pg.Client(stand.config.databaseOwnerUrl);
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await stand[Symbol.asyncDispose]();
});

/** All that the database has, as text, to who owns it. */
async function rowsWith(pattern: RegExp, client = database): Promise<string[]> {
  const { rows: tables } = await client.query(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query(`select '${name}: ' || r::text as text from "${name}" r`);
    found.push(...rows.map(({ text }) => text).filter((text) => pattern.test(text)));
  }
  return found;
}

const PERSON = 'email name roles version changes { number roles reason }';
const SET = `mutation ($input: SetMinistryRolesInput!) { setMinistryRoles(input: $input) {
  ministryPerson { ${PERSON} } problems { code } } }`;

const cookieOf = async (who: string) => (await stand.signedIn(who)).cookieFor(stand.gateway.url);

async function set(email: string, version: number, roles: string[]) {
  const input = { email, version, roles, reason: 'Mudou de setor.' };
  const { data, errors } = await askGraph(stand.gateway.url, SET, {
    cookie: await cookieOf('elis'),
    variables: { input },
  });
  expect([errors, data.setMinistryRoles.problems]).toEqual([undefined, []]);
}

async function listed(url = stand.gateway.url): Promise<{ email: string | null; name: string | null }[]> {
  // A cookie is named by the port.
  const cookie = (await cookieOf('elis')).replace(/portal_session_\d+/, `portal_session_${new URL(url).port}`);
  return (await askGraph(url, `{ ministryPeople { ${PERSON} } }`, { cookie })).data.ministryPeople;
}

const idOf = async (name: string): Promise<string | undefined> =>
  (await database.query('select id from people where name like $1', [`${name}%`])).rows[0]?.id;

describe('the database', () => {
  it('has no e-mail as plain text, whatever was done; roles by e-mail and who may read it go on as before', async () => {
    const clara = await cookieOf('clara');
    await set('Clara@Saude.example', 0, ['MANAGER']);
    await set('quem.vem@saude.example', 0, ['AUDITOR']);
    expect(await rowsWith(EMAIL)).toEqual([]);
    const { data } = await askGraph(stand.gateway.url, '{ viewer { email roles } }', { cookie: clara });
    expect(data.viewer).toEqual({ email: 'clara@saude.example', roles: ['INTEGRATOR', 'MANAGER'] });
    expect(await listed()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ email: 'clara@saude.example', name: 'Clara Nunes', roles: ['MANAGER'] }),
        expect.objectContaining({ email: 'quem.vem@saude.example', name: null, roles: ['AUDITOR'] }),
      ]),
    );
    expect(await resetSecurityKeys(stand.config, 'CLARA@saude.example')).toEqual({ people: 0 });
  });

  it('forgets the e-mail of who is erased, and what was said by it; what was taken from them still counts', async () => {
    await cookieOf('davi');
    await set('davi@saude.example', 0, []);
    const id = await idOf('Davi');
    const keys = async () => Number((await database.query('select count(*)::int as n from personal_key')).rows[0].n);
    const before = await keys();
    erased.push(`${id}`);
    await using again = await startGateway({
      ...stand.config,
      port: 0,
      reviewerPort: 0,
      metricsPort: 0,
      reviewers: [],
    });
    await expect.poll(() => idOf('Davi'), { timeout: 10_000 }).toBeUndefined();
    // Theirs, and that of the change.
    expect(await keys()).toBe(before - 2);
    await expect
      .poll(async () => (await listed(again.url)).map(({ email }) => email), { timeout: 10_000 })
      .not.toContain('davi@saude.example');
    expect(await listed(again.url)).toContainEqual({
      email: null,
      name: 'Pessoa removida',
      roles: [],
      version: 1,
      changes: [{ number: 1, roles: [], reason: 'Mudou de setor.' }],
    });
    const davi = await cookieOf('davi');
    const { data } = await askGraph(stand.gateway.url, '{ viewer { roles } }', { cookie: davi });
    expect(data.viewer.roles).toEqual(['INTEGRATOR']);
  });

  it('lets who was erased have a role again, before they sign in, once it was seen that something was said', async () => {
    // As `forgets the e-mail` leaves who does not come back.
    await set('volta@saude.example', 0, ['AUDITOR']);
    await set('volta@saude.example', 1, []);
    await database.query(
      `delete from personal_key where subject in (select subject from ministry_role_changes order by at desc limit 2)`,
    );
    const give = async (version: number) => {
      const input = { email: 'volta@saude.example', version, roles: ['REVIEWER'], reason: 'Voltou.' };
      const cookie = await cookieOf('elis');
      return (await askGraph(stand.gateway.url, SET, { cookie, variables: { input } })).data.setMinistryRoles;
    };
    expect(await give(0)).toMatchObject({ ministryPerson: { version: 2 }, problems: [{ code: 'STALE_VERSION' }] });
    expect(await give(2)).toMatchObject({
      ministryPerson: { email: 'volta@saude.example', roles: ['REVIEWER'], version: 3 },
      problems: [],
    });
  });
});

describe('of a version before', () => {
  it('plain text is read and written as it was, sealed while all goes on, in as many goes as it takes, and opened again', async () => {
    await using own = await createTestDatabase();
    const client = new pg.Client(own.url);
    await client.connect();
    await migrateDatabase({
      url: own.url,
      migrations: MIGRATIONS.filter((one) => one !== Migration20261130ASealedEmails),
    });
    const insert = (n: number) =>
      client.query(
        `insert into people (issuer, subject_hash, name, email, email_verified, level, last_signed_in_at, former_email, former_change)
         select 'i', 'hash ' || n, 'P', 'P' || n || '@saude.example', true, 'GOLD', now(), 'antes' || n || '@saude.example', 1
         from generate_series(1, $1) n on conflict do nothing`,
        [n],
      );
    const say = (number: number, email = 'p1@saude.example', roles = '{}') =>
      client.query(
        `insert into ministry_role_changes (email, number, roles, reason, at, by_id, by_name)
         values ($2, $1, $3, 'x', now(), gen_random_uuid(), 'Elis')`,
        [number, email, roles],
      );
    await insert(150);
    await say(1);
    // Of who was erased since, of who had that e-mail before, and of who is yet to come.
    await say(1, 'apagada@saude.example', '{REVIEWER}');
    await say(2, 'apagada@saude.example');
    await say(1, 'antes9@saude.example');
    await say(1, 'vem@saude.example', '{AUDITOR}');
    const plain = async () => (await rowsWith(EMAIL, client)).sort();
    const before = await plain();
    const personalData = new KeyRing([['now', randomBytes(32)]]);
    const config = { ...stand.config, databaseUrl: own.url, databaseOwnerUrl: undefined, personalData };
    const state = async () =>
      (await client.query('select since is not null as on, done_at is not null as done from personal_sealing')).rows[0];
    await onDatabase(config, async () => {});
    expect([(await plain()).length, await state()]).toEqual([before.length, { on: false, done: false }]);
    // A gateway of the version before goes on beside.
    await say(2);
    const brokenOff = onDatabase(config, (em) => sealPersonalData(em, () => Promise.reject(new Error('broken off'))));
    await expect(brokenOff).rejects.toThrow('broken off');
    expect([await plain(), await state()]).toEqual([[], { on: true, done: false }]);
    const { sealed } = await onDatabase(config, (em) => sealPersonalData(em, () => insert(151)));
    expect([sealed, await plain(), await state()]).toEqual([2, [], { on: true, done: true }]);
    const found = await client.query('select count(distinct email_blind)::int as n from people');
    const said = await client.query('select count(distinct email_blind)::int as n from ministry_role_changes');
    expect([found.rows[0].n, said.rows[0].n]).toEqual([151, 4]);
    const forgotten = await client.query(
      `select roles from ministry_role_changes said
       where not exists (select 1 from personal_key where personal_key.subject = said.subject) order by number`,
    );
    expect(forgotten.rows).toEqual([{ roles: ['REVIEWER'] }, { roles: [] }]);

    expect(await onDatabase(config, openPeople)).toEqual({ opened: 306 });
    const after = await client.query(
      `select email, former_email, email_blind, former_email_blind from people where subject_hash = 'hash 7'`,
    );
    expect(after.rows).toEqual([
      { email: 'P7@saude.example', former_email: 'antes7@saude.example', email_blind: null, former_email_blind: null },
    ]);
    await client.end();
  });
});

it('keys of the configuration are replaced while all goes on, and those of another database are refused', async () => {
  await using own = await createTestDatabase();
  const [before, after] = (['before', 'after'] as const).map((name): [string, Buffer] => [name, randomBytes(32)]);
  if (!before || !after) throw new Error('two keys');
  const open = (...keys: [string, Buffer][]) =>
    openDatabase({ url: own.url, entities: [], migrations: MIGRATIONS, personalData: new KeyRing(keys) });
  await (await open(before)).close(true);
  const both = await open(after, before);
  expect(await rewrapKeys(both.em.fork(), new KeyRing([after, before]))).toEqual({ rewrapped: 1 });
  await both.close(true);
  await (await open(after)).close(true);
  await expect(open(before)).rejects.toThrow('PERSONAL_DATA_KEYS are not those of this database');
});
