import { createPrivateKey, randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { createRoot, type IssuedCertificate, issuePlain, type KeyKind } from '@portal/certificates';
import { type JWTPayload, SignJWT } from 'jose';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AuthenticationParts, authenticateClient } from './client-authentication.ts';
import type { ClientFacts } from './client-directory.ts';
import { GuessLimit } from './guess-limit.ts';
import { OF_ADDRESS, OF_CLIENT } from './wrong-secrets.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const AUDIENCES = ['https://portal.example/oauth/token', 'https://portal.example'];
const KINDS = ['EC-256', 'EC-384', 'RSA-2048'] as const;

const certificates = new Map<string, IssuedCertificate>();
beforeAll(async () => {
  const authority = await createRoot({ key: 'EC-256' });
  const issue = async (name: string, key: KeyKind) =>
    certificates.set(name, await issuePlain({ authority, commonName: name, key }));
  await Promise.all([...KINDS.map((kind) => issue(kind, kind)), issue('before', 'EC-256'), issue('another', 'EC-256')]);
});

function certificate(name: string): IssuedCertificate {
  const found = certificates.get(name);
  if (!found) throw new Error(`there is no certificate ${name}`);
  return found;
}

interface Signing {
  by?: string;
  alg?: string;
  claims?: JWTPayload;
}

const assertionOf = ({ by = 'EC-256', alg = 'ES256', claims = {} }: Signing = {}) =>
  new SignJWT({
    iss: 'hml-1',
    sub: 'hml-1',
    aud: AUDIENCES[0],
    jti: randomUUID(),
    exp: SECONDS + 60,
    ...claims,
  } as JWTPayload)
    .setProtectedHeader({ alg })
    .sign(createPrivateKey({ key: certificate(by).privateKey, format: 'der', type: 'pkcs8' }));

/** A portal with one system, which remembers what was used until when. */
function portal(facts: Partial<ClientFacts> = {}) {
  const used = new Map<string, Date>();
  const execute = async (statement: string, [id, until]: [string, Date]) => {
    if (!statement.startsWith('insert') || used.has(id)) return [];
    used.set(id, until);
    return [{}];
  };
  const client = (clientId: string) =>
    ({
      clientId,
      state: 'ACTIVE',
      certificatePem: certificate('EC-256').pem,
      previousCertificate: null,
      ...facts,
    }) as ClientFacts;
  const parts: AuthenticationParts = {
    orm: { em: { fork: () => ({ execute }) } } as unknown as MikroORM,
    directory: {
      lookUp: async ([id = '']) => new Map(id.startsWith('hml-') ? [[id, client(id)]] : []),
      authenticate: async (id, secret) => (secret === 'right' ? client(id) : undefined),
    } as AuthenticationParts['directory'],
    guesses: new GuessLimit({
      ofClient: new RateLimiterMemory(OF_CLIENT),
      ofAddress: new RateLimiterMemory(OF_ADDRESS),
    }),
    now: () => NOW,
  };
  const from = { address: '200.130.0.10', audiences: AUDIENCES };
  return {
    used,
    bySecret: (secret: string) => authenticateClient(parts, { kind: 'secret', id: 'hml-1', secret }, from),
    by: (assertion: string, clientId?: string) =>
      authenticateClient(parts, { kind: 'assertion', assertion, clientId }, from),
  };
}

const REFUSED = { code: 'invalid_client', description: expect.stringMatching(/^Cliente desconhecido/) };

describe('a system is who it says', () => {
  it.each([
    ['EC-256', 'ES256'],
    ['EC-384', 'ES384'],
    ['RSA-2048', 'RS256'],
    ['RSA-2048', 'PS512'],
  ])('with a key of %s that signs %s', async (by, alg) => {
    const { pem } = certificate(by);
    const { client, provedBy } = await portal({ certificatePem: pem }).by(await assertionOf({ by, alg }));
    expect(client.clientId).toBe('hml-1');
    expect(provedBy?.raw).toEqual(certificate(by).der);
  });

  it('with the certificate before, and told by which', async () => {
    const previousCertificate = { pem: certificate('before').pem, sha256: '', validUntil: '' };
    const { by } = portal({ previousCertificate });
    expect((await by(await assertionOf({ by: 'before' }))).provedBy?.raw).toEqual(certificate('before').der);
    expect((await by(await assertionOf())).provedBy?.raw).toEqual(certificate('EC-256').der);
    await expect(by(await assertionOf({ by: 'another' }))).rejects.toMatchObject(REFUSED);
    const alone = portal({ certificatePem: null, previousCertificate });
    expect((await alone.by(await assertionOf({ by: 'before' }))).provedBy?.raw).toEqual(certificate('before').der);
  });

  it('to the server itself, by each of its names, for ten minutes at the most and a clock that is half a minute off', async () => {
    for (const claims of [{ aud: AUDIENCES[1] }, { aud: AUDIENCES }, { exp: SECONDS + 630 }, { exp: SECONDS - 29 }]) {
      expect((await portal().by(await assertionOf({ claims }))).client.clientId).toBe('hml-1');
    }
  });

  it('with a secret, which no certificate is bound to', async () => {
    expect(await portal().bySecret('right')).toMatchObject({ client: { clientId: 'hml-1' }, provedBy: undefined });
    await expect(portal().bySecret('wrong')).rejects.toMatchObject(REFUSED);
  });

  it('in its own name alone', async () => {
    const { by } = portal();
    expect((await by(await assertionOf(), 'hml-1')).client.clientId).toBe('hml-1');
    await expect(by(await assertionOf(), 'hml-2')).rejects.toMatchObject({
      code: 'invalid_client',
      description: 'client_id e client_assertion sao de clientes diferentes.',
    });
  });
});

describe('an assertion is not taken', () => {
  it.each<[string, Signing]>([
    ['signed by another’s key', { by: 'another' }],
    ['for another server', { claims: { aud: 'https://ehr.example' } }],
    ['of another issuer', { claims: { iss: 'hml-2' } }],
    ['that ended', { claims: { exp: SECONDS - 30 } }],
    ['that is good for longer', { claims: { exp: SECONDS + 631 } }],
    ['that never ends', { claims: { exp: undefined } as JWTPayload }],
    ['that begins later', { claims: { nbf: SECONDS + 31 } }],
    ['without an id', { claims: { jti: undefined } as JWTPayload }],
    ['of nobody’s system', { claims: { iss: 'x', sub: 'x' } }],
  ])('%s', async (_what, signing) => {
    await expect(portal().by(await assertionOf(signing))).rejects.toMatchObject(REFUSED);
  });

  it('of a system without a certificate, nor by another algorithm than its key’s', async () => {
    await expect(portal({ certificatePem: null }).by(await assertionOf())).rejects.toMatchObject(REFUSED);
    const rsa = await assertionOf({ by: 'RSA-2048', alg: 'RS256' });
    await expect(portal().by(rsa)).rejects.toMatchObject(REFUSED);
    const ec = await assertionOf();
    await expect(portal({ certificatePem: certificate('RSA-2048').pem }).by(ec)).rejects.toMatchObject(REFUSED);
  });

  it('twice, and is remembered for as long as it would be good; another system’s of the same id is another', async () => {
    const { by, used } = portal();
    const assertion = await assertionOf({ claims: { jti: 'once' } });
    await by(assertion);
    await expect(by(assertion)).rejects.toMatchObject(REFUSED);
    await expect(by(await assertionOf({ claims: { jti: 'once' } }))).rejects.toMatchObject(REFUSED);
    expect([...used.values()]).toEqual([new Date((SECONDS + 120) * 1000)]);
    expect((await by(await assertionOf({ claims: { iss: 'hml-2', sub: 'hml-2', jti: 'once' } }))).client.clientId).toBe(
      'hml-2',
    );
  });

  it('of a credential that is over, however it proves itself', async () => {
    for (const state of ['SUSPENDED', 'REVOKED', 'EXPIRED'] as const) {
      const { by, bySecret } = portal({ state });
      const over = { code: 'invalid_client', description: 'A credencial deste cliente deixou de valer.' };
      await expect(by(await assertionOf())).rejects.toMatchObject(over);
      await expect(bySecret('right')).rejects.toMatchObject(over);
    }
  });
});
