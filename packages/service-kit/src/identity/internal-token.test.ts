import { Role } from '@portal/domain';
import fc from 'fast-check';
import { importJWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestKeys, type TestKeys, testPerson } from '../testing.ts';
import type { Caller } from './caller.ts';
import {
  type Audience,
  createTokenVerifier,
  InvalidToken,
  type SigningKey,
  signInternalToken,
} from './internal-token.ts';

let keys: TestKeys;
let strangers: TestKeys;
beforeAll(async () => {
  keys = await createTestKeys();
  strangers = await createTestKeys();
});

function verify(token: string | undefined, audience: Audience = 'credentials'): Promise<Caller> {
  return createTokenVerifier(keys.jwks, audience)(token);
}

test('a token tells the caller that was signed, whoever it is', async () => {
  const person = fc.record({
    kind: fc.constant('person' as const),
    id: fc.uuid(),
    name: fc.string({ unit: 'grapheme' }),
    email: fc.option(fc.emailAddress()),
    roles: fc.uniqueArray(fc.constantFrom(...Object.values(Role))),
    assuranceLevel: fc.constantFrom('BRONZE' as const, 'SILVER' as const, 'GOLD' as const),
    portfolios: fc.option(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 })),
  });
  const token = fc.tuple(person, fc.uuid()).map(([facts, ofTeam]) => ({ ...facts, ofTeam }));
  const due = person.map((one) => ({ ...one, secondFactorDue: true as const }));
  const anonymous = fc.constant({ kind: 'anonymous' as const });
  const client = fc.record({
    kind: fc.constant('client' as const),
    clientId: fc.uuid(),
    credentialId: fc.uuid(),
    requestId: fc.uuid(),
  });
  const resourceServer = fc.record({ kind: fc.constant('resource-server' as const), id: fc.uuid() });
  await fc.assert(
    fc.asyncProperty(fc.oneof(person, token, due, anonymous, client, resourceServer), async (caller) => {
      expect(await verify(await signInternalToken(keys.gateway, 'credentials', caller))).toEqual(caller);
    }),
  );
});

test('a good token is remembered, and no longer than it is good', async () => {
  const verifier = createTokenVerifier(keys.jwks, 'credentials');
  const token = await signInternalToken(keys.gateway, 'credentials', testPerson());
  const caller = await verifier(token);
  expect(await verifier(token)).toBe(caller);
  vi.useFakeTimers({ now: Date.now() + 71_000, toFake: ['Date'] });
  try {
    await expect(verifier(token)).rejects.toBeInstanceOf(InvalidToken);
  } finally {
    vi.useRealTimers();
  }
});

test('another service is known to the catalogue by its key', async () => {
  const token = await signInternalToken(keys.credentials, 'catalogue', { kind: 'service', name: 'whatever it says' });
  expect(await verify(token, 'catalogue')).toEqual({ kind: 'service', name: 'credentials' });
});

test('homologation is known to credentials by its key, and a person to homologation by the gateway', async () => {
  const token = await signInternalToken(keys.homologation, 'credentials', { kind: 'service', name: 'gateway' });
  expect(await verify(token)).toEqual({ kind: 'service', name: 'homologation' });
  const ofGateway = await signInternalToken(keys.gateway, 'homologation', testPerson());
  expect(await verify(ofGateway, 'homologation')).toEqual(testPerson());
});

describe('refused', () => {
  /** A token with one thing wrong. */
  function sign(
    key: SigningKey,
    changes: {
      claims?: object;
      issuer?: string;
      kid?: string;
      audience?: string;
      at?: number;
      expires?: number | null;
    },
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { roles, name, email, assuranceLevel: level } = testPerson();
    const token = new SignJWT({ roles, name, email, level, sub: 'ana', ...changes.claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: changes.kid ?? key.issuer })
      .setIssuer(changes.issuer ?? key.issuer)
      .setAudience(changes.audience ?? 'credentials')
      .setIssuedAt(changes.at ?? now);
    if (changes.expires !== null) token.setExpirationTime(changes.expires ?? now + 60);
    return token.sign(key.privateKey);
  }

  async function expectRefused(token: string | undefined, audience?: Audience): Promise<void> {
    await expect(verify(token, audience)).rejects.toBeInstanceOf(InvalidToken);
  }

  test('the token that the others are changed from is good', async () => {
    expect(await verify(await sign(keys.gateway, {}))).toMatchObject({ kind: 'person', id: 'ana' });
  });

  test.each([undefined, '', 'nothing', 'a.b.c'])('no token: %j', (token) => expectRefused(token));

  test('another audience', async () => {
    await expectRefused(await sign(keys.gateway, { audience: 'catalogue' }));
  });

  test('expired', async () => {
    const now = Math.floor(Date.now() / 1000);
    await expectRefused(await sign(keys.gateway, { at: now - 50, expires: now - 10 }));
  });

  test('made too long ago, whatever it says of its end', async () => {
    const now = Math.floor(Date.now() / 1000);
    await expectRefused(await sign(keys.gateway, { at: now - 120, expires: now + 3600 }));
  });

  test('without an end', async () => {
    await expectRefused(await sign(keys.gateway, { expires: null }));
  });

  test('signed by a stranger with the gateway’s name', async () => {
    await expectRefused(await sign(strangers.gateway, {}));
  });

  test('a key that speaks for another issuer', async () => {
    await expectRefused(await sign(keys.credentials, { issuer: 'gateway' }));
    await expectRefused(await sign(keys.gateway, { issuer: 'credentials' }));
  });

  test('no signature, or one with a shared secret', async () => {
    const claims = Buffer.from(JSON.stringify({ iss: 'gateway', aud: 'credentials', sub: 'ana' })).toString(
      'base64url',
    );
    const header = Buffer.from(JSON.stringify({ alg: 'none', kid: 'gateway' })).toString('base64url');
    await expectRefused(`${header}.${claims}.`);
    const secret = new TextEncoder().encode(JSON.stringify(keys.jwks.keys[0]));
    const token = new SignJWT({ sub: 'ana' }).setProtectedHeader({ alg: 'HS256', kid: 'gateway' });
    await expectRefused(
      await token.setIssuer('gateway').setAudience('credentials').setExpirationTime('60s').sign(secret),
    );
  });

  test.each([
    ['credentials', 'credentials'],
    ['credentials', 'homologation'],
    ['homologation', 'catalogue'],
    ['homologation', 'homologation'],
  ] as const)('a token of %s at %s, which it has nothing to ask', async (service, audience) => {
    await expectRefused(
      await sign(keys[service], { audience, claims: { roles: ['SERVICE'], sub: undefined } }),
      audience,
    );
  });

  test('a service that claims to be a person', async () => {
    const token = await sign(keys.credentials, { audience: 'catalogue' });
    await expectRefused(token, 'catalogue');
    await expectRefused(await sign(keys.homologation, {}));
  });

  test('a person of the gateway that claims to be a service', async () => {
    await expectRefused(await sign(keys.gateway, { claims: { roles: ['SERVICE'] } }));
    await expectRefused(
      await sign(keys.gateway, { audience: 'catalogue', claims: { roles: ['SERVICE'], sub: undefined } }),
      'catalogue',
    );
  });

  test.each([
    { level: 'PLATINUM' },
    { roles: ['OWNER'] },
    { name: undefined },
    { sub: undefined },
    { sub: '' },
    { portfolios: [] },
    { portfolios: 'rnds' },
  ])('claims that say %j', async (claims) => expectRefused(await sign(keys.gateway, { claims })));

  test('the message carries nothing of the token', async () => {
    const token = await sign(strangers.gateway, {});
    const error = await verify(token).catch((refusal: Error) => refusal);
    expect(String(error)).not.toContain(token.split('.')[1]);
  });
});

test('a private key is no public one', async () => {
  const { x } = keys.jwks.keys[0] ?? {};
  const { importSigningKey } = await import('./internal-token.ts');
  await expect(importSigningKey({ kty: 'OKP', crv: 'Ed25519', x, kid: 'gateway' })).rejects.toBeInstanceOf(
    InvalidToken,
  );
  expect(await importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA')).toBeDefined();
});
