import { readFileSync } from 'node:fs';
import { createIntermediate, createRoot, issueECnpj, issueECpf, issuePlain, toPfx } from '@portal/certificates';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAuthorities } from './chain.ts';
import { readCertificate, readCertificatePem } from './read-certificate.ts';

const CNPJ = '11222333000181';
const CPF = '52998224725';
const now = new Date();
const options = { authorities: undefined, now };
const root = await createRoot();
const intermediate = await createIntermediate(root);
const eCnpj = await issueECnpj({ authority: intermediate, cnpj: CNPJ, companyName: 'LABORATÓRIO, S.A.' });
const eCpf = await issueECpf({ authority: intermediate, cpf: CPF, name: 'ANA SOUZA', key: 'EC-256' });

function fixture(name: string): Buffer {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url));
}

function message(text: string) {
  return { ok: false, message: text };
}

describe('what is read', () => {
  test('an e-CNPJ: the holder is the CNPJ of its OIDs', async () => {
    const read = await readCertificate(eCnpj.der, options);
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
    const read = await readCertificate(Buffer.from(eCpf.pem), options);
    expect(read).toMatchObject({ ok: true, value: { holder: CPF, holderName: 'ANA SOUZA', kind: 'E_CPF' } });
  });

  test('a CNPJ with letters', async () => {
    const issued = await issueECnpj({ authority: root, cnpj: '12ABC34501DE35', companyName: 'NOVA' });
    const read = await readCertificate(issued.der, options);
    expect(read).toMatchObject({ value: { holder: '12ABC34501DE35', holderName: 'NOVA', kind: 'E_CNPJ' } });
  });

  test('OIDs in PrintableString, as some authorities write them', async () => {
    const read = await readCertificate(fixture('certificate.pem'), options);
    expect(read).toMatchObject({ value: { holder: CNPJ, holderName: 'LABORATORIO DE TESTE', kind: 'E_CNPJ' } });
  });

  test('a CNPJ written as zeros is not known', async () => {
    const issued = await issueECnpj({ authority: root, cnpj: '0'.repeat(14), companyName: 'X' });
    expect(await readCertificate(issued.der, options)).toMatchObject({ value: { holder: null, kind: 'E_CNPJ' } });
  });

  test('a certificate without anything of ICP-Brasil has neither holder nor kind', async () => {
    const issued = await issuePlain({ commonName: 'servidor' });
    const read = await readCertificate(issued.der, options);
    expect(read).toMatchObject({ ok: true, value: { holder: null, holderName: 'servidor', kind: null } });
  });

  test('a PFX: its certificate, and nothing of its key', async () => {
    const pfx = toPfx(eCnpj, { password: 'maçã', cipher: 'RC2-40', withChain: true });
    const read = await readCertificate(pfx, { ...options, password: 'maçã' });
    expect(read).toMatchObject({ ok: true, value: { holder: CNPJ, pem: eCnpj.pem + intermediate.pem } });
  });

  test('a PEM that brings its authorities along, in any order, and a key that is left out', async () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${eCnpj.privateKey.toString('base64')}\n-----END PRIVATE KEY-----\n`;
    const read = await readCertificate(Buffer.from(root.pem + key + eCnpj.pem), options);
    expect(read).toMatchObject({ ok: true, value: { holder: CNPJ, pem: eCnpj.pem + root.pem } });
  });

  test('what was read reads back the same', async () => {
    const read = await readCertificate(toPfx(eCnpj, { password: '' }), options);
    expect(read.ok && readCertificatePem(read.value.pem, options)).toEqual(read);
  });
});

describe('what is refused', () => {
  test('a wrong password, and a missing one', async () => {
    const pfx = toPfx(eCnpj, { password: 'segredo' });
    expect(await readCertificate(pfx, { ...options, password: 'outra' })).toEqual(message('Senha incorreta.'));
    expect(await readCertificate(pfx, options)).toEqual(message('Informe a senha do arquivo.'));
  });

  test('an expired one, with its date', async () => {
    const notAfter = new Date('2026-01-31T12:00:00Z');
    const issued = await issueECpf({ authority: root, cpf: CPF, name: 'ANA', notBefore: new Date(0), notAfter });
    expect(await readCertificate(issued.der, options)).toEqual(message('Certificado vencido em 31/01/2026.'));
  });

  test('one that is not yet valid', async () => {
    const notBefore = new Date('2100-03-01T12:00:00Z');
    const issued = await issueECpf({ authority: root, cpf: CPF, name: 'ANA', notBefore });
    const told = message('Certificado válido só a partir de 01/03/2100.');
    expect(await readCertificate(issued.der, options)).toEqual(told);
  });

  test('weak keys and keys of another kind', async () => {
    const weak = await issueECpf({ authority: root, cpf: CPF, name: 'ANA', key: 'RSA-1024' });
    const rsa = 'A chave RSA do certificado tem 1024 bits. O mínimo é 2048.';
    expect(await readCertificate(weak.der, options)).toEqual(message(rsa));
    const ec = 'A chave EC do certificado tem 192 bits. O mínimo é 256.';
    expect(await readCertificate(fixture('ec-192.pem'), options)).toEqual(message(ec));
    const other = 'O certificado usa um tipo de chave que não é aceito. Use RSA ou EC.';
    expect(await readCertificate(fixture('dsa.pem'), options)).toEqual(message(other));
    expect(await readCertificate(fixture('ed25519.pem'), options)).toMatchObject({ ok: true });
  });

  test('what is no certificate', async () => {
    const none = message('Este arquivo não é um certificado.');
    const key = `-----BEGIN PRIVATE KEY-----\n${eCnpj.privateKey.toString('base64')}\n-----END PRIVATE KEY-----\n`;
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    for (const file of ['', 'texto', '%PDF-1.7', key, broken, 'x'.repeat(100_001)]) {
      expect(await readCertificate(Buffer.from(file), options)).toEqual(none);
      expect(readCertificatePem(file, options)).toEqual(none);
    }
  });

  test('names without an end, and what no database takes is left out of one', async () => {
    const told = message('O certificado traz um nome longo demais. O limite é 200 caracteres.');
    const long = await issuePlain({ commonName: 'x'.repeat(201) });
    expect(await readCertificate(long.der, options)).toEqual(told);
    const authority = await createRoot({ name: `CN=${'y'.repeat(201)}` });
    const issuedByLong = await issueECpf({ authority, cpf: CPF, name: 'ANA' });
    expect(await readCertificate(issuedByLong.der, options)).toEqual(told);
    const longest = await issuePlain({ commonName: 'x'.repeat(200) });
    expect(await readCertificate(longest.der, options)).toMatchObject({ ok: true });
    const odd = await issuePlain({ commonName: 'a\0b' });
    expect(await readCertificate(odd.der, options)).toMatchObject({ value: { holderName: 'a b' } });
  });

  test('any bytes: told, never thrown', async () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged(eCnpj.der), damaged(fixture('rc2-40.pfx')));
    await fc.assert(
      fc.asyncProperty(bytes, async (file) => {
        const read = await readCertificate(file, { ...options, password: 'x' });
        expect(read.ok ? read.value.sha256 : read.message).toBeTypeOf('string');
      }),
      { numRuns: 400 },
    );
  });
});

/** The bytes with one of them changed. */
function damaged(bytes: Buffer): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.nat(Math.min(bytes.length - 1, 400)), fc.integer({ min: 0, max: 255 }))
    .map(([at, byte]) => bytes.with(at, byte));
}

describe('the chain', () => {
  test('is verified through intermediates of the bundle', async () => {
    const authorities = readAuthorities(intermediate.pem + root.pem);
    expect(await readCertificate(eCnpj.der, { authorities, now })).toMatchObject({ value: { chainVerified: true } });
  });

  test('is verified through intermediates that the file brings, kept with the certificate', async () => {
    const authorities = readAuthorities(root.pem);
    const pfx = toPfx(eCnpj, { password: 'x', withChain: true });
    const read = await readCertificate(pfx, { authorities, now, password: 'x' });
    expect(read).toMatchObject({ ok: true, value: { chainVerified: true } });
    expect(read.ok && readCertificatePem(read.value.pem, { authorities, now })).toEqual(read);
  });

  test('of other authorities is refused', async () => {
    const stranger = await createRoot();
    const authorities = readAuthorities((await createIntermediate(stranger)).pem + stranger.pem);
    const told = message('Este certificado não foi emitido pela ICP-Brasil.');
    expect(await readCertificate(eCnpj.der, { authorities, now })).toEqual(told);
    expect(await readCertificate(fixture('certificate.pem'), { authorities, now })).toEqual(told);
  });
});
