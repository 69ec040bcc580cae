import { beforeAll, describe, expect, it } from 'vitest';
import { newDraft } from './arrange.ts';
import { askForToken, machineOf } from './machine.ts';
import { Person } from './person.ts';
import { timeAfter } from './portal-time.ts';

// A browser's session may ask as one of its person's tokens would (GraphiQL does), by the token's id and not by its text.

let ana: Person;
let clara: Person;
beforeAll(async () => {
  ana = await Person.signIn('ana');
  clara = await Person.signIn('clara');
});

const VIEWER = '{ viewer { name roles } }';

async function tokenOf(person: Person, input: Record<string, unknown> = {}): Promise<string> {
  const { personalAccessToken } = await askForToken(person, input);
  return personalAccessToken?.id ?? '';
}

/** The status and the code of the first error of an answer to whoever sends these headers. */
async function answered(person: Person, headers: Record<string, string>, query = VIEWER) {
  const response = await person.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', origin: person.origin, ...headers },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: errors?.[0]?.extensions.code };
}

const UNAUTHENTICATED = { status: 401, code: 'UNAUTHENTICATED' };

async function revoke(person: Person, id: string): Promise<void> {
  await person.get('mutation ($id: ID!) { revokePersonalAccessToken(id: $id) { problems { code } } }', { id });
}

describe('a session that chose a token', () => {
  it('may do what the token may, and nothing else', async () => {
    const headers = { 'x-token-id': await tokenOf(ana, { scopes: ['requests:read'] }) };
    const draft = await newDraft(ana);
    const query = `{ accessRequest(id: "${draft.id}") { protocol } }`;
    expect((await ana.ask(query, {}, headers)).data).toEqual({ accessRequest: { protocol: draft.protocol } });
    for (const beyond of [
      '{ portfolios { slug } }',
      '{ credentials { totalCount } }',
      `mutation { cancelAccessRequest(id: "${draft.id}", version: ${draft.version}) { problems { code } } }`,
      '{ personalAccessTokens { id } }',
      'mutation { createPersonalAccessToken(input: { name: "x", scopes: ["catalogue:read"] }) { token } }',
    ]) {
      expect(await answered(ana, headers, beyond)).toEqual({ status: 200, code: 'FORBIDDEN' });
    }
    expect((await ana.ask(query)).data).toEqual({ accessRequest: { protocol: draft.protocol } });
  });

  it('is an integrator only, whatever else the person is', async () => {
    const headers = { 'x-token-id': await tokenOf(clara) };
    const { data } = await clara.ask<{ viewer: { roles: string[] } }>(VIEWER, {}, headers);
    expect(data?.viewer.roles).toEqual(['INTEGRATOR']);
    expect((await answered(clara, headers, '{ reviewQueue { totalCount } }')).code).toBe('FORBIDDEN');
  });

  it('spends the budget of the token', async () => {
    const headers = { 'x-token-id': await tokenOf(ana) };
    const { data } = await ana.ask('{ rateLimit { policy } }', {}, headers);
    expect(data).toEqual({ rateLimit: { policy: 'token' } });
  });

  it('reads and sends files by its scopes', async () => {
    const headers = { 'x-token-id': await tokenOf(ana, { scopes: ['catalogue:read'] }) };
    const response = await ana.fetch('/evidence/01890000-0000-7000-8000-000000000000', { headers });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: 'FORBIDDEN',
      detail: expect.stringContaining('requests:read'),
    });
  });

  it('leaves the last use of the token to who has the token', async () => {
    const id = await tokenOf(ana);
    expect((await ana.ask(VIEWER, {}, { 'x-token-id': id })).data).not.toBeNull();
    const query = '{ personalAccessTokens { id lastUsedAt } }';
    const { personalAccessTokens } = await ana.get<{ personalAccessTokens: { id: string; lastUsedAt: null }[] }>(query);
    expect(personalAccessTokens.find((token) => token.id === id)).toEqual({ id, lastUsedAt: null });
  });

  it('is nobody once the token is revoked', async () => {
    const id = await tokenOf(ana);
    expect((await answered(ana, { 'x-token-id': id })).status).toBe(200);
    await revoke(ana, id);
    expect(await answered(ana, { 'x-token-id': id })).toEqual(UNAUTHENTICATED);
  });

  it('is nobody once the token has expired', async () => {
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const id = await tokenOf(ana, { expiresAt });
    await expect.poll(() => answered(ana, { 'x-token-id': id }), { timeout: 10_000 }).toEqual(UNAUTHENTICATED);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
  });

  it("is nobody by another person's token, or by one that does not exist", async () => {
    const ofClara = await tokenOf(clara);
    for (const id of [ofClara, '01890000-0000-7000-8000-000000000000', "x' or 1=1", '', `${ofClara}, ${ofClara}`]) {
      expect(await answered(ana, { 'x-token-id': id }), id).toEqual(UNAUTHENTICATED);
    }
  });

  it('is nobody where the session is', async () => {
    const id = await tokenOf(ana);
    expect(await answered(Person.anonymous(), { 'x-token-id': id }, '{ portfolios { slug } }')).toEqual(
      UNAUTHENTICATED,
    );
    const cached = '/graphql?query={portfolios{slug}}';
    const nobody = Person.anonymous();
    expect((await nobody.fetch(cached)).status).toBe(200);
    expect((await nobody.fetch(cached, { headers: { 'x-token-id': id } })).status).toBe(401);
    const leaving = await Person.signIn('ana');
    await leaving.signOut();
    expect(await answered(leaving, { 'x-token-id': id })).toEqual(UNAUTHENTICATED);
  });

  it('asks from the addresses that the token allows alone', async () => {
    const here = await tokenOf(ana, { allowedIps: ['127.0.0.0/8', '::1'] });
    expect((await answered(ana, { 'x-token-id': here })).status).toBe(200);
    const elsewhere = await tokenOf(ana, { allowedIps: ['203.0.113.0/24'] });
    expect(await answered(ana, { 'x-token-id': elsewhere })).toEqual(UNAUTHENTICATED);
    const forged = { 'x-token-id': elsewhere, 'x-forwarded-for': '203.0.113.9' };
    expect(await answered(ana, forged)).toEqual(UNAUTHENTICATED);
  });

  it('never comes with a Bearer token', async () => {
    const machine = await machineOf(ana, ['requests:read']);
    const headers = { 'x-token-id': machine.tokenId, authorization: machine.authorization };
    expect(await answered(Person.anonymous(), headers)).toEqual(UNAUTHENTICATED);
    expect(await answered(ana, headers)).toEqual(UNAUTHENTICATED);
  });

  it('is refused to pages of other origins', async () => {
    const id = await tokenOf(ana);
    expect(
      (
        await ana.fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: 'https://painel.example', 'x-token-id': id },
          body: JSON.stringify({ query: VIEWER }),
        })
      ).status,
    ).toBe(403);
    const preflight = await fetch(new URL('/graphql', ana.origin), {
      method: 'OPTIONS',
      headers: { origin: 'https://painel.example', 'access-control-request-headers': 'x-token-id' },
    });
    expect(preflight.headers.get('access-control-allow-headers') ?? '').not.toContain('x-token-id');
  });
});

describe('on a WebSocket', () => {
  type Params = Record<string, unknown>;

  /** The close code of a person's WebSocket, once it is closed. */
  function closeCode(person: Person, params: Params, query = VIEWER): Promise<number> {
    return new Promise((resolve) => {
      const client = person.socket(params);
      client.on('closed', (event) => resolve((event as { code: number }).code));
      client.subscribe({ query }, { next: () => {}, error: () => {}, complete: () => {} });
    });
  }

  /** A live line that is open, and what will be its close code. */
  async function liveLine(person: Person, params: Params): Promise<{ closed: Promise<number> }> {
    const client = person.socket(params);
    const closed = new Promise<number>((resolve) => {
      client.on('closed', (event) => resolve((event as { code: number }).code));
    });
    const opened = new Promise<void>((resolve) => client.on('connected', () => resolve()));
    const query = 'subscription { accessRequestChanged { cursor } }';
    client.subscribe({ query }, { next: () => {}, error: () => {}, complete: () => {} });
    await opened;
    return { closed };
  }

  it('the token is chosen in connection_init', async () => {
    const client = clara.socket({ tokenId: await tokenOf(clara, { scopes: ['requests:read'] }) });
    const { value } = await client.iterate<{ viewer: { roles: string[] } }>({ query: VIEWER }).next();
    expect(value?.data?.viewer.roles).toEqual(['INTEGRATOR']);
    const refused = client.iterate({ query: 'subscription { credentialChanged { cursor } }' }).next();
    await expect(refused).rejects.toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    await client.dispose();
  });

  it('null is nobody, whatever cookie the browser sent', async () => {
    const client = ana.socket({ tokenId: null });
    const { value } = await client.iterate({ query: VIEWER }).next();
    expect(value?.data?.viewer ?? null).toBeNull();
    await client.dispose();
  });

  it('one that is not good closes it with 4403', async () => {
    const ofAna = await machineOf(ana, ['requests:read']);
    const elsewhere = await tokenOf(ana, { allowedIps: ['203.0.113.0/24'] });
    expect(await closeCode(clara, { tokenId: ofAna.tokenId })).toBe(4403);
    expect(await closeCode(ana, { tokenId: elsewhere })).toBe(4403);
    expect(await closeCode(ana, { tokenId: 'x' })).toBe(4403);
    expect(await closeCode(Person.anonymous(), { tokenId: ofAna.tokenId })).toBe(4403);
    const { tokenId, authorization } = ofAna;
    expect(await closeCode(ana, { tokenId, authorization })).toBe(4403);
  });

  it('it closes within a second of the end of the token or of the session', async () => {
    const scopes = ['requests:read'];
    const leaving = await Person.signIn('ana');
    const [revoked, kept] = [await tokenOf(ana, { scopes }), await tokenOf(ana, { scopes })];
    const byToken = await liveLine(ana, { tokenId: revoked });
    const bySession = await liveLine(leaving, { tokenId: kept });
    expect(await timeAfter(revoke(ana, revoked), byToken.closed)).toBeLessThan(1_000);
    expect(await timeAfter(leaving.signOut(), bySession.closed)).toBeLessThan(1_000);
    expect([await byToken.closed, await bySession.closed]).toEqual([4403, 4403]);
  });
});
