import { createIntermediate, createRoot, issueECnpj, issueECpf, toPfx, toSignedData } from '@portal/certificates';
import { CERTIFICATE_MAX_BYTES } from '@portal/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CertificateFileError } from './certificate-file-error.ts';
import { toPem } from './pem.ts';
import { readPublicText } from './public-text.ts';
import { readCertificateFile } from './read-certificate-file.ts';

const now = new Date();
const root = await createRoot({ key: 'EC-256' });
const intermediate = await createIntermediate(root, { key: 'EC-256' });
const own = await issueECnpj({ authority: intermediate, cnpj: '11222333000181', companyName: 'LAB', key: 'EC-256' });
const chain = own.pem + intermediate.pem + root.pem;
const rootDer = Buffer.from(root.certificate.rawData);
const intermediateDer = Buffer.from(intermediate.certificate.rawData);
const key = `-----BEGIN PRIVATE KEY-----\n${own.privateKey.toString('base64')}\n-----END PRIVATE KEY-----\n`;
const p7b = toSignedData([rootDer, own.der, intermediateDer]);

function read(file: Uint8Array | string, password?: string): string {
  return readCertificateFile(Buffer.from(file), { password, now });
}

function fault(reading: () => unknown): string {
  try {
    return String(reading());
  } catch (error) {
    return (error as CertificateFileError).code;
  }
}

/** A file of whatever form, and the same where only text can be sent. */
const texts: [string, string][] = [
  ['as it is', own.pem],
  ['with CR alone', own.pem.replaceAll('\n', '\r')],
  ['with CRLF', own.pem.replaceAll('\n', '\r\n')],
  ['on one line', own.pem.replaceAll('\n', ' ')],
  ['without any space', own.pem.replaceAll('\n', '')],
  ['indented', own.pem.replaceAll(/^/gm, '      ')],
  ['with \\n for its lines', JSON.stringify(own.pem)],
  ['with \\r\\n for its lines', own.pem.replaceAll('\n', '\\r\\n')],
  ['behind what a tool says about it', `\uFEFFBag Attributes\n  localKeyID: 01\nsubject=CN=LAB\n${own.pem}`],
  ['without its marks', own.der.toString('base64')],
];

describe.for(texts)('PEM %s', ([, text]) => {
  test('is read, in a file and as a text', () => {
    expect(read(text)).toBe(own.pem);
    expect(toPem(readPublicText(text, now))).toBe(own.pem);
  });
});

describe('a file', () => {
  test('in DER, and in the UTF-16 that Windows writes', () => {
    expect(read(own.der)).toBe(own.pem);
    expect(read(Buffer.from(`\uFEFF${own.pem}`, 'utf16le'))).toBe(own.pem);
    expect(read(Buffer.from(`\uFEFF${own.pem}`, 'utf16le').swap16())).toBe(own.pem);
  });

  test('in PEM with the authorities in any order, and a key that stays where it is', () => {
    expect(read(root.pem + key + own.pem + intermediate.pem)).toBe(chain);
  });

  test('in PKCS#7, in BER, as PEM, as Base64: the holder’s certificate and its chain', () => {
    const base64 = p7b.toString('base64');
    for (const file of [p7b, base64, `-----BEGIN PKCS7-----\n${base64}\n-----END PKCS7-----\n`]) {
      expect(read(file)).toBe(chain);
      expect(toPem(readPublicText(typeof file === 'string' ? file : base64, now))).toBe(chain);
    }
    expect(fault(() => read(toSignedData([])))).toBe('NO_CERTIFICATE');
  });

  test('that is the Base64 of a PFX asks for its password like the PFX', () => {
    const pfx = toPfx(own, { password: 'segredo', withChain: true }).toString('base64');
    expect(fault(() => read(pfx))).toBe('PASSWORD_NEEDED');
    expect(read(pfx, 'segredo')).toBe(own.pem + intermediate.pem);
  });

  test('of two certificates is the one in date', async () => {
    const dates = { notBefore: new Date(0), notAfter: new Date('2020-01-01') };
    const expired = await issueECpf({ authority: root, name: 'ANA', cpf: '52998224725', key: 'EC-256', ...dates });
    expect(read(expired.pem + own.pem)).toBe(own.pem);
    expect(read(expired.pem)).toBe(expired.pem);
  });

  test('that holds no certificate says what it is', () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    for (const file of ['', 'texto', '%PDF-1.7', '1234', 'QUJD'])
      expect(fault(() => read(file))).toBe('NOT_A_CERTIFICATE');
    for (const file of [broken, own.der.subarray(0, 200), own.pem.slice(0, 300), own.pem.replace('M', '*')]) {
      expect(fault(() => read(file))).toBe('DAMAGED');
    }
    expect(fault(() => read(key))).toBe('NO_CERTIFICATE');
    expect(fault(() => read('x'.repeat(CERTIFICATE_MAX_BYTES + 1)))).toBe('TOO_LARGE');
  });
});

describe('a text for a server', () => {
  test('is refused where it brings the private key', () => {
    const encrypted = key.replaceAll('PRIVATE KEY', 'ENCRYPTED PRIVATE KEY');
    const pfx = toPfx(own, { password: 'x' }).toString('base64');
    for (const text of [own.pem + key, encrypted + own.pem, key.replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY'), pfx]) {
      expect(fault(() => readPublicText(text, now))).toBe('PRIVATE_KEY');
    }
  });

  test('with beginnings and no end is read in no time', () => {
    expect(fault(() => readPublicText('-----BEGIN CERTIFICATE-----'.repeat(3_700), now))).toBe('NOT_A_CERTIFICATE');
  });
});

test('any bytes: told, never anything else, and nothing of a key', () => {
  const files = [own.der, p7b, ...(['DER', 'BER'] as const).map((encoding) => pfxIn(encoding))];
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), ...files.map(damaged));
  fc.assert(
    fc.property(bytes, (file) => {
      try {
        expect(readCertificateFile(file, { password: 'x', now })).toMatch(
          /^(-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n)+$/,
        );
      } catch (error) {
        expect(error).toBeInstanceOf(CertificateFileError);
      }
    }),
    { numRuns: 500 },
  );
});

function pfxIn(encoding: 'DER' | 'BER'): Buffer {
  return toPfx(own, { password: 'x', encoding, rounds: 10, withChain: true });
}

/** The bytes with one of them changed, and some of the end gone. */
function damaged(bytes: Buffer): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), fc.oneof(fc.constant(0), fc.nat(bytes.length)))
    .map(([at, byte, less]) => bytes.with(at, byte).subarray(0, bytes.length - less));
}
