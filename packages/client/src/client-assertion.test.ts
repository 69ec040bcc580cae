import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PrivateKey } from './client-assertion.ts';
import { PortalStub } from './testing/portal-stub.ts';
import { clientCredentials } from './tokens.ts';

let stub: PortalStub;
beforeEach(async () => {
  stub = await PortalStub.start();
  stub.other = () => ({ status: 200, body: { access_token: 't', expires_in: 1 } });
});
afterEach(() => stub[Symbol.asyncDispose]());

/** The assertion that comes with a request for a token, taken apart. */
async function drawn(privateKey: PrivateKey) {
  await clientCredentials({ url: stub.url, clientId: 'sistema-1', privateKey }).token();
  const { path, headers, body } = stub.received.at(-1) ?? { path: '', headers: {}, body: '' };
  const form = new URLSearchParams(body);
  const [header = '', claims = '', signature = ''] = form.get('client_assertion')?.split('.') ?? [];
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  return {
    path,
    authorization: headers.authorization,
    type: form.get('client_assertion_type'),
    header: read(header),
    claims: read(claims),
    isSignedBy: (key: KeyObject) =>
      verify(
        `sha${header && read(header).alg.slice(2)}`,
        Buffer.from(`${header}.${claims}`),
        { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      ),
  };
}

const keys: [string, KeyObject][] = [
  ['RS256', generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey],
  ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
  ['ES384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey],
  ['ES512', generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey],
];

describe.each(keys)('a key of %s', (alg, key) => {
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const jwk = { ...key.export({ format: 'jwk' }), alg: 'PS512', use: 'sig', key_ops: ['verify'], kid: '1' };

  test.each([
    ['PEM', pem],
    // As openssl pkcs12 writes it.
    ['PEM with attributes before it', `Bag Attributes\n    friendlyName: chave\n${pem}`],
    ['JWK', jwk],
  ])('as %s signs who the client is, for this portal, for a while', async (_form, privateKey) => {
    const { path, authorization, type, header, claims, isSignedBy } = await drawn(privateKey);
    expect([path, authorization]).toEqual(['/oauth/token', undefined]);
    expect(type).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    expect(header).toEqual({ alg, typ: 'JWT' });
    const { iat, exp, jti, ...rest } = claims;
    expect(rest).toEqual({ iss: 'sistema-1', sub: 'sistema-1', aud: `${stub.url}/oauth/token` });
    expect(exp - iat).toBe(300);
    expect(Math.abs(iat - Date.now() / 1_000)).toBeLessThan(30);
    expect(jti).toMatch(/^[0-9a-f-]{36}$/);
    expect(isSignedBy(key)).toBe(true);
  });
});

test('no assertion is used twice, also where the first was not answered', async () => {
  stub.next.push({ status: 503 });
  await drawn(keys[1]?.[1].export({ format: 'jwk' }) ?? {});
  const jtis = stub.received.map(({ body }) => new URLSearchParams(body).get('client_assertion'));
  expect(new Set(jtis).size).toBe(2);
});

test.each<[string, PrivateKey]>([
  ['no key', 'segredo'],
  ['an older form', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----'],
  ['a broken one', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'],
  ['another kind', generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })],
])('%s is told without being shown', async (_what, privateKey) => {
  const failure = await drawn(privateKey).catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(TypeError);
  expect(String(failure)).toContain('openssl pkcs8');
  expect(String(failure)).not.toMatch(/MIIE|segredo/);
  expect(stub.received).toEqual([]);
});
