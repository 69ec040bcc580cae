import { createRoot } from '@portal/certificates';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestHosts, type TestHosts } from '../testing/hosts.ts';

let portal: TestHosts;
beforeAll(async () => {
  portal = await openTestHosts();
});
afterAll(() => portal[Symbol.asyncDispose]());

const tokenUrl = () => `${portal.hosts.authUrl}/api/token`;
const metadataOf = (token: string, certificateOf = portal) => {
  const headers = { 'x-authorization-server': `Bearer ${token}`, authorization: operator() };
  return certificateOf.call(`${certificateOf.hosts.ehrUrl}/api/fhir/r4/Organization/2337991`, { headers });
};
const operator = () => portal.population.professionalsAt('2337991')[0]?.cns ?? '';

describe('a token', () => {
  test('is given to the certificate of the connection, as the RNDS writes it', async () => {
    const { certificate } = await portal.accredited();
    const { status, json, headers } = await portal.call(tokenUrl(), { certificate });
    expect([status, json.scope, json.token_type, json.expires_in]).toEqual([200, 'read write', 'jwt', 1_800_000]);
    expect(headers['cache-control']).toBe('no-store');
    expect(json.access_token.length).toBeGreaterThan(2_000);
    expect(decodeProtectedHeader(json.access_token)).toMatchObject({
      alg: 'RS256',
      kid: expect.stringMatching(/^rnds auth/),
    });
    const { exp = 0, iat = 0 } = decodeJwt(json.access_token);
    expect(exp - iat).toBe(1_800);
  });

  test('does not outlive its certificate', async () => {
    const notAfter = new Date(Math.floor(Date.now() / 1_000 + 600) * 1_000);
    const token = await portal.token(await portal.certificate(undefined, { notAfter }));
    expect(decodeJwt(token).exp).toBe(notAfter.getTime() / 1_000);
  });

  test('is the same within two seconds, and another after them', async () => {
    const { certificate } = await portal.accredited();
    const first = await portal.token(certificate);
    expect(await portal.token(certificate)).toBe(first);
    portal.clock.now = new Date(portal.clock.now.getTime() + 2_000);
    expect(await portal.token(certificate)).not.toBe(first);
  });

  test('is asked for by GET alone', async () => {
    const { certificate } = await portal.accredited();
    const answer = await portal.call(tokenUrl(), { certificate, method: 'POST' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET']);
    expect((await portal.call(`${portal.hosts.authUrl}/token`, { certificate })).status).toBe(404);
  });

  test('is over to the second, and says so as the RNDS does', async () => {
    const { certificate } = await portal.accredited();
    const token = await portal.token(certificate);
    const { exp = 0 } = decodeJwt(token);
    const before = portal.clock.now;
    portal.clock.now = new Date(exp * 1_000 - 1);
    expect((await metadataOf(token)).status).toBe(200);
    portal.clock.now = new Date(exp * 1_000);
    const { status, json } = await metadataOf(token);
    portal.clock.now = before;
    expect([status, json.issue[0].code]).toEqual([401, 'security']);
    expect(json.issue[0].diagnostics).toMatch(/^\(EHR-ERR882\) .*JWT expired at .*Allowed clock skew: 0 milliseconds/);
  });

  test('that is none of ours is refused', async () => {
    const { certificate } = await portal.accredited();
    const token = await portal.token(certificate);
    const [header, , signature] = token.split('.');
    const forged = [header, Buffer.from('{"sub":"x"}').toString('base64url'), signature].join('.');
    for (const bad of [forged, 'x', `${token}x`]) {
      const { status, json } = await metadataOf(bad);
      expect([status, json.issue[0].diagnostics.slice(0, 12)]).toEqual([401, '(EHR-ERR882)']);
    }
  });
});

describe('who is not trusted', () => {
  test('is told why, and gets no token', async () => {
    const past = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') };
    const future = { notBefore: new Date('2090-01-01'), notAfter: new Date('2091-01-01') };
    const answers = [
      await portal.call(tokenUrl()),
      await portal.call(tokenUrl(), { certificate: await portal.certificate(undefined, past) }),
      await portal.call(tokenUrl(), { certificate: await portal.certificate(undefined, future) }),
    ];
    expect(answers.map(({ status, json }) => [status, json.access_token])).toEqual([
      [401, undefined],
      [403, undefined],
      [403, undefined],
    ]);
    expect(answers[1]?.json.error_description).toContain('vencido');
  });

  test('where the roots of ICP-Brasil are known: whoever comes from elsewhere', async () => {
    const root = await createRoot();
    await using strict = await openTestHosts({ icpBrasilRoots: [root.pem] });
    const url = `${strict.hosts.authUrl}/api/token`;
    const statusOf = async (authority?: typeof root) =>
      (await strict.call(url, { certificate: await strict.certificate(authority) })).status;
    expect([await statusOf(root), await statusOf()]).toEqual([200, 403]);
  });
});

test('a certificate that its authority revoked gets no token, whatever else its credential is', async () => {
  const { certificate, accreditation } = await portal.accredited();
  const { certificate: other } = await portal.accredited();
  accreditation.revokedCertificates = [accreditation.certificateSha256 ?? ''];
  const { status, json } = await portal.call(tokenUrl(), { certificate });
  expect([status, json.access_token, json.error_description]).toEqual([
    403,
    undefined,
    'O certificado foi revogado pela autoridade certificadora.',
  ]);
  expect((await portal.call(tokenUrl(), { certificate: other })).status).toBe(200);
});

describe('a certificate of no credential', () => {
  test('gets a token, and is refused at the EHR host with 884', async () => {
    const token = await portal.token(await portal.certificate());
    const { status, json } = await metadataOf(token);
    expect([status, json.issue[0].code, json.issue[0].diagnostics.slice(0, 12)]).toEqual([
      403,
      'security',
      '(EHR-ERR884)',
    ]);
  });

  test('is refused at once where that is set', async () => {
    await using strict = await openTestHosts({ refuseUnaccredited: true });
    const url = `${strict.hosts.authUrl}/api/token`;
    const { certificate } = await strict.accredited();
    expect((await strict.call(url, { certificate })).status).toBe(200);
    expect((await strict.call(url, { certificate: await strict.certificate() })).status).toBe(403);
  });
});

describe('a credential', () => {
  test.each(['SUSPENDED', 'REVOKED', 'EXPIRED'] as const)(
    'that is %s counts no more as soon as that is heard of, and again when it is back',
    async (state) => {
      const { certificate, accreditation } = await portal.accredited();
      const token = await portal.token(certificate);
      expect((await metadataOf(token)).status).toBe(200);
      accreditation.state = state;
      portal.credentials.changed(accreditation.credentialId);
      await vi.waitUntil(async () => (await metadataOf(token)).status === 403, { timeout: 30_000 });
      accreditation.state = 'ACTIVE';
      portal.credentials.changed(accreditation.credentialId);
      await vi.waitUntil(async () => (await metadataOf(token)).status === 200, { timeout: 30_000 });
    },
  );

  test('is over at its end, without a word', async () => {
    const validUntil = new Date(portal.clock.now.getTime() + 1_000);
    const { certificate } = await portal.accredited({ validUntil: validUntil.toISOString() });
    const token = await portal.token(certificate);
    expect((await metadataOf(token)).status).toBe(200);
    portal.clock.now = validUntil;
    expect((await metadataOf(token)).status).toBe(403);
  });

  test('that changes its certificate leaves the one before', async () => {
    const { certificate, accreditation } = await portal.accredited();
    const token = await portal.token(certificate);
    expect((await metadataOf(token)).status).toBe(200);
    const next = await portal.certificate();
    const before = await portal.token(next);
    expect((await metadataOf(before)).status).toBe(403);
    accreditation.certificateSha256 = next.sha256;
    portal.credentials.changed(accreditation.credentialId);
    await vi.waitUntil(async () => (await metadataOf(token)).status === 403, { timeout: 30_000 });
    expect((await metadataOf(before)).status).toBe(200);
  });

  test('that changes its certificate with an overlap is known by both, and by the one before until the overlap ends, to the second', async () => {
    const { certificate, accreditation } = await portal.accredited();
    const token = await portal.token(certificate);
    const next = await portal.certificate();
    const validUntil = new Date(portal.clock.now.getTime() + 1_000);
    accreditation.certificateSha256 = next.sha256;
    accreditation.previousCertificate = { sha256: certificate.sha256, validUntil: validUntil.toISOString() };
    portal.credentials.changed(accreditation.credentialId);
    const renewed = await portal.token(next);
    await vi.waitUntil(async () => (await metadataOf(renewed)).status === 200, { timeout: 30_000 });
    expect((await metadataOf(token)).status).toBe(200);
    portal.clock.now = validUntil;
    expect((await metadataOf(token)).status).toBe(403);
    expect((await metadataOf(renewed)).status).toBe(200);
  });

  test('is asked for once, however many calls there are', async () => {
    const { certificate } = await portal.accredited();
    const token = await portal.token(certificate);
    await metadataOf(token);
    const { askedOfCertificates } = portal.credentials;
    await Promise.all(Array.from({ length: 20 }, () => metadataOf(token)));
    // What changed just before may be heard of meanwhile: then it is asked for once more, and not for each call.
    expect(portal.credentials.askedOfCertificates).toBeLessThanOrEqual(askedOfCertificates + 1);
  });
});
