import { createRoot } from '@portal/certificates';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openServerCertificates } from '../authority/server-certificate.ts';
import { testAuthority } from '../testing/authority.ts';
import { requestOf } from '../testing/certificate-requests.ts';
import { tlsCall } from '../testing/tls-call.ts';
import { signTrialCertificate, TRIAL_DAYS, TRIAL_ORGANIZATION } from './sign-trial.ts';

const DAY_MS = 86_400_000;
const authority = await testAuthority();
const keys = await requestOf();
const key = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const sign = (systemName = 'Casa de Saúde', validUntil = new Date(Date.now() + 365 * DAY_MS), now = new Date()) =>
  signTrialCertificate(authority, keys.publicKey, { requesterIdentifier: '100001', systemName, validUntil }, now);

describe('a trial certificate', () => {
  test('says that it is a test and not of ICP-Brasil, and of whom', async () => {
    const certificate = await sign();
    expect(certificate.subject.split('\n')).toEqual([
      'C=BR',
      `O=${TRIAL_ORGANIZATION}`,
      'OU=100001',
      'CN=Casa de Saúde',
    ]);
    expect(certificate.issuer).toBe(authority.certificate.subject);
    expect(certificate.verify(authority.certificate.publicKey) && certificate.checkIssued(authority.certificate)).toBe(
      true,
    );
    expect([certificate.ca, certificate.keyUsage, certificate.subjectAltName]).toEqual([
      false,
      ['1.3.6.1.5.5.7.3.2'],
      undefined,
    ]);
    expect(certificate.publicKey.equals(keys.publicKey)).toBe(true);
  });

  test('whatever the system is called, its name stands in one place, and cut where it is too long', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 100 }), async (name) => {
        const legacy = (await sign(name)).toLegacyObject() as unknown as { subject: Record<string, string> };
        expect(Object.keys(legacy.subject)).toEqual(['C', 'O', 'OU', 'CN']);
        expect(legacy.subject.O).toBe(TRIAL_ORGANIZATION);
        expect(legacy.subject.CN).toBe([...name].slice(0, 64).join(''));
      }),
      { numRuns: 30 },
    );
    const { subject } = await sign('A, O=ICP-Brasil + CN="B"\nOU=x');
    expect(subject).not.toContain('\nOU=x');
  });

  test('ends after 90 days, or with its credential, and not after the authority', async () => {
    const now = new Date('2026-03-01T12:00:00Z');
    const endOf = async (validUntil: Date) => (await sign('Casa', validUntil, now)).validToDate.toISOString();
    expect(await endOf(new Date('2027-01-01T00:00:00Z'))).toBe('2026-05-30T12:00:00.000Z');
    expect(await endOf(new Date('2026-04-01T00:00:00Z'))).toBe('2026-04-01T00:00:00.000Z');
    const short = await testAuthority({ notAfter: new Date(Math.floor(Date.now() / 1_000) * 1_000 + DAY_MS) });
    const holder = {
      requesterIdentifier: '1',
      systemName: 'Casa',
      validUntil: new Date(Date.now() + TRIAL_DAYS * DAY_MS),
    };
    const certificate = await signTrialCertificate(short, keys.publicKey, holder, new Date());
    expect(certificate.validToDate).toEqual(short.certificate.validToDate);
  });

  test('no two have the same number', async () => {
    const numbers = await Promise.all(Array.from({ length: 20 }, async () => (await sign()).serialNumber));
    expect(new Set(numbers).size).toBe(20);
  });
});

describe('over TLS', async () => {
  const certificates = await openServerCertificates({
    authority,
    hosts: ['localhost'],
    now: () => new Date(),
    failed() {},
  });
  const server = certificates.current();
  const trusts = [authority.pem];
  const admits = [authority.pem];

  test('it lets its holder in', async () => {
    const client = { key, cert: (await sign()).toString() };
    expect(await tlsCall({ server, trusts, client, admits })).toBeUndefined();
  });

  test('it is no server', async () => {
    const posing = { key, cert: (await sign('localhost')).toString() };
    expect(await tlsCall({ server: posing, trusts })).toBe('INVALID_PURPOSE');
  });

  test('one that is over lets nobody in', async () => {
    const past = new Date(Date.now() - 100 * DAY_MS);
    const client = { key, cert: (await sign('Casa', new Date(past.getTime() + DAY_MS), past)).toString() };
    expect(await tlsCall({ server, trusts, client, admits })).toBe('CERT_HAS_EXPIRED');
  });

  test('nor does one of another authority', async () => {
    const client = { key, cert: (await sign()).toString() };
    const { pem } = await createRoot();
    expect(await tlsCall({ server, trusts, client, admits: [pem] })).toMatch(
      /UNABLE_TO_VERIFY|SIGNATURE|UNABLE_TO_GET|SELF_SIGNED/,
    );
  });
});
