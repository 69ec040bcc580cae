import { quickest } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startGateway } from '../gateway.ts';
import { askGraph, TestSocket } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let stand: TestGateway;
let url: string;

beforeEach(async () => {
  stand = await startTestGateway();
  url = stand.gateway.url;
});
afterEach(() => stand[Symbol.asyncDispose]());

const PERSON =
  'email name roles portfolios rolesFromEnvironment version changes { number roles portfolios reason changedBy }';
const SET = `mutation ($input: SetMinistryRolesInput!) { setMinistryRoles(input: $input) {
  ministryPerson { ${PERSON} } problems { code message path } } }`;
const CLARA = { email: 'clara@saude.example', version: 0, roles: ['REVIEWER'], reason: 'Mudou de setor.' };

const cookieOf = async (who: string) => (await stand.signedIn(who)).cookieFor(url);
const rolesOf = async (cookie: string, gateway = url): Promise<string[]> =>
  (await askGraph(gateway, '{ viewer { roles } }', { cookie })).data.viewer.roles;

/** A cookie is named by the port. */
const at = (other: string, cookie: string) =>
  cookie.replace(/portal_session_\d+/, `portal_session_${new URL(other).port}`);

async function set(cookie: string, input: object) {
  const { data, errors } = await askGraph(url, SET, { cookie, variables: { input: { ...CLARA, ...input } } });
  expect(errors).toBeUndefined();
  return data.setMinistryRoles;
}

it('what an ADMIN says of somebody counts from then on, also after a restart, and can be gone back to', async () => {
  const [elis, clara] = [await cookieOf('elis'), await cookieOf('clara')];
  expect(await rolesOf(clara)).toEqual(['INTEGRATOR', 'REVIEWER']);
  const given = await set(elis, { email: ' Clara@Saude.Example ', roles: ['MANAGER', 'AUDITOR'] });
  expect(given).toEqual({
    ministryPerson: {
      email: 'clara@saude.example',
      name: 'Clara Nunes',
      roles: ['MANAGER', 'AUDITOR'],
      portfolios: null,
      rolesFromEnvironment: ['REVIEWER'],
      version: 1,
      changes: [
        {
          number: 1,
          roles: ['MANAGER', 'AUDITOR'],
          portfolios: null,
          reason: 'Mudou de setor.',
          changedBy: 'Elis Prado',
        },
      ],
    },
    problems: [],
  });
  expect(await rolesOf(clara)).toEqual(['INTEGRATOR', 'MANAGER', 'AUDITOR']);

  await using again = await startGateway({ ...stand.config, port: 0, reviewerPort: 0, metricsPort: 0 });
  expect(await rolesOf(at(again.url, clara), again.url)).toEqual(['INTEGRATOR', 'MANAGER', 'AUDITOR']);
  await set(elis, { version: 1, roles: [], reason: 'Saiu do Ministério.' });
  expect(await rolesOf(clara)).toEqual(['INTEGRATOR']);
  expect((await set(elis, { version: 2 })).ministryPerson).toMatchObject({ roles: ['REVIEWER'], version: 3 });
  expect(await rolesOf(clara)).toEqual(['INTEGRATOR', 'REVIEWER']);
});

it('open pages follow within a second, at every gateway, and nobody else’s are touched', async () => {
  await using other = await startGateway({ ...stand.config, port: 0, reviewerPort: 0, metricsPort: 0 });
  const [elis, clara, davi] = [await cookieOf('elis'), await cookieOf('clara'), await cookieOf('davi')];
  let version = 0;
  const took = await quickest(1_000, async () => {
    const sockets = [await TestSocket.open(url, clara), await TestSocket.open(other.url, at(other.url, clara))];
    const still = await TestSocket.open(url, davi);
    const started = performance.now();
    await set(elis, { version, roles: version % 2 === 0 ? [] : ['REVIEWER'] });
    version += 1;
    expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([1012, 1012]);
    const milliseconds = performance.now() - started;
    expect(still.socket.readyState).toBe(still.socket.OPEN);
    still.socket.close();
    return milliseconds;
  });
  expect(took).toBeLessThan(1_000);
  expect(await rolesOf(at(other.url, clara), other.url)).toEqual(await rolesOf(clara));
});

it('a reviewer is bound to portfolios of the catalogue, which open pages follow, and to no other role', async () => {
  const [elis, clara] = [await cookieOf('elis'), await cookieOf('clara')];
  const socket = await TestSocket.open(url, clara);
  const bound = await set(elis, { portfolios: ['rnds', 'cnes', 'rnds'] });
  expect(bound).toMatchObject({ ministryPerson: { portfolios: ['cnes', 'rnds'], version: 1 }, problems: [] });
  expect(await socket.closed).toBe(1012);
  for (const [input, message] of [
    [{ portfolios: ['nenhum'] }, 'não existe'],
    [{ portfolios: ['rnds'], roles: ['MANAGER'] }, 'Só quem é analista'],
  ] as const) {
    expect((await set(elis, { version: 1, ...input })).problems).toEqual([
      { code: 'INVALID', path: ['portfolios'], message: expect.stringContaining(message) },
    ]);
  }
  // A script, or a page of before, knows of none.
  expect(await set(elis, { version: 1, reason: 'Férias.' })).toMatchObject({
    ministryPerson: { portfolios: ['cnes', 'rnds'], version: 2 },
  });
  expect(await set(elis, { version: 2, portfolios: [] })).toMatchObject({ ministryPerson: { portfolios: null } });
  expect(await set(elis, { version: 3, roles: ['MANAGER'] })).toMatchObject({ ministryPerson: { portfolios: null } });
  const { ministryPerson } = await set(elis, { version: 4, portfolios: ['rnds'], roles: ['REVIEWER', 'MANAGER'] });
  expect(ministryPerson).toMatchObject({ portfolios: ['rnds'], changes: [{ portfolios: ['rnds'] }, {}, {}, {}, {}] });
});

it('who is not there yet has the roles once they sign in, by their verified e-mail alone', async () => {
  const elis = await cookieOf('elis');
  const { ministryPerson } = await set(elis, { email: 'bruno@clinica.example', roles: ['AUDITOR'] });
  expect(ministryPerson).toMatchObject({ name: null, roles: ['AUDITOR'], rolesFromEnvironment: [] });
  const { data } = await askGraph(url, `{ ministryPeople { ${PERSON} } }`, { cookie: elis });
  expect(data.ministryPeople.map(({ email }: { email: string }) => email)).toEqual(
    expect.arrayContaining(['bruno@clinica.example', 'clara@saude.example', 'elis@saude.example']),
  );
  const database = new pg.Client(stand.config.databaseOwnerUrl);
  await database.connect();
  const bruno = await cookieOf('bruno');
  await database.query(
    "update people set email = 'bruno@clinica.example', email_blind = null, email_verified = false where name like 'Bruno%'",
  );
  await set(elis, { email: 'outra@clinica.example' });
  expect(await rolesOf(bruno)).toEqual(['INTEGRATOR']);
  await database.query("update people set email_verified = true where name like 'Bruno%'");
  await set(elis, { email: 'outra@clinica.example', version: 1 });
  expect(await rolesOf(bruno)).toEqual(['INTEGRATOR', 'AUDITOR']);
  await database.end();
});

it('what an ADMIN took from somebody, or bound them to, does not end with their e-mail, and gives nothing by the next', async () => {
  const elis = await cookieOf('elis');
  const database = new pg.Client(stand.config.databaseOwnerUrl);
  await database.connect();
  const clara = async () => {
    const rows = (await askGraph(url, `{ ministryPeople { ${PERSON} } }`, { cookie: elis })).data.ministryPeople;
    return rows.find(({ email }: { email: string }) => email === CLARA.email);
  };
  // As if what the issuer says now were new: the configuration names it, and nobody said anything of it.
  const had = (email: string) =>
    database
      .query("update people set email = $1, email_blind = null where name like 'Clara%'", [email])
      .then(() => cookieOf('clara'));
  await cookieOf('clara');
  await set(elis, { email: 'antes@saude.example', roles: ['REVIEWER', 'MANAGER'], portfolios: ['rnds'] });
  let cookie = await had('antes@saude.example');
  expect(await rolesOf(cookie)).toEqual(['INTEGRATOR', 'REVIEWER']);
  expect(await clara()).toMatchObject({
    roles: ['REVIEWER'],
    portfolios: ['rnds'],
    version: 0,
    changes: [{ number: 1 }],
  });
  // What becomes of that e-mail is another's.
  await set(elis, { email: 'antes@saude.example', version: 1, portfolios: null });
  expect(await clara()).toMatchObject({ roles: ['REVIEWER'], portfolios: ['rnds'] });
  await set(elis, { email: 'outro@saude.example', roles: [] });
  cookie = await had('outro@saude.example');
  expect(await rolesOf(cookie)).toEqual(['INTEGRATOR']);
  expect(await set(elis, {})).toMatchObject({ problems: [], ministryPerson: { roles: ['REVIEWER'], version: 1 } });
  expect(await rolesOf(cookie)).toEqual(['INTEGRATOR', 'REVIEWER']);
  await database.end();
});

it('what an ADMIN gave the e-mail that somebody will have counts, though the one before was cleared after it', async () => {
  const elis = await cookieOf('elis');
  const database = new pg.Client(stand.config.databaseOwnerUrl);
  await database.connect();
  // As if they had had that e-mail when they signed in last.
  const had = (email: string) =>
    database.query("update people set email = $1, email_blind = null where name like 'Clara%'", [email]);
  await cookieOf('clara');
  await had('antes@saude.example');
  await set(elis, { email: 'antes@saude.example' });
  await set(elis, { portfolios: ['rnds'] });
  await set(elis, { email: 'antes@saude.example', version: 1, roles: [] });
  const cookie = await cookieOf('clara');
  expect(await rolesOf(cookie)).toEqual(['INTEGRATOR', 'REVIEWER']);
  // Said before they signed in with the other, it does not undo what is taken from them by that.
  await had('outro@saude.example');
  await set(elis, { email: 'outro@saude.example', roles: [] });
  expect(await rolesOf(await cookieOf('clara'))).toEqual(['INTEGRATOR']);
  await database.end();
});

it('of two ADMINs at once the first counts, and the second is shown what it is now', async () => {
  const elis = await cookieOf('elis');
  const answers = await Promise.all([set(elis, { roles: ['MANAGER'] }), set(elis, { roles: ['AUDITOR'] })]);
  const refused = answers.filter(({ problems }) => problems.length > 0);
  expect(refused).toMatchObject([
    { ministryPerson: { version: 1 }, problems: [{ code: 'STALE_VERSION', path: ['version'] }] },
  ]);
  for (const version of [7, 2_147_483_647, -1]) {
    expect((await set(elis, { version })).problems).toMatchObject([{ code: 'STALE_VERSION' }]);
  }
});

it('the configuration’s ADMIN stays, nobody changes their own, and a reason is asked', async () => {
  const elis = await cookieOf('elis');
  const kept = await set(elis, { email: 'elis@saude.example', roles: ['REVIEWER'] });
  expect(kept.problems).toMatchObject([{ code: 'NOT_ALLOWED', path: ['roles'] }]);
  await set(elis, { roles: ['ADMIN'] });
  const clara = await cookieOf('clara');
  expect((await set(clara, { version: 1, roles: [] })).problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  expect((await set(clara, { version: 1, roles: ['ADMIN', 'REVIEWER'] })).problems).toMatchObject([
    { code: 'NOT_ALLOWED', path: ['roles'] },
  ]);
  expect((await set(clara, { email: 'elis@saude.example', roles: [] })).problems).toMatchObject([
    { code: 'NOT_ALLOWED', path: ['roles'] },
  ]);
  expect((await set(elis, { version: 1, reason: '  ' })).problems).toMatchObject([{ path: ['reason'] }]);
  expect((await set(elis, { version: 1, email: 'clara' })).problems).toMatchObject([{ path: ['email'] }]);
  expect(await rolesOf(clara)).toEqual(['INTEGRATOR', 'ADMIN']);
});

it('is ADMIN’s to change and AUDITOR’s to read, and a change that was made stays written', async () => {
  const answers = async (who: string, query: string) =>
    (await askGraph(url, query, { cookie: await cookieOf(who), variables: { input: CLARA } })).errors?.[0]?.extensions
      .code;
  for (const who of ['ana', 'clara', 'gilda']) {
    expect([who, await answers(who, '{ ministryPeople { roles } }')]).toEqual([who, 'FORBIDDEN']);
    expect([who, await answers(who, SET)]).toEqual([who, 'FORBIDDEN']);
  }
  expect(await answers('hugo', '{ ministryPeople { roles } }')).toBeUndefined();
  expect(await answers('hugo', SET)).toBe('FORBIDDEN');
  await set(await cookieOf('elis'), {});
  const service = new pg.Client(stand.config.databaseUrl);
  await service.connect();
  for (const change of ["update ministry_role_changes set roles = '{}'", 'delete from ministry_role_changes']) {
    await expect(service.query(change)).rejects.toMatchObject({ code: '42501' });
  }
  await service.end();
});
