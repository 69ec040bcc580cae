import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createIntermediate, createRoot, issueECnpj, issueECpf, type PfxOptions, toPfx } from '@portal/certificates';
import { describe, expect, test } from 'vitest';
import { CERTIFICATE_FILE_MESSAGES } from './certificate-file-error.ts';
import { readCertificateFile } from './read-certificate-file.ts';

const PASSWORD = 'maçã';
const now = new Date();
const day = (days: number) => new Date(now.getTime() + days * 86_400_000);
const root = await createRoot({ key: 'EC-256' });
const intermediate = await createIntermediate(root, { key: 'EC-256' });
const authority = intermediate;
const own = await issueECnpj({ authority, cnpj: '11222333000181', companyName: 'LABORATÓRIO', key: 'EC-256' });

function fixture(name: string): Buffer {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url));
}

function read(file: Uint8Array, password?: string): string {
  return readCertificateFile(file, { password, now });
}

/** The fault that reading ends in. */
function fault(file: Uint8Array, password?: string): string {
  try {
    return read(file, password);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

function subjectOf(pem: string): string | undefined {
  return new X509Certificate(pem).subject.split('\n').at(-1);
}

describe.for([
  'openssl-3.pfx',
  'rc2-40.pfx',
  'rc2-128.pfx',
  'des-2-keys.pfx',
  'aes-128-sha512-mac.pfx',
  'no-mac.pfx',
  'plain-certificates.pfx',
])('%s', (name) => {
  test('is opened by its password', () => {
    expect(subjectOf(read(fixture(name), PASSWORD))).toBe('CN=LABORATORIO DE TESTE:11222333000181');
  });

  test('is opened by no other', () => {
    for (const password of ['maca', 'MAÇÃ', 'maçã ']) expect(fault(fixture(name), password)).toBe('WRONG_PASSWORD');
    expect(fault(fixture(name), '')).toBe('PASSWORD_NEEDED');
  });
});

const protections: Omit<PfxOptions, 'password'>[] = [
  ...(['RC2-40', '3DES', 'AES-256'] as const).map((cipher) => ({ cipher })),
  ...(['RC2-40', '3DES', 'AES-256'] as const).map((cipher) => ({ cipher, encoding: 'BER' as const })),
  { mac: 'PBMAC1' },
  { mac: 'PBMAC1', encoding: 'BER' },
];

describe.for(protections)('made with %o', (made) => {
  test('is opened by its password and by no other', () => {
    const file = toPfx(own, { ...made, password: PASSWORD, withChain: true });
    expect(read(file, PASSWORD)).toBe(own.pem + intermediate.pem);
    expect(fault(file, 'maca')).toBe('WRONG_PASSWORD');
    expect(fault(file, '')).toBe('PASSWORD_NEEDED');
    expect(fault(file)).toBe('PASSWORD_NEEDED');
  });

  test.for([null, ''])('without a password (%o) is opened by none', (password) => {
    const file = toPfx(own, { ...made, password });
    expect(read(file, '')).toBe(own.pem);
    expect(fault(file, 'x')).toBe('WRONG_PASSWORD');
    // That there is none, nobody knows before they are asked.
    expect(fault(file)).toBe('PASSWORD_NEEDED');
  });
});

test('an empty password of OpenSSL', () => {
  expect(subjectOf(read(fixture('no-password.pfx'), ''))).toBe('CN=LABORATORIO DE TESTE:11222333000181');
  expect(fault(fixture('no-password.pfx'), 'x')).toBe('WRONG_PASSWORD');
});

describe('of several certificates', () => {
  const issue = (name: string, notAfter?: Date) =>
    issueECpf({ authority, name, cpf: '52998224725', key: 'EC-256', notBefore: day(-900), notAfter });

  test('it is the one that the key names, wherever it stands', async () => {
    const server = await issue('SERVIDOR', day(2_000));
    expect(read(toPfx(own, { password: PASSWORD, before: [server] }), PASSWORD)).toBe(own.pem);
    const renewed = await issue('VENCIDO', day(-1));
    expect(read(toPfx(renewed, { password: PASSWORD, before: [own] }), PASSWORD)).toBe(renewed.pem);
  });

  test('of two of one key it is the one in date, and of two in date the one that is good for longer', async () => {
    const before = [{ ...(await issue('VENCIDO', day(-1))), ofKey: true }];
    expect(read(toPfx(own, { password: PASSWORD, before }), PASSWORD)).toBe(own.pem);
    const longer = await issue('RENOVADO', day(2_000));
    const two = { password: PASSWORD, before: [...before, { ...longer, ofKey: true }] };
    expect(read(toPfx(own, two), PASSWORD)).toBe(longer.pem);
  });

  test('where the key names none, an authority is nobody’s own', async () => {
    const file = { password: PASSWORD, withOwn: false, withChain: true };
    const before = [await issue('VENCIDO', day(-1)), await issue('EM DIA', day(1))];
    expect(subjectOf(read(toPfx(own, { ...file, before }), PASSWORD))).toMatch(/EM DIA/);
  });

  test('authorities of others are left out', async () => {
    const stranger = await createIntermediate(await createRoot(), { name: 'CN=Outra', key: 'EC-256' });
    const before = [{ der: Buffer.from(stranger.certificate.rawData) }];
    expect(read(toPfx(own, { password: PASSWORD, before, withChain: true }), PASSWORD)).toBe(
      own.pem + intermediate.pem,
    );
  });
});

describe('what is wrong is told apart', () => {
  const file = toPfx(own, { password: PASSWORD });

  test('by sentences that are all different', () => {
    const sentences = Object.values(CERTIFICATE_FILE_MESSAGES);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test('a file cut off anywhere is damaged', () => {
    for (let length = 24; length < file.length; length += 97) {
      expect(fault(file.subarray(0, length), PASSWORD)).toBe('DAMAGED');
    }
  });

  test('a file in which bytes have changed is damaged, where its password is right', () => {
    const changed = (at: number) => file.with(at, (file[at] ?? 0) ^ 1);
    const certificates = changed(Math.floor(file.length / 3));
    expect(fault(certificates, PASSWORD)).toBe('DAMAGED');
    expect(fault(certificates, 'x')).toBe('WRONG_PASSWORD');
    // The 20 bytes before the salt of 8 and the rounds are the MAC.
    expect(fault(changed(file.length - 20), PASSWORD)).toBe('DAMAGED');
  });

  test('a protection that is not known', () => {
    const replaced = (name: string, from: string, to: string) => {
      const hex = fixture(name).toString('hex');
      expect(hex).toContain(from);
      return Buffer.from(hex.replaceAll(from, to), 'hex');
    };
    const [aesCbc, aesGcm] = ['60864801650304012a', '60864801650304012e'];
    expect(fault(replaced('no-mac.pfx', aesCbc, aesGcm), PASSWORD)).toBe('UNKNOWN_PROTECTION');
    const [sha1, md5] = ['06052b0e03021a', '06052b0e03020f'];
    expect(fault(replaced('rc2-40.pfx', sha1, md5), PASSWORD)).toBe('UNKNOWN_PROTECTION');
    // Signed instead of under a password: PKCS#7's data at the very beginning becomes signed data.
    const bytes = Buffer.from(file);
    bytes[bytes.indexOf('2a864886f70d010701', 'hex') + 8] = 2;
    expect(fault(bytes, PASSWORD)).toBe('UNKNOWN_PROTECTION');
  });

  test('a key without its certificate', () => {
    expect(fault(toPfx(own, { password: PASSWORD, withOwn: false }), PASSWORD)).toBe('NO_CERTIFICATE');
    const before = [{ der: Buffer.from([1, 2, 3]) }];
    expect(fault(toPfx(own, { password: PASSWORD, withOwn: false, before }), PASSWORD)).toBe('NO_CERTIFICATE');
  });
});

describe('work', () => {
  test('is told while it is done, up to all of it', () => {
    const told: number[] = [];
    readCertificateFile(fixture('firefox-rounds.pfx'), { password: PASSWORD, now, onProgress: (to) => told.push(to) });
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  test('that is more than any exporter asks for is not begun', () => {
    const bytes = Buffer.from(fixture('firefox-rounds.pfx'));
    // The rounds of the MAC stand last in the file: 600,000 is 0x0927c0.
    const at = bytes.lastIndexOf(Buffer.from([0x02, 0x03, 0x09, 0x27, 0xc0]));
    bytes.set([0x02, 0x03, 0x7f, 0xff, 0xff], at);
    const told: number[] = [];
    const options = { password: PASSWORD, now, onProgress: (to: number) => told.push(to) };
    expect(() => readCertificateFile(bytes, options)).toThrow(CERTIFICATE_FILE_MESSAGES.TOO_MUCH_WORK);
    expect(told).toEqual([]);
    // Each of its parts is within bounds, all of them together are not.
    expect(fault(toPfx(own, { password: 'x', mac: 'PBMAC1', rounds: 1_100_000 }), 'x')).toBe('TOO_MUCH_WORK');
  });
});
