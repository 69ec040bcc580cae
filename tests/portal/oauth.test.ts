import { createHash, type KeyObject, randomUUID, X509Certificate } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT } from 'jose';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Machine } from './machine.ts';
import { Person, portalUrl } from './person.ts';
import { portalTime } from './portal-time.ts';
import {
  changeCertificate,
  drawSecret,
  type RegisteredSystem,
  registeredSystem,
  renewedCertificate,
} from './registered-system.ts';
import { EHR, OTHER_SERVICE } from './resource-servers.ts';

let owner: Person;
let reviewer: Person;
let system: RegisteredSystem;
let other: RegisteredSystem;
beforeAll(async () => {
  owner = await Person.signIn('ana');
  reviewer = await Person.signIn('clara');
  system = await systemWithCredential();
  other = await systemWithCredential();
});

/** What takes milliseconds, and on a busy machine seconds. */
const SOON = { timeout: 15_000, interval: 20 };

const systemWithCredential = () => registeredSystem({ owner, reviewer });
const draw = (id: string, overlapHours: number) => drawSecret(owner, id, overlapHours);

async function changeState(act: 'suspend' | 'reinstate' | 'revoke', id: string): Promise<void> {
  const reason = act === 'reinstate' ? '' : ', reason: "Teste"';
  const name = `${act}Credential`;
  const data = await owner.get<Record<string, { problems: unknown[] }>>(
    `mutation ($id: ID!) { ${name}(id: $id${reason}) { problems { code } } }`,
    { id },
  );
  expect(data[name]?.problems).toEqual([]);
}

type Form = Record<string, string>;

async function post(path: string, form: Form | string, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, portalUrl()), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

function basic(id: string, secret: string): Record<string, string> {
  const encoded = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
  return { authorization: `Basic ${encoded}` };
}

const GRANT = { grant_type: 'client_credentials' };

async function tokenOf({ clientId, secret }: RegisteredSystem, form: Form = {}): Promise<string> {
  const { status, body } = await post('/oauth/token', { ...GRANT, ...form }, basic(clientId, secret));
  expect({ status, body }).toMatchObject({ status: 200 });
  return body.access_token;
}

function assertionOf({ clientId, key }: RegisteredSystem, changes: Record<string, unknown> = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: clientId,
    sub: clientId,
    aud: `${portalUrl()}/oauth/token`,
    jti: randomUUID(),
    iat: now,
    exp: now + 60,
    ...changes,
  })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(key);
}

function byAssertion(assertion: string): Form {
  const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  return { ...GRANT, client_assertion_type, client_assertion: assertion };
}

const keys = () => createRemoteJWKSet(new URL('/.well-known/jwks.json', portalUrl()));

describe('a system whose certificate was changed', () => {
  it('proves itself by either key during the overlap, bound to the one it used, and by the new one alone afterwards', async () => {
    const own = await systemWithCredential();
    const tokenBy = async (key: KeyObject) => {
      const assertion = await assertionOf({ ...own, key });
      const { status, body } = await post('/oauth/token', { ...byAssertion(assertion), audience: EHR.audience });
      return { status, token: String(body.access_token) };
    };
    const boundTo = (token: string) => decodeJwt<{ cnf: object; certificate_sha256: string }>(token);
    const isActive = async (token: string) =>
      (await post('/oauth/introspect', { token }, basic(EHR.id, EHR.secret))).body.active;

    const renewed = await renewedCertificate(own.cpf);
    await changeCertificate(owner, own.credentialId, renewed.pem, 30);
    const [before, after] = [await tokenBy(own.key), await tokenBy(renewed.key)];
    for (const [{ token }, { pem }] of [
      [before, own],
      [after, renewed],
    ] as const) {
      const cnf = { 'x5t#S256': sha256Of(pem, 'base64url') };
      expect(boundTo(token)).toMatchObject({ cnf, certificate_sha256: sha256Of(pem, 'hex') });
      expect(await isActive(token)).toBe(true);
    }

    const last = await renewedCertificate(own.cpf);
    await changeCertificate(owner, own.credentialId, last.pem, 0);
    expect([(await tokenBy(renewed.key)).status, (await tokenBy(last.key)).status]).toEqual([401, 200]);
    for (const { token } of [before, after]) expect(await isActive(token)).toBe(false);
  });
});

describe('the authorisation server', () => {
  it('says what it is', async () => {
    const response = await fetch(new URL('/.well-known/oauth-authorization-server', portalUrl()));
    const issuer = portalUrl();
    expect(await response.json()).toMatchObject({
      issuer,
      token_endpoint: `${issuer}/oauth/token`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      introspection_endpoint: `${issuer}/oauth/introspect`,
      revocation_endpoint: `${issuer}/oauth/revoke`,
      response_types_supported: [],
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    });
  });

  it('publishes public keys alone', async () => {
    const jwks = (await (await fetch(new URL('/.well-known/jwks.json', portalUrl()))).json()) as { keys: object[] };
    expect(jwks.keys.length).toBeGreaterThan(0);
    for (const key of jwks.keys) {
      expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: expect.any(String) });
      expect(key).not.toHaveProperty('d');
    }
  });
});

describe('a token', () => {
  it('is a signed JWT for 30 minutes, whose claims say which credential', async () => {
    const answer = await post('/oauth/token', GRANT, basic(system.clientId, system.secret));
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 1800 });
    const { payload, protectedHeader } = await jwtVerify(answer.body.access_token, keys(), {
      issuer: portalUrl(),
      audience: 'portal-de-servicos',
      typ: 'at+jwt',
    });
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toMatchObject({
      sub: system.clientId,
      client_id: system.clientId,
      environment: 'HOMOLOGATION',
      requesterIdentifier: system.requesterIdentifier,
      certificate_sha256: sha256Of(system.pem, 'hex'),
      scope: 'catalogue:read requests:read credentials:read credentials:write',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(1800);
    expect(payload.cnf).toBeUndefined();
    expect(JSON.stringify(payload)).not.toMatch(/Maria|Ana/);
  });

  it('may be asked for by the form, with fewer scopes, for a resource server', async () => {
    const { clientId: client_id, secret: client_secret } = system;
    const form = { ...GRANT, client_id, client_secret, scope: 'credentials:read', audience: EHR.audience };
    const { status, body } = await post('/oauth/token', form);
    expect({ status, scope: body.scope }).toEqual({ status: 200, scope: 'credentials:read' });
    const { payload } = await jwtVerify(body.access_token, keys(), { audience: EHR.audience });
    expect(payload.scope).toBe('credentials:read');
  });

  it('for a resource server is bound to the certificate where the client proved its key, and only there', async () => {
    const tokenFor = async (form: Form) => {
      const { status, body } = await post('/oauth/token', { ...byAssertion(await assertionOf(system)), ...form });
      expect(status).toBe(200);
      return (await jwtVerify(body.access_token, keys())).payload;
    };
    expect((await tokenFor({ audience: EHR.audience })).cnf).toEqual({ 'x5t#S256': sha256Of(system.pem, 'base64url') });
    // The portal sees no certificates: it binds nothing to what it would not check.
    expect((await tokenFor({})).cnf).toBeUndefined();
    const bySecret = await tokenOf(system, { audience: EHR.audience });
    expect((await jwtVerify(bySecret, keys())).payload.cnf).toBeUndefined();
  });

  it('is given for the secret before, until its overlap ends', async () => {
    const before = await systemWithCredential();
    const after = await draw(before.credentialId, 1);
    expect((await tokenOf(before)).length).toBeGreaterThan(0);
    expect((await tokenOf({ ...before, secret: after })).length).toBeGreaterThan(0);
    await draw(before.credentialId, 0);
    expect((await post('/oauth/token', GRANT, basic(before.clientId, after))).status).toBe(401);
  });
});

function sha256Of(pem: string, encoding: 'hex' | 'base64url'): string {
  return createHash('sha256').update(new X509Certificate(pem).raw).digest(encoding);
}

describe('refused, as RFC 6749 §5.2 has it:', () => {
  it.each<[string, Form | string, number, string]>([
    ['no grant', {}, 400, 'invalid_request'],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['a field twice', 'grant_type=client_credentials&grant_type=client_credentials', 400, 'invalid_request'],
    ['a scope that is no scope', { ...GRANT, scope: 'requests:write' }, 400, 'invalid_scope'],
    ['an audience that nobody has', { ...GRANT, audience: 'https://nobody.example' }, 400, 'invalid_target'],
    ['two ways to authenticate', { ...GRANT, client_secret: 'x' }, 400, 'invalid_request'],
  ])('%s', async (_what, form, status, error) => {
    const answer = await post('/oauth/token', form, basic(system.clientId, system.secret));
    expect(answer).toMatchObject({ status, body: { error } });
    expect(answer.body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('no client at all, and a body that is no form', async () => {
    const nobody = await post('/oauth/token', GRANT);
    expect(nobody).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const json = await post('/oauth/token', '{}', { 'content-type': 'application/json' });
    expect(json).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect((await fetch(new URL('/oauth/token', portalUrl()))).status).toBe(405);
  });

  it('a wrong secret and an unknown client alike, the unknown one no sooner', async () => {
    const time = async (id: string) => {
      const started = performance.now();
      const answer = await post('/oauth/token', GRANT, basic(id, 'pds_hml_wrong'));
      expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic/);
      return { milliseconds: performance.now() - started, body: answer.body };
    };
    const wrong: Awaited<ReturnType<typeof time>>[] = [];
    const unknown: typeof wrong = [];
    // By turns: whatever else the machine does meanwhile slows both alike.
    for (const id of [`hml-${randomUUID()}`, 'hml-none', `x${randomUUID()}`, `prd-${randomUUID()}`, 'x']) {
      wrong.push(await time(system.clientId));
      unknown.push(await time(id));
    }
    expect(unknown[0]?.body).toEqual(wrong[0]?.body);
    const least = (times: { milliseconds: number }[]) => Math.min(...times.map(({ milliseconds }) => milliseconds));
    expect(least(unknown)).toBeGreaterThan(least(wrong) / 3);
  });

  it.each<[string, Record<string, unknown>]>([
    ['for somebody else', { aud: 'https://ehr.example' }],
    ['ended', { exp: Math.floor(Date.now() / 1000) - 120 }],
    ['good for a day', { exp: Math.floor(Date.now() / 1000) + 86_400 }],
    ['without an id', { jti: undefined }],
    ['about another system', { sub: 'hml-another' }],
  ])('an assertion %s', async (_what, changes) => {
    const answer = await post('/oauth/token', byAssertion(await assertionOf(system, changes)));
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it("an assertion used twice, or signed by another's key", async () => {
    const form = byAssertion(await assertionOf(system));
    const answers = await Promise.all([post('/oauth/token', form), post('/oauth/token', form)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const forged = byAssertion(await assertionOf({ ...system, key: other.key }));
    expect((await post('/oauth/token', forged)).status).toBe(401);
    expect((await post('/oauth/token', byAssertion('a.b.c'))).body.error).toBe('invalid_client');
  });

  it("an assertion of one client in another's name", async () => {
    const form = byAssertion(await assertionOf(system));
    const answer = await post('/oauth/token', { ...form, client_id: other.clientId });
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect((await post('/oauth/token', { ...form, client_id: system.clientId })).status).toBe(200);
  });

  it('a resource and an audience that are not the same', async () => {
    const ask = (form: Form) => post('/oauth/token', { ...GRANT, ...form }, basic(system.clientId, system.secret));
    for (const form of [
      { resource: EHR.audience, audience: OTHER_SERVICE.audience },
      { resource: EHR.audience, audience: 'portal-de-servicos' },
      { resource: portalUrl(), audience: EHR.audience },
    ]) {
      expect(await ask(form)).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
    }
    expect((await ask({ resource: EHR.audience, audience: EHR.audience })).status).toBe(200);
    expect((await ask({ resource: portalUrl(), audience: 'portal-de-servicos' })).status).toBe(200);
  });

  it('guess after guess, with the way open for who has the right secret, however many there are at once', async () => {
    const guesses = Array.from({ length: 60 }, () => post('/oauth/token', GRANT, basic(system.clientId, 'guess')));
    const meanwhile = await Promise.all(Array.from({ length: 30 }, () => tokenOf(other)));
    expect(meanwhile).toHaveLength(30);
    const answers = await Promise.all(guesses);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 401).length).toBe(60 - refused.length);
    for (const { headers, body } of refused) {
      expect(body).toMatchObject({ error: 'temporarily_unavailable' });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await tokenOf(system);
    await Promise.all(Array.from({ length: 30 }, () => tokenOf(system)));
  });
});

describe('at the portal’s API a system', () => {
  const machine = async (who = system, form: Form = {}) => new Machine(`Bearer ${await tokenOf(who, form)}`);

  it('reads its own credential and that credential’s requests, and nobody else’s', async () => {
    const asked = await (await machine()).ask<{
      viewer: null;
      credentials: { totalCount: number; edges: { node: { id: string; allowedActions: string[] } }[] };
      accessRequests: { edges: { node: { id: string; manager: { cpf: string }; allowedActions: string[] } }[] };
    }>(`{ viewer { id } credentials { totalCount edges { node { id allowedActions services { slug name } } } }
      accessRequests { edges { node { id state manager { cpf } allowedActions credential { clientId } } } } }`);
    expect(asked.errors).toBeUndefined();
    expect(asked.data?.viewer).toBeNull();
    expect(asked.data?.credentials).toMatchObject({
      totalCount: 1,
      edges: [{ node: { id: system.credentialId, allowedActions: ['ROTATE_SECRET'] } }],
    });
    expect(asked.data?.accessRequests.edges.map(({ node }) => node)).toMatchObject([
      { id: system.requestId, manager: { cpf: expect.stringMatching(/^\*{3}\./) }, allowedActions: [] },
    ]);
    const foreign = await (await machine()).ask(
      `{ credential(id: "${other.credentialId}") { id } accessRequest(id: "${other.requestId}") { id } }`,
    );
    expect(foreign.data).toEqual({ credential: null, accessRequest: null });
  });

  it('writes nothing but its secret', async () => {
    const own = await systemWithCredential();
    const client = await machine(own);
    const suspend = `mutation { suspendCredential(id: "${own.credentialId}", reason: "x") { problems { code } } }`;
    expect((await client.ask(suspend)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const rotate = (id: string) =>
      client.ask<{ rotateCredentialSecret: { secret: string | null; problems: { code: string }[] } }>(
        `mutation { rotateCredentialSecret(id: "${id}", overlapHours: 0) { secret problems { code } } }`,
      );
    const others = await rotate(other.credentialId);
    expect(others.data?.rotateCredentialSecret).toEqual({
      secret: null,
      problems: [expect.objectContaining({ code: 'NOT_FOUND' })],
    });
    const { data } = await rotate(own.credentialId);
    const secret = data?.rotateCredentialSecret.secret ?? '';
    expect(await tokenOf({ ...own, secret })).toEqual(expect.any(String));
    expect((await post('/oauth/token', GRANT, basic(own.clientId, own.secret))).status).toBe(401);
    const narrow = await machine({ ...own, secret }, { scope: 'credentials:read' });
    const refused = await narrow.ask(`mutation { rotateCredentialSecret(id: "${own.credentialId}") { secret } }`);
    expect(refused.errors?.[0]?.message).toContain('credentials:write');
  });

  it('is not let in by a token for another audience, or one that was changed', async () => {
    const token = await tokenOf(system, { audience: EHR.audience });
    expect((await new Machine(`Bearer ${token}`).ask('{ viewer { id } }')).status).toBe(401);
    const [head, , signature] = (await tokenOf(system)).split('.');
    const claims = Buffer.from(JSON.stringify({ sub: other.clientId, aud: 'portal-de-servicos' })).toString(
      'base64url',
    );
    expect((await new Machine(`Bearer ${head}.${claims}.${signature}`).ask('{ viewer { id } }')).status).toBe(401);
  });

  it('is told of its credential, and shut out within a second of its suspension', async () => {
    const own = await systemWithCredential();
    const client = await machine(own);
    const socket = client.socket();
    const told: string[] = [];
    const closed = new Promise<number>((resolve) => {
      socket.on('closed', (event) => resolve((event as { code: number }).code));
    });
    const { data } = await client.ask<{ changesCursor: string }>('{ changesCursor }');
    socket.subscribe<{ credentialChanged: { credential: { id: string } } }>(
      {
        query: 'subscription ($after: String) { credentialChanged(after: $after) { credential { id } } }',
        variables: { after: data?.changesCursor },
      },
      {
        next: (result) => told.push(result.data?.credentialChanged.credential.id ?? ''),
        error: () => {},
        complete: () => {},
      },
    );
    await draw(other.credentialId, 0).then((secret) => Object.assign(other, { secret }));
    await draw(own.credentialId, 24);
    await vi.waitUntil(() => told.length > 0, SOON);
    expect(told).toEqual([own.credentialId]);
    await changeState('suspend', own.credentialId);
    const refused = vi.waitUntil(async () => (await client.ask('{ viewer { id } }')).status === 401, SOON);
    expect(await portalTime(owner, Promise.all([closed, refused]))).toBeLessThan(1_000);
    expect(await closed).toBe(4403);
    expect((await post('/oauth/token', GRANT, basic(own.clientId, own.secret))).body.error).toBe('invalid_client');
  });

  it('loses a token that it revokes, and no other', async () => {
    const token = await tokenOf(system);
    const kept = await machine();
    const client = new Machine(`Bearer ${token}`);
    expect((await client.ask('{ viewer { id } }')).status).toBe(200);
    const byOther = await post('/oauth/revoke', { token }, basic(other.clientId, other.secret));
    expect(byOther).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
    expect((await post('/oauth/revoke', { token }, basic(system.clientId, system.secret))).status).toBe(200);
    expect((await client.ask('{ viewer { id } }')).status).toBe(401);
    expect((await kept.ask('{ viewer { id } }')).status).toBe(200);
    expect((await post('/oauth/revoke', { token: 'nothing' }, basic(system.clientId, system.secret))).status).toBe(200);
  });
});

describe('introspection', () => {
  const introspect = (token: string, { id, secret } = EHR) => post('/oauth/introspect', { token }, basic(id, secret));

  it('tells a resource server of tokens for its audience, and of nobody else’s', async () => {
    const token = await tokenOf(system, { audience: EHR.audience });
    const { body, headers } = await introspect(token);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      active: true,
      token_type: 'Bearer',
      client_id: system.clientId,
      aud: EHR.audience,
      environment: 'HOMOLOGATION',
      requesterIdentifier: system.requesterIdentifier,
      certificate_sha256: sha256Of(system.pem, 'hex'),
    });
    expect((await introspect(token, OTHER_SERVICE)).body).toEqual({ active: false });
    expect((await introspect(await tokenOf(system))).body).toEqual({ active: false });
    expect((await introspect('nothing')).body).toEqual({ active: false });
  });

  it('answers registered resource servers alone', async () => {
    const token = await tokenOf(system, { audience: EHR.audience });
    for (const [id, secret] of [
      [EHR.id, 'wrong'],
      [system.clientId, system.secret],
      ['', ''],
    ]) {
      const answer = await post('/oauth/introspect', { token }, basic(id ?? '', secret ?? ''));
      expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    }
    const form = { token, client_id: EHR.id, client_secret: EHR.secret };
    expect((await post('/oauth/introspect', form)).body.active).toBe(true);
    expect((await post('/oauth/introspect', {}, basic(EHR.id, EHR.secret))).body.error).toBe('invalid_request');
  });

  it('and credentialStatus tell at once that a credential is suspended, good again, revoked', async () => {
    const own = await systemWithCredential();
    const token = await tokenOf(own, { audience: EHR.audience });
    const service = new Machine(basic(EHR.id, EHR.secret).authorization ?? '');
    const status = async (certificateSha256?: string) => {
      const { data } = await service.ask<{ credentialStatus: { state: string } | null }>(
        `query ($id: String!, $sha: String) { credentialStatus(environment: HOMOLOGATION, requesterIdentifier: $id, certificateSha256: $sha) { state validUntil fingerprint } }`,
        { id: own.requesterIdentifier, sha: certificateSha256 },
      );
      return data?.credentialStatus ?? null;
    };
    const fingerprint = sha256Of(own.pem, 'hex');
    expect(await status()).toMatchObject({ state: 'ACTIVE', fingerprint });
    expect(await status(fingerprint.toUpperCase().replace(/(..)(?=.)/g, '$1:'))).toMatchObject({ state: 'ACTIVE' });
    expect(await status('0'.repeat(64))).toBeNull();
    for (const [act, state, active] of [
      ['suspend', 'SUSPENDED', false],
      ['reinstate', 'ACTIVE', true],
      ['revoke', 'REVOKED', false],
    ] as const) {
      await changeState(act, own.credentialId);
      expect((await introspect(token)).body.active).toBe(active);
      expect(await status()).toMatchObject({ state });
    }
  });

  it('and credentialStatus are for nobody else', async () => {
    const query = '{ credentialStatus(environment: HOMOLOGATION, requesterIdentifier: "1") { state } }';
    expect((await Person.anonymous().ask(query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await owner.ask(query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const client = new Machine(`Bearer ${await tokenOf(system)}`);
    expect((await client.ask(query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const wrong = new Machine(basic(EHR.id, 'wrong').authorization ?? '');
    expect((await wrong.ask(query)).status).toBe(401);
    const service = new Machine(basic(EHR.id, EHR.secret).authorization ?? '');
    const refused = await service.ask('{ credentials { totalCount } }');
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
