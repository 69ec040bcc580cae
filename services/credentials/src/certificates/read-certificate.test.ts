import { readFileSync } from 'node:fs';
import {
  createIntermediate,
  createRoot,
  type IssuedCertificate,
  issueECnpj,
  issueECpf,
  issuePlain,
  toSignedData,
} from '@portal/certificates';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAuthorities } from './chain.ts';
import { readCertificatePem } from './read-certificate.ts';

const CNPJ = '11222333000181';
const CPF = '52998224725';
const now = new Date();
const options = { authorities: undefined, now };
const root = await createRoot();
const intermediate = await createIntermediate(root);
const eCnpj = await issueECnpj({ authority: intermediate, cnpj: CNPJ, companyName: 'LABORATÓRIO, S.A.' });
const eCpf = await issueECpf({ authority: intermediate, cpf: CPF, name: 'ANA SOUZA', key: 'EC-256' });

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
}

function message(text: string) {
  return { ok: false, message: text };
}

describe('what is read', () => {
  test('an e-CNPJ: the holder is the CNPJ of its OIDs', async () => {
    const read = readCertificatePem(eCnpj.pem, options);
    expect(read).toEqual({
      ok: true,
      value: {
        pem: eCnpj.pem,
        subject: `CN=LABORATÓRIO\\, S.A.:${CNPJ},OU=Certificado de Teste,O=ICP-Brasil de Teste,C=BR`,
        issuer: 'CN=AC Intermediária de Teste,O=ICP-Brasil de Teste,C=BR',
        serialNumber: expect.stringMatching(/^[0-9A-F]+$/),
        notBefore: expect.stringMatching(/^\d{4}-.*Z$/),
        notAfter: expect.stringMatching(/^\d{4}-.*Z$/),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        holder: CNPJ,
        holderName: 'LABORATÓRIO, S.A.',
        kind: 'E_CNPJ',
        chainVerified: false,
      },
    });
  });

  test('an e-CPF of an elliptic curve: the holder is the CPF of its OIDs', async () => {
    const read = readCertificatePem(eCpf.pem, options);
    expect(read).toMatchObject({ ok: true, value: { holder: CPF, holderName: 'ANA SOUZA', kind: 'E_CPF' } });
  });

  test('a CNPJ with letters', async () => {
    const issued = await issueECnpj({ authority: root, cnpj: '12ABC34501DE35', companyName: 'NOVA' });
    const read = readCertificatePem(issued.pem, options);
    expect(read).toMatchObject({ value: { holder: '12ABC34501DE35', holderName: 'NOVA', kind: 'E_CNPJ' } });
  });

  test('OIDs in PrintableString, as some authorities write them', async () => {
    const read = readCertificatePem(fixture('certificate.pem'), options);
    expect(read).toMatchObject({ value: { holder: CNPJ, holderName: 'LABORATORIO DE TESTE', kind: 'E_CNPJ' } });
  });

  test.for(['0'.repeat(14), '11222333000182', '11.222.333/0001-8'])('%s is no CNPJ of a holder', async (cnpj) => {
    const issued = await issueECnpj({ authority: root, cnpj, companyName: 'X' });
    expect(readCertificatePem(issued.pem, options)).toMatchObject({ value: { holder: null, kind: 'E_CNPJ' } });
  });

  test.for(['0'.repeat(11), '52998224726', '11111111111'])('%s is no CPF of a holder', async (cpf) => {
    const issued = await issueECpf({ authority: root, cpf, name: 'ANA', key: 'EC-256' });
    expect(readCertificatePem(issued.pem, options)).toMatchObject({ value: { holder: null, kind: 'E_CPF' } });
  });

  test('an address of X.400 beside the OIDs takes nothing from them', async () => {
    const withX400Address = true;
    const company = await issueECnpj({
      authority: root,
      cnpj: CNPJ,
      companyName: 'LAB',
      key: 'EC-256',
      withX400Address,
    });
    expect(readCertificatePem(company.pem, options)).toMatchObject({ value: { holder: CNPJ, kind: 'E_CNPJ' } });
    const person = await issueECpf({ authority: root, cpf: CPF, name: 'ANA', key: 'EC-256', withX400Address });
    expect(readCertificatePem(person.pem, options)).toMatchObject({ value: { holder: CPF, kind: 'E_CPF' } });
  });

  test('a certificate without anything of ICP-Brasil has neither holder nor kind', async () => {
    const issued = await issuePlain({ commonName: 'servidor' });
    const read = readCertificatePem(issued.pem, options);
    expect(read).toMatchObject({ ok: true, value: { holder: null, holderName: 'servidor', kind: null } });
  });

  test('a PEM that brings its authorities along, in any order; those of others are left out', async () => {
    const stranger = await createRoot({ name: 'CN=Estranha', key: 'EC-256' });
    const pem = eCnpj.pem + intermediate.pem + root.pem;
    const read = readCertificatePem(stranger.pem + root.pem + eCnpj.pem + intermediate.pem, options);
    expect(read).toMatchObject({ ok: true, value: { holder: CNPJ, pem } });
  });

  test.for<[string, (issued: IssuedCertificate) => string]>([
    ['with CR alone', ({ pem }) => pem.replaceAll('\n', '\r')],
    ['on one line', ({ pem }) => pem.replaceAll('\n', ' ')],
    ['indented', ({ pem }) => pem.replaceAll(/^/gm, '    ')],
    ['with \\n for its lines', ({ pem }) => pem.replaceAll('\n', '\\n')],
    [
      'as PKCS #7',
      ({ der }) => `-----BEGIN PKCS7-----\n${toSignedData([der]).toString('base64')}\n-----END PKCS7-----`,
    ],
  ])('a PEM %s', ([, written]) => {
    expect(readCertificatePem(written(eCnpj), options)).toMatchObject({ ok: true, value: { pem: eCnpj.pem } });
  });

  test('of several that are no authorities, the one in date', async () => {
    const notAfter = new Date('2026-01-31T12:00:00Z');
    const expired = await issueECpf({ authority: root, cpf: CPF, name: 'ANA', notBefore: new Date(0), notAfter });
    const read = readCertificatePem(expired.pem + eCnpj.pem, options);
    expect(read).toMatchObject({ ok: true, value: { holder: CNPJ, pem: eCnpj.pem } });
  });

  test('what was read reads back the same', () => {
    const read = readCertificatePem(eCnpj.pem + intermediate.pem, options);
    expect(read.ok && readCertificatePem(read.value.pem, options)).toEqual(read);
  });
});

describe('what is refused', () => {
  test('one that comes with its private key', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${eCnpj.privateKey.toString('base64')}\n-----END PRIVATE KEY-----\n`;
    const told = message('Não envie a chave privada. Envie só o certificado público, em PEM.');
    for (const text of [key, eCnpj.pem + key]) expect(readCertificatePem(text, options)).toEqual(told);
  });

  test('an expired one, with its date', async () => {
    const notAfter = new Date('2026-01-31T12:00:00Z');
    const issued = await issueECpf({ authority: root, cpf: CPF, name: 'ANA', notBefore: new Date(0), notAfter });
    expect(readCertificatePem(issued.pem, options)).toEqual(message('Certificado vencido em 31/01/2026.'));
  });

  test('one that is not yet valid', async () => {
    const notBefore = new Date('2100-03-01T12:00:00Z');
    const issued = await issueECpf({ authority: root, cpf: CPF, name: 'ANA', notBefore });
    const told = message('Certificado válido só a partir de 01/03/2100.');
    expect(readCertificatePem(issued.pem, options)).toEqual(told);
  });

  test('weak keys and keys of another kind', async () => {
    const weak = await issueECpf({ authority: root, cpf: CPF, name: 'ANA', key: 'RSA-1024' });
    const rsa = 'A chave RSA do certificado tem 1024 bits. O mínimo é 2048.';
    expect(readCertificatePem(weak.pem, options)).toEqual(message(rsa));
    const ec = 'A chave EC do certificado tem 192 bits. O mínimo é 256.';
    expect(readCertificatePem(fixture('ec-192.pem'), options)).toEqual(message(ec));
    const other = 'O certificado usa um tipo de chave que não é aceito. Use RSA ou EC.';
    expect(readCertificatePem(fixture('dsa.pem'), options)).toEqual(message(other));
    expect(readCertificatePem(fixture('ed25519.pem'), options)).toMatchObject({ ok: true });
  });

  test('what is no certificate', () => {
    const none = message('Este arquivo não é um certificado.');
    for (const text of ['', 'texto', '%PDF-1.7']) expect(readCertificatePem(text, options)).toEqual(none);
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    const damaged = message('O arquivo está danificado ou incompleto. Exporte o certificado de novo.');
    expect(readCertificatePem(broken, options)).toEqual(damaged);
    const large = message('O arquivo é grande demais para ser um certificado. O limite é 100 kB.');
    expect(readCertificatePem('x'.repeat(100_001), options)).toEqual(large);
  });

  test('names without an end, and what no database takes is left out of one', async () => {
    const told = message('O certificado traz um nome longo demais. O limite é 200 caracteres.');
    const long = await issuePlain({ commonName: 'x'.repeat(201) });
    expect(readCertificatePem(long.pem, options)).toEqual(told);
    const authority = await createRoot({ name: `CN=${'y'.repeat(201)}` });
    const issuedByLong = await issueECpf({ authority, cpf: CPF, name: 'ANA' });
    expect(readCertificatePem(issuedByLong.pem, options)).toEqual(told);
    const longest = await issuePlain({ commonName: 'x'.repeat(200) });
    expect(readCertificatePem(longest.pem, options)).toMatchObject({ ok: true });
    const odd = await issuePlain({ commonName: 'a\0b' });
    expect(readCertificatePem(odd.pem, options)).toMatchObject({ value: { holderName: 'a b' } });
  });

  test('any bytes: told, never thrown', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged(eCnpj.der));
    fc.assert(
      fc.property(bytes, (der) => {
        const base64 = Buffer.from(der).toString('base64');
        for (const text of [base64, `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`]) {
          const read = readCertificatePem(text, options);
          expect(read.ok ? read.value.sha256 : read.message).toBeTypeOf('string');
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** The bytes with one of them changed. */
function damaged(bytes: Buffer): fc.Arbitrary<Uint8Array> {
  return fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })).map(([at, byte]) => bytes.with(at, byte));
}

describe('the chain', () => {
  test('is verified through intermediates of the bundle', async () => {
    const authorities = readAuthorities(intermediate.pem + root.pem);
    expect(readCertificatePem(eCnpj.pem, { authorities, now })).toMatchObject({ value: { chainVerified: true } });
  });

  test('is verified through intermediates that come along, kept with the certificate', () => {
    const authorities = readAuthorities(root.pem);
    const read = readCertificatePem(eCnpj.pem + intermediate.pem, { authorities, now });
    expect(read).toMatchObject({ ok: true, value: { chainVerified: true } });
    expect(read.ok && readCertificatePem(read.value.pem, { authorities, now })).toEqual(read);
  });

  test('of other authorities is refused', async () => {
    const stranger = await createRoot();
    const authorities = readAuthorities((await createIntermediate(stranger)).pem + stranger.pem);
    const told = message('Este certificado não foi emitido pela ICP-Brasil.');
    expect(readCertificatePem(eCnpj.pem, { authorities, now })).toEqual(told);
    expect(readCertificatePem(fixture('certificate.pem'), { authorities, now })).toEqual(told);
  });
});
