import { createRoot } from '@portal/certificates';
import { expect, onTestFinished, test } from 'vitest';
import { testAuthority } from '../testing/authority.ts';
import { tlsCall } from '../testing/tls-call.ts';
import { openServerCertificates } from './server-certificate.ts';

const HOSTS = ['localhost', '127.0.0.1', '127.0.0.2', '127.0.0.3', 'auth.homologacao.example'] as const;
const DAY_MS = 86_400_000;

async function opened(now = () => new Date(), authority = testAuthority()) {
  const made = { authority: await authority };
  const certificates = await openServerCertificates({
    authority: made.authority,
    hosts: HOSTS,
    now,
    failed: (error) => {
      throw error;
    },
  });
  onTestFinished(() => certificates[Symbol.dispose]());
  return { ...made, certificates };
}

test.for(['RSA-2048', 'EC-256', 'EC-384'] as const)(
  'whoever trusts the authority, with a key of %s, trusts the hosts by each of their names, and nobody else does',
  async (key) => {
    const { authority, certificates } = await opened(undefined, testAuthority({ key }));
    const server = certificates.current();
    for (const host of HOSTS)
      expect([host, await tlsCall({ server, trusts: [authority.pem], host })]).toEqual([host, undefined]);
    expect(await tlsCall({ server, trusts: [authority.pem], host: 'outro.example' })).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    );
    const { pem } = await createRoot({ key });
    expect(await tlsCall({ server, trusts: [pem] })).toMatch(/UNABLE_TO_VERIFY|SIGNATURE_FAILURE|UNABLE_TO_GET/);
  },
);

test('it is good for no client', async () => {
  const { authority, certificates } = await opened();
  const own = certificates.current();
  const admits = [authority.pem];
  expect(await tlsCall({ server: own, trusts: admits, client: own, admits })).toBe('INVALID_PURPOSE');
});

test('it is renewed ten days before its end, and whoever serves with it is told', async () => {
  const clock = { now: new Date() };
  const { certificates } = await opened(() => clock.now);
  const first = certificates.current();
  const told: unknown[] = [];
  const stop = certificates.onRenewed((certificate) => told.push(certificate));

  clock.now = new Date(first.notAfter.getTime() - 11 * DAY_MS);
  await certificates.renewWhereDue();
  expect(certificates.current()).toBe(first);

  clock.now = new Date(first.notAfter.getTime() - 9 * DAY_MS);
  await certificates.renewWhereDue();
  const second = certificates.current();
  expect(second.notAfter.getTime() - clock.now.getTime()).toBe(30 * DAY_MS);
  expect(second.key).not.toBe(first.key);
  expect(told).toEqual([second]);

  stop();
  clock.now = new Date(second.notAfter.getTime());
  await certificates.renewWhereDue();
  expect(told).toHaveLength(1);
});

test('it never outlives its authority', async () => {
  const notAfter = new Date(Math.floor(Date.now() / 1_000) * 1_000 + 5 * DAY_MS);
  const { certificates } = await opened(undefined, testAuthority({ notAfter }));
  expect(certificates.current().notAfter).toEqual(notAfter);
});
