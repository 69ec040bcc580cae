import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { BasicConstraintsExtension, SubjectAlternativeNameExtension } from '@peculiar/x509';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestOf, requestOfAnother } from '../testing/certificate-requests.ts';
import { LONGEST_REQUEST, readCertificateRequest } from './certificate-request.ts';

describe('a request is taken', () => {
  test.for([
    { kind: 'RSA', bits: 2_048 },
    { kind: 'RSA', bits: 3_072 },
    { kind: 'RSA', bits: 4_096 },
    { kind: 'P-256' },
    { kind: 'P-384' },
  ] as const)('for its key: %o', async (wanted) => {
    const { request, publicKey } = await requestOf(wanted);
    const read = await readCertificateRequest(request);
    expect(read.ok && read.value.equals(publicKey)).toBe(true);
  });

  test('however its lines are ended, under the label of old programs, with words around it', async () => {
    const { request, publicKey } = await requestOf();
    const old = request.replaceAll('CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST');
    for (const text of [request.replaceAll('\n', '\r\n'), old, `Segue:\n${request}\nObrigada`]) {
      const read = await readCertificateRequest(text);
      expect(read.ok && read.value.equals(publicKey)).toBe(true);
    }
  });

  test('whatever name and extensions it asks for, none of which is looked at', async () => {
    const { request } = await requestOf({
      name: 'C=BR, O=ICP-Brasil, CN=MINISTERIO DA SAUDE:00394544000185',
      extensions: [
        new BasicConstraintsExtension(true, 3, true),
        new SubjectAlternativeNameExtension([{ type: 'dns', value: 'ehr-auth.saude.gov.br' }]),
      ],
    });
    expect(await readCertificateRequest(request)).toMatchObject({ ok: true });
  });
});

describe('a request is refused', () => {
  const KIND = /tipo de chave que não é aceito/;
  const NONE = /Envie um pedido de certificado \(CSR\) em PEM/;
  const pkcs8 = () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  test.for<[what: string, text: () => Promise<string>, message: RegExp]>([
    ['nothing', async () => '', NONE],
    ['words', async () => 'por favor', NONE],
    [
      'another kind of PEM',
      async () => (await requestOf()).request.replaceAll('CERTIFICATE REQUEST', 'CERTIFICATE'),
      NONE,
    ],
    ['two of them', async () => (await requestOf()).request.repeat(2), NONE],
    ['one with its private key', async () => `${pkcs8()}${(await requestOf()).request}`, /traz uma chave privada/],
    [
      'no Base64',
      async () => '-----BEGIN CERTIFICATE REQUEST-----\n§§\n-----END CERTIFICATE REQUEST-----',
      /danificado/,
    ],
    [
      'no ASN.1',
      async () => '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
      /danificado/,
    ],
    [
      'one that is too long',
      async () => `${(await requestOf()).request}${' '.repeat(LONGEST_REQUEST)}`,
      /grande demais/,
    ],
    ['RSA of 1024 bits', async () => (await requestOf({ kind: 'RSA', bits: 1_024 })).request, /tem 1024 bits/],
    ['RSA of 4104 bits', async () => (await requestOf({ kind: 'RSA', bits: 4_104 })).request, /tem 4104 bits/],
    [
      'RSA with the exponent 3',
      async () => (await requestOf({ kind: 'RSA', exponent: 3 })).request,
      /expoente inseguro/,
    ],
    ['P-521', async () => (await requestOf({ kind: 'P-521' })).request, KIND],
    ['Ed25519', async () => (await requestOf({ kind: 'Ed25519' })).request, KIND],
    ['one that another key signed', requestOfAnother, /não foi assinado pela chave/],
  ])('%s', async ([, text, message]) => {
    expect(await readCertificateRequest(await text())).toMatchObject({
      ok: false,
      message: expect.stringMatching(message),
    });
  });

  test('any that was changed, and whatever else is sent gets an answer', async () => {
    const { request, publicKey } = await requestOf({ name: 'CN=quem' });
    const der = Buffer.from(request.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    await fc.assert(
      fc.asyncProperty(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(der);
        changed[at] = (changed[at] ?? 0) ^ change;
        const read = await readCertificateRequest(
          `-----BEGIN CERTIFICATE REQUEST-----\n${changed.toString('base64')}\n-----END CERTIFICATE REQUEST-----`,
        );
        // What is not signed, such as a parameter of the algorithm's name, may be anything: the key is the same.
        if (read.ok) expect(read.value.equals(publicKey)).toBe(true);
        else expect(read.message).toMatch(/[.”]$/);
      }),
      { numRuns: 300 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        const read = await readCertificateRequest(
          `-----BEGIN CERTIFICATE REQUEST-----${text}-----END CERTIFICATE REQUEST-----`,
        );
        expect(read.ok).toBe(false);
      }),
    );
  });
});

test('an RSA key that is for PSS alone is refused, for old clients do not know it', async () => {
  const { request } = await requestOf({ kind: 'RSA' });
  // The OID rsaEncryption, 1.2.840.113549.1.1.1, becomes that of RSASSA-PSS.
  const der = Buffer.from(request.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const oid = Buffer.from('2a864886f70d010101', 'hex');
  der[der.indexOf(oid) + oid.length - 1] = 0x0a;
  const read = await readCertificateRequest(
    `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----`,
  );
  expect(read.ok).toBe(false);
});
