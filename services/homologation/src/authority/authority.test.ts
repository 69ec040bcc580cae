import { createRoot, issuePlain, privateKeyPem } from '@portal/certificates';
import { describe, expect, test } from 'vitest';
import { authorityPem } from '../testing/authority.ts';
import { readAuthority, readAuthorityCertificates } from './authority.ts';

describe('HOMOLOGATION_AUTHORITY', () => {
  test.for(['RSA-2048', 'EC-256', 'EC-384'] as const)('is a key and its certificate, in any order: %s', async (key) => {
    const root = await createRoot({ key, name: 'CN=Autoridade' });
    const texts = [`${await privateKeyPem(root)}${root.pem}`, `${root.pem}${await privateKeyPem(root)}`];
    for (const text of texts) {
      for (const written of [text, text.replaceAll('\n', '\\n'), text.replaceAll('\n', '\r\n')]) {
        const authority = readAuthority(written);
        expect(authority.certificate.subject).toBe('CN=Autoridade');
        expect(authority.pem).toBe(root.pem);
      }
    }
  });

  test('says what is wrong, and nothing of what it holds', async () => {
    const [one, other] = [await createRoot(), await createRoot()];
    const [key, otherKey] = [await privateKeyPem(one), await privateKeyPem(other)];
    const leaf = await issuePlain({ authority: one, commonName: 'folha' });
    const cases: [text: string, message: string][] = [
      ['', 'must hold a certificate as PEM'],
      ['anything', 'must hold a certificate as PEM'],
      [key, 'must hold a certificate as PEM'],
      [one.pem, 'must hold one private key as PEM (PKCS#8, not encrypted)'],
      [`${key}${key}${one.pem}`, 'must hold one private key as PEM (PKCS#8, not encrypted)'],
      [
        `${key.replaceAll('PRIVATE', 'RSA PRIVATE')}${one.pem}`,
        'must hold one private key as PEM (PKCS#8, not encrypted)',
      ],
      [
        `${key.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE')}${one.pem}`,
        'must hold one private key as PEM (PKCS#8, not encrypted)',
      ],
      [
        `-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n${one.pem}`,
        'holds a private key that cannot be read',
      ],
      [`${key}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`, 'holds a certificate that cannot be read'],
      [`${key}${one.pem}${other.pem}`, 'must hold one certificate'],
      [`${otherKey}${one.pem}`, 'must hold the private key that belongs to its certificate'],
      [`${await privateKeyPem(leaf)}${leaf.pem}`, 'must hold the certificate of an authority (CA:TRUE)'],
      [await authorityPem({ key: 'RSA-1024' }), 'must have an RSA key of 2048 to 4096 bits or one of P-256 or P-384'],
      [
        await authorityPem({ notBefore: new Date(0), notAfter: new Date(1_000) }),
        'holds a certificate that has expired',
      ],
    ];
    for (const [text, message] of cases) expect(() => readAuthority(text), text).toThrow(new Error(message));
  });
});

test('authorities before it are certificates alone, one or more, expired ones too', async () => {
  const [one, other] = [await createRoot(), await createRoot({ notBefore: new Date(0), notAfter: new Date(1_000) })];
  expect(readAuthorityCertificates(`${one.pem}${other.pem}`)).toHaveLength(2);
  expect(() => readAuthorityCertificates('')).toThrow('must hold a certificate as PEM');
});
