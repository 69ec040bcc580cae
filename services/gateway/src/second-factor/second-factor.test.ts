import express from 'express';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from '../gateway.ts';
import { resetSecurityKeys } from '../reset-security-keys.ts';
import { TestBrowser } from '../testing/browser.ts';
import { askGraph, type GraphAnswer, TestSocket } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { type Otherwise, TestKey } from '../testing/test-key.ts';

const MINUTE = 60_000;
const GILDA = { email: 'gilda@saude.example', version: 0, roles: ['MANAGER'], reason: 'Continua a conduzir.' };
const SET = 'mutation ($input: SetMinistryRolesInput!) { setMinistryRoles(input: $input) { problems { code } } }';
const STANDS = 'secondFactor { keys { keyId name lastUsedAt } required confirmedUntil mustSignInAgain }';

interface Act {
  personId: string;
  byId: string | null;
  act: string;
  detail: Record<string, unknown>;
}

let now = Date.now();
let stand: TestGateway;
let database: pg.Client;
let url: string;
let acts: Act[] = [];

beforeAll(async () => {
  stand = await startTestGateway({
    now: () => new Date(now),
    config: { secondFactorRequired: true, admins: ['elis@saude.example', 'davi@saude.example'] },
    credentialsRoutes: (app) => {
      app.post('/internal/security-key-acts', express.json(), (req, res) => {
        acts.push(...req.body.acts);
        res.sendStatus(204);
      });
    },
  });
  url = stand.gateway.reviewerUrl;
  database = new pg.Client(stand.config.databaseOwnerUrl);
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await stand[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await database.query('delete from security_keys');
  await database.query('delete from security_key_acts');
  acts = [];
});

/** Somebody's browser at the reviewers' console. */
class Admin {
  private constructor(readonly cookie: string) {}

  /** Asked anew by the issuer, unless the browser leaves that out of the address that asks for it. */
  static async signIn(name: string, { at = url, search = '&again', leftOut = [] as string[] } = {}): Promise<Admin> {
    const browser = new TestBrowser();
    const begun = await browser.ask(`${at}/login?as=${name}&returnTo=/healthz${search}`);
    const asks = new URL(begun.headers.get('location') ?? '');
    for (const parameter of leftOut) asks.searchParams.delete(parameter);
    expect((await browser.visit(asks.href)).url).toBe(`${at}/healthz`);
    return new Admin(browser.cookieFor(at));
  }

  ask(query: string, variables?: object, at = url): Promise<GraphAnswer> {
    return askGraph(at, query, { cookie: this.cookie, ...(variables && { variables }) });
  }

  async administer(at = url): Promise<string | undefined> {
    const { data, errors } = await this.ask(SET, { input: { ...GILDA, version: 9 } }, at);
    // A change of what somebody else changed before: let in, and nothing is done.
    if (data?.setMinistryRoles) expect(data.setMinistryRoles.problems).toMatchObject([{ code: 'STALE_VERSION' }]);
    return errors?.[0]?.extensions.code as string | undefined;
  }

  async options(field: 'beginSecurityKeyRegistration' | 'beginSecondFactor'): Promise<string> {
    const { data } = await this.ask(`mutation { ${field} { options problems { code } } }`);
    expect(data[field].problems).toEqual([]);
    return data[field].options;
  }

  async answerRegistration(response: string, name = 'Chave do trabalho') {
    const answer = await this.ask(
      `mutation ($input: RegisterSecurityKeyInput!) { registerSecurityKey(input: $input) { ${STANDS} problems { code path } } }`,
      { input: { name, response } },
    );
    return answer.data.registerSecurityKey ?? { problems: [answer.errors?.[0]?.extensions] };
  }

  async register(key = new TestKey(url), name?: string): Promise<TestKey> {
    const { problems } = await this.answerRegistration(
      key.register(await this.options('beginSecurityKeyRegistration')),
      name,
    );
    expect(problems).toEqual([]);
    return key;
  }

  async answerProof(response: string) {
    const prove = `mutation ($response: String!) { proveSecondFactor(response: $response) { ${STANDS} problems { code } } }`;
    return (await this.ask(prove, { response })).data.proveSecondFactor;
  }

  async prove(key: TestKey, otherwise?: Otherwise): Promise<string[]> {
    const { problems } = await this.answerProof(key.prove(await this.options('beginSecondFactor'), otherwise));
    return problems.map(({ code }: { code: string }) => code);
  }

  async stands() {
    return (await this.ask(`{ ${STANDS} }`)).data.secondFactor;
  }

  async remove(keyId: string, evenLast = false) {
    const { data, errors } = await this.ask(
      'mutation ($keyId: ID!, $evenLast: Boolean!) { removeSecurityKey(keyId: $keyId, evenLast: $evenLast) { problems { code } } }',
      { keyId, evenLast },
    );
    return errors?.[0]?.extensions.code ?? data.removeSecurityKey.problems;
  }
}

const later = (minutes: number) => {
  now += minutes * MINUTE;
};

describe('who administrates', () => {
  it('registers a first key after signing in just now, and acts for ten minutes; then proves it is them', async () => {
    const elis = await Admin.signIn('elis');
    expect(await elis.administer()).toBe('SECOND_FACTOR_REQUIRED');
    expect(await elis.stands()).toEqual({ keys: [], required: true, confirmedUntil: null, mustSignInAgain: false });
    const key = await elis.register();
    expect(await elis.administer()).toBeUndefined();
    later(10);
    expect(await elis.administer()).toBe('SECOND_FACTOR_REQUIRED');
    expect(await elis.prove(key)).toEqual([]);
    expect(await elis.administer()).toBeUndefined();
    expect(await elis.stands()).toMatchObject({
      keys: [{ name: 'Chave do trabalho', lastUsedAt: new Date(now).toISOString() }],
      confirmedUntil: new Date(now + 10 * MINUTE).toISOString(),
    });
  });

  it('registers no first key with a sign-in of before', async () => {
    const elis = await Admin.signIn('elis');
    const options = await elis.options('beginSecurityKeyRegistration');
    later(10);
    expect(await elis.stands()).toMatchObject({ mustSignInAgain: true });
    const { data } = await elis.ask('mutation { beginSecurityKeyRegistration { options problems { code } } }');
    expect(data.beginSecurityKeyRegistration).toEqual({ options: null, problems: [{ code: 'NOT_ALLOWED' }] });
    expect((await elis.answerRegistration(new TestKey(url).register(options))).problems).toMatchObject([
      { code: 'INVALID' },
    ]);
  });

  it('registers no first key where the issuer was not to ask anew who it is, or did not say that it did', async () => {
    for (const otherwise of [{ search: '' }, { leftOut: ['prompt', 'max_age'] }]) {
      const elis = await Admin.signIn('elis', otherwise);
      expect(await elis.stands()).toMatchObject({ mustSignInAgain: true });
      const { data } = await elis.ask('mutation { beginSecurityKeyRegistration { options problems { code } } }');
      expect(data.beginSecurityKeyRegistration).toEqual({ options: null, problems: [{ code: 'NOT_ALLOWED' }] });
    }
  });

  it('registers a second key only with the first, also where two begin at once', async () => {
    const [elis, elsewhere] = [await Admin.signIn('elis'), await Admin.signIn('elis')];
    const begun = await elsewhere.options('beginSecurityKeyRegistration');
    const first = await elis.register();
    expect((await elsewhere.answerRegistration(new TestKey(url).register(begun))).problems).toMatchObject([
      { code: 'SECOND_FACTOR_REQUIRED' },
    ]);
    expect(await elsewhere.administer()).toBe('SECOND_FACTOR_REQUIRED');
    expect(await elsewhere.prove(first)).toEqual([]);
    await elsewhere.register(new TestKey(url), 'Reserva');
    expect((await elis.stands()).keys.map(({ name }: { name: string }) => name)).toEqual([
      'Chave do trabalho',
      'Reserva',
    ]);
  });

  it('proves it for one session, in whatever way that asks, and at every gateway', async () => {
    const [elis, elsewhere] = [await Admin.signIn('elis'), await Admin.signIn('elis')];
    await using other = await startGateway(
      { ...stand.config, port: 0, reviewerPort: 0, metricsPort: 0 },
      () => new Date(now),
    );
    const cookieAt = (admin: Admin) =>
      admin.cookie.replace(/portal_reviewer_session_\d+|portal_session_\d+/, (name) =>
        name.replace(/\d+$/, new URL(other.reviewerUrl).port),
      );
    const actAt = async (admin: Admin) =>
      (
        await askGraph(other.reviewerUrl, SET, {
          cookie: cookieAt(admin),
          variables: { input: { ...GILDA, version: 9 } },
        })
      ).errors?.[0]?.extensions.code;
    expect(await actAt(elis)).toBe('SECOND_FACTOR_REQUIRED');
    await elis.register();
    expect(await actAt(elis)).toBeUndefined();
    expect(await actAt(elsewhere)).toBe('SECOND_FACTOR_REQUIRED');
    const socket = await TestSocket.open(url, elis.cookie);
    const ask = async (id: string) => {
      socket.subscribe(id, SET, { input: { ...GILDA, version: 9 } });
      const { errors } = (await socket.next((message) => message.id === id)) as Pick<GraphAnswer, 'errors'>;
      return errors?.[0]?.extensions.code;
    };
    expect(await ask('1')).toBeUndefined();
    later(10);
    expect(await ask('2')).toBe('SECOND_FACTOR_REQUIRED');
    socket.socket.close();
    const events = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { cookie: elis.cookie, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: SET, variables: { input: GILDA } }),
    });
    expect(await events.text()).toContain('SECOND_FACTOR_REQUIRED');
    const twice = `mutation ($input: SetMinistryRolesInput!) { beginSecondFactor { options } ${['a', 'b'].map((as) => `${as}: setMinistryRoles(input: $input) { problems { code } }`).join(' ')} }`;
    const { data, errors } = await elis.ask(twice, { input: GILDA });
    expect(data).toMatchObject({ a: null, b: null });
    expect(errors).toHaveLength(2);
  });

  it('is known to credentials as to be proved, and not once it is', async () => {
    const elis = await Admin.signIn('elis');
    const dueToSubgraph = async () => {
      await elis.ask('{ viewer { name } }');
      return stand.subgraphs.callers.at(-1);
    };
    expect(await dueToSubgraph()).toMatchObject({ secondFactorDue: true });
    await elis.register();
    expect(await dueToSubgraph()).not.toHaveProperty('secondFactorDue');
    later(10);
    expect(await dueToSubgraph()).toMatchObject({ secondFactorDue: true });
  });
});

describe('an answer of a key is not believed', () => {
  it.each<[string, Otherwise, string]>([
    ['of another origin', { origin: 'https://analise.saude.example' }, 'NOT_ALLOWED'],
    ['without its person verified', { userVerified: false }, 'NOT_ALLOWED'],
    ['to a challenge that was made up', { challenge: Buffer.from('x.y.z').toString('base64url') }, 'EXPIRED'],
    ['with a count of before', { count: 1 }, 'NOT_ALLOWED'],
  ])('%s', async (_name, otherwise, code) => {
    const elis = await Admin.signIn('elis');
    const key = await elis.register();
    later(10);
    expect(await elis.prove(key, otherwise)).toEqual([code]);
    expect(await elis.administer()).toBe('SECOND_FACTOR_REQUIRED');
    expect(await elis.prove(key)).toEqual([]);
    const copied = otherwise.count === 1;
    await expect
      .poll(() => acts.map(({ act }) => act))
      .toEqual(['registerSecurityKey', copied ? 'refuseCopiedSecurityKey' : 'refuseSecurityKey']);
  });

  it('twice, nor in another session, nor of another person, nor too late, nor for another purpose', async () => {
    const [elis, elsewhere, davi] = [
      await Admin.signIn('elis'),
      await Admin.signIn('elis'),
      await Admin.signIn('davi'),
    ];
    const key = await elis.register();
    const answer = key.prove(await elis.options('beginSecondFactor'));
    const foreign = key.prove(await elis.options('beginSecondFactor'));
    const codeOf = async (admin: Admin, response: string) => (await admin.answerProof(response)).problems[0]?.code;
    expect(await codeOf(elsewhere, foreign)).toBe('EXPIRED');
    expect(await codeOf(elis, answer)).toBeUndefined();
    expect(await codeOf(elis, answer)).toBe('EXPIRED');
    await davi.register();
    later(10);
    expect(await codeOf(davi, key.prove(await davi.options('beginSecondFactor')))).toBe('NOT_ALLOWED');
    expect(await davi.administer()).toBe('SECOND_FACTOR_REQUIRED');
    const late = key.prove(await elis.options('beginSecondFactor'));
    later(3);
    expect(await codeOf(elis, late)).toBe('EXPIRED');
    await elis.prove(key);
    const registration = JSON.parse(await elis.options('beginSecurityKeyRegistration'));
    expect(await codeOf(elis, key.prove(JSON.stringify({ ...registration, rpId: 'localhost' })))).toBe('EXPIRED');
    for (const broken of ['', '{}', 'null', '[]', '{"id":1}', 'x'.repeat(30_000)])
      expect(await codeOf(elis, broken)).toBe('NOT_ALLOWED');
  });

  it('where two come at once with one count', async () => {
    const elis = await Admin.signIn('elis');
    const key = await elis.register();
    later(10);
    const options = [await elis.options('beginSecondFactor'), await elis.options('beginSecondFactor')];
    const answers = await Promise.all(options.map((one) => elis.answerProof(key.prove(one, { count: 7 }))));
    expect(answers.map(({ problems }) => problems.length).toSorted()).toEqual([0, 1]);
  });

  it('at its registration: of another origin, of another’s session, unverified, or registered before', async () => {
    const [elis, davi] = [await Admin.signIn('elis'), await Admin.signIn('davi')];
    const key = new TestKey(url);
    const begun = () => elis.options('beginSecurityKeyRegistration');
    const codesOf = async (admin: Admin, response: string, name?: string) =>
      (await admin.answerRegistration(response, name)).problems.map(({ code }: { code: string }) => code);
    expect(await codesOf(elis, key.register(await begun(), { origin: 'https://x.example' }))).toEqual(['INVALID']);
    expect(await codesOf(elis, key.register(await begun(), { userVerified: false }))).toEqual(['INVALID']);
    expect(await codesOf(davi, key.register(await begun()))).toEqual(['INVALID']);
    expect(await codesOf(elis, key.register(await begun()), ' ')).toEqual(['INVALID']);
    await elis.register(key);
    expect(await codesOf(davi, key.register(await davi.options('beginSecurityKeyRegistration')))).toEqual([
      'DUPLICATE',
    ]);
  });
});

describe('a key that counts nothing', () => {
  it('proves each time, and is a copy once it counted before', async () => {
    const elis = await Admin.signIn('elis');
    const key = new TestKey(url);
    const begun = await elis.options('beginSecurityKeyRegistration');
    expect((await elis.answerRegistration(key.register(begun, { count: 0 }))).problems).toEqual([]);
    for (const count of [0, 0, 5, 6]) expect(await elis.prove(key, { count })).toEqual([]);
    for (const count of [6, 0]) expect(await elis.prove(key, { count })).toEqual(['NOT_ALLOWED']);
    await expect
      .poll(() => acts.map(({ act, detail }) => [act, detail.why]))
      .toEqual([
        ['registerSecurityKey', undefined],
        ['refuseCopiedSecurityKey', 'COUNTER'],
        ['refuseCopiedSecurityKey', 'COUNTER'],
      ]);
  });
});

describe('a key', () => {
  it('is taken away with a proof, the last one only where that is meant, and what it proved counts no more', async () => {
    const [elis, davi] = [await Admin.signIn('elis'), await Admin.signIn('davi')];
    const key = await elis.register();
    const [{ keyId }] = (await elis.stands()).keys;
    await davi.register();
    expect(await davi.remove(keyId, true)).toEqual([{ code: 'NOT_FOUND' }]);
    expect(await elis.remove(keyId)).toEqual([{ code: 'NOT_ALLOWED' }]);
    later(10);
    expect(await elis.remove(keyId, true)).toBe('SECOND_FACTOR_REQUIRED');
    await elis.prove(key);
    expect(await elis.remove(keyId, true)).toEqual([]);
    expect(await elis.administer()).toBe('SECOND_FACTOR_REQUIRED');
    await expect
      .poll(() => acts.map(({ act }) => act))
      .toEqual(['registerSecurityKey', 'registerSecurityKey', 'removeSecurityKey']);
  });

  it('that was lost another ADMIN takes away, or an operator, and nobody their own', async () => {
    const [elis, davi] = [await Admin.signIn('elis'), await Admin.signIn('davi')];
    const reset = async (by: Admin, email: string) => {
      const { data, errors } = await by.ask(
        'mutation ($email: String!) { resetSecurityKeys(email: $email) { ministryPerson { securityKeys } problems { code } } }',
        { email },
      );
      return errors?.[0]?.extensions.code ?? data.resetSecurityKeys;
    };
    await davi.register();
    expect(await reset(elis, 'davi@saude.example')).toBe('SECOND_FACTOR_REQUIRED');
    await elis.register();
    expect(await reset(elis, 'elis@saude.example')).toMatchObject({ problems: [{ code: 'NOT_ALLOWED' }] });
    expect(await reset(elis, 'Davi@saude.example')).toEqual({ ministryPerson: { securityKeys: 0 }, problems: [] });
    expect(await reset(elis, 'davi@saude.example')).toMatchObject({ problems: [{ code: 'NOT_FOUND' }] });
    expect(await reset(elis, 'ninguem@saude.example')).toEqual({
      ministryPerson: null,
      problems: [{ code: 'NOT_FOUND' }],
    });
    expect(await davi.administer()).toBe('SECOND_FACTOR_REQUIRED');
    await davi.register();
    expect(await resetSecurityKeys(stand.config, 'davi@saude.example')).toEqual({ people: 1 });
    expect((await davi.stands()).keys).toEqual([]);
    const { rows } = await database.query("select act, by_id from security_key_acts where act = 'resetSecurityKeys'");
    expect([...rows, ...acts.filter(({ act, byId }) => act === 'resetSecurityKeys' && byId === null)]).toHaveLength(1);
  });

  it('is one of ten, is asked for by what it is, and is not registered twice', async () => {
    const [elis, davi] = [await Admin.signIn('elis'), await Admin.signIn('davi')];
    const none = await elis.ask('mutation { beginSecondFactor { options problems { code } } }');
    expect(none.data.beginSecondFactor).toEqual({ options: null, problems: [{ code: 'NOT_FOUND' }] });
    const key = await elis.register();
    await davi.register();
    const id = key.id.toString('base64url');
    expect(JSON.parse(await elis.options('beginSecondFactor'))).toMatchObject({
      allowCredentials: [{ id, transports: ['usb'] }],
      userVerification: 'required',
    });
    const begun = await elis.options('beginSecurityKeyRegistration');
    expect(JSON.parse(begun)).toMatchObject({
      excludeCredentials: [{ id }],
      authenticatorSelection: { userVerification: 'required' },
      user: { name: 'elis@saude.example', displayName: 'Elis Prado' },
    });
    await database.query(
      `insert into security_keys (person_id, rp_id, credential_id, public_key, sign_count, transports, name, created_at)
       select person_id, rp_id, credential_id || n, public_key, 0, transports, name, created_at
       from security_keys, generate_series(1, 9) as n where credential_id = $1`,
      [id],
    );
    expect((await elis.answerRegistration(new TestKey(url).register(begun))).problems).toMatchObject([
      { code: 'NOT_ALLOWED' },
    ]);
    const { data } = await elis.ask('mutation { beginSecurityKeyRegistration { options problems { code } } }');
    expect(data.beginSecurityKeyRegistration).toEqual({ options: null, problems: [{ code: 'NOT_ALLOWED' }] });
    await davi.register(new TestKey(url), 'Reserva');
  });

  it('of the same name, signed by another, proves nothing; what was proved is over after ten minutes', async () => {
    const elis = await Admin.signIn('elis');
    const key = await elis.register();
    expect(await elis.stands()).toMatchObject({ confirmedUntil: new Date(now + 10 * MINUTE).toISOString() });
    later(9);
    expect(await elis.stands()).toMatchObject({ confirmedUntil: new Date(now + MINUTE).toISOString() });
    later(1);
    expect(await elis.stands()).toMatchObject({ confirmedUntil: null, mustSignInAgain: false });
    const id = key.id.toString('base64url');
    const forged = JSON.parse(new TestKey(url).prove(await elis.options('beginSecondFactor')));
    const { problems } = await elis.answerProof(JSON.stringify({ ...forged, id, rawId: id }));
    expect(problems).toEqual([{ code: 'NOT_ALLOWED' }]);
    const unknown = await elis.answerProof(new TestKey(url).prove(await elis.options('beginSecondFactor')));
    expect(unknown.problems).toEqual([{ code: 'NOT_ALLOWED' }]);
    expect(await elis.administer()).toBe('SECOND_FACTOR_REQUIRED');
    await expect.poll(() => acts.map(({ detail }) => detail.why)).toEqual([undefined, 'NOT_VERIFIED', 'UNKNOWN_KEY']);
  });

  it('that is taken away with others of theirs is counted, and those of nobody else go with it', async () => {
    const [elis, davi] = [await Admin.signIn('elis'), await Admin.signIn('davi')];
    await elis.register();
    await davi.register();
    await davi.register(new TestKey(url), 'Reserva');
    const reset = 'mutation { resetSecurityKeys(email: "davi@saude.example") { problems { code } } }';
    expect((await elis.ask(reset)).data.resetSecurityKeys.problems).toEqual([]);
    expect((await elis.stands()).keys).toHaveLength(1);
    expect(await elis.administer()).toBeUndefined();
    await expect.poll(() => acts.at(-1)).toMatchObject({ act: 'resetSecurityKeys', detail: { keys: 2 } });
    expect(acts.at(-1)?.byId).not.toBe(acts.at(-1)?.personId);
  });

  it('of another host is none', async () => {
    const elis = await Admin.signIn('elis');
    await elis.register();
    await database.query("update security_keys set rp_id = 'antes.saude.example'");
    expect(await elis.stands()).toMatchObject({ keys: [] });
  });

  it('is for who administrates in a browser: nobody else, and no token', async () => {
    const [clara, elis] = [await Admin.signIn('clara'), await Admin.signIn('elis')];
    for (const field of [
      'beginSecurityKeyRegistration { options }',
      'beginSecondFactor { options }',
      'proveSecondFactor(response: "{}") { problems { code } }',
      'removeSecurityKey(keyId: "x") { problems { code } }',
      'resetSecurityKeys(email: "elis@saude.example") { problems { code } }',
      'registerSecurityKey(input: {name: "x", response: "{}"}) { problems { code } }',
    ]) {
      expect((await clara.ask(`mutation { ${field} }`)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect((await clara.ask(`{ ${STANDS} }`)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await elis.register();
    const made = await elis.ask(
      'mutation ($input: CreatePersonalAccessTokenInput!) { createPersonalAccessToken(input: $input) { token } }',
      { input: { name: 'x', scopes: ['requests:write'] } },
    );
    const headers = { authorization: `Bearer ${made.data.createPersonalAccessToken.token}` };
    const asked = await askGraph(url, SET, { headers, variables: { input: GILDA } });
    expect(asked.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

it('what was done is told until it is taken, and where it is not required acts wait for nothing', async () => {
  const told: Act[] = [];
  let refused = 0;
  await using other = await startTestGateway({
    credentialsRoutes: (app) => {
      app.post('/internal/security-key-acts', express.json(), (req, res) => {
        refused += 1;
        if (refused < 2) return void res.sendStatus(503);
        told.push(...req.body.acts);
        res.sendStatus(204);
      });
    },
  });
  const at = other.gateway.reviewerUrl;
  const { cookie } = await Admin.signIn('elis', { at });
  const ask = (query: string, variables: object = {}) => askGraph(at, query, { cookie, variables });
  expect((await ask(SET, { input: GILDA })).data.setMinistryRoles.problems).toEqual([]);
  const { data } = await ask('mutation { beginSecurityKeyRegistration { options } }');
  const response = new TestKey(at).register(data.beginSecurityKeyRegistration.options);
  await ask(
    'mutation ($input: RegisterSecurityKeyInput!) { registerSecurityKey(input: $input) { problems { code } } }',
    {
      input: { name: 'Chave', response },
    },
  );
  await expect.poll(() => told).toMatchObject([{ act: 'registerSecurityKey', detail: { key: expect.any(String) } }]);
  expect(told[0]?.byId).toBe(told[0]?.personId);
});
