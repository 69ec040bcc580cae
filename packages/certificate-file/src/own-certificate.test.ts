import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { createIntermediate, createRoot, issuePlain } from '@portal/certificates';
import forge from 'node-forge';
import { expect, onTestFinished, test } from 'vitest';
import { drawPassword, makeOwnKey, toKeyPem, toPfx } from './own-certificate.ts';
import { readCertificateFile } from './read-certificate-file.ts';

const NAME = 'Certificado de teste 100001';

/** A certificate, the authority above it, and its key as a browser has it. */
async function drawn(key: 'RSA-2048' | 'EC-256' = 'RSA-2048') {
  const authority = await createIntermediate(await createRoot());
  const issued = await issuePlain({ authority, commonName: 'Casa de Saúde', key });
  return {
    issued,
    own: { privateKey: new Uint8Array(issued.privateKey).buffer, certificates: issued.pem + authority.pem },
  };
}

test('a key is made with a request that it signed itself and that names nobody', async () => {
  const { privateKey, request } = await makeOwnKey();
  const read = forge.pki.certificationRequestFromPem(request);
  expect(read.verify()).toBe(true);
  expect(read.subject.attributes).toEqual([]);
  const own = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' });
  expect(own.asymmetricKeyDetails).toEqual({ modulusLength: 2_048, publicExponent: 65_537n });
  const asked = forge.pki.publicKeyToPem(read.publicKey as forge.pki.rsa.PublicKey);
  expect(createPublicKey(own).equals(createPublicKey(asked))).toBe(true);
  expect(request).not.toContain('PRIVATE');
});

test.for(['RSA-2048', 'EC-256'] as const)(
  'a PFX with a key of %s opens by its password, and by no other',
  async (kind) => {
    const { own, issued } = await drawn(kind);
    const pfx = Buffer.from(await toPfx({ ...own, password: 'segredo-1', name: NAME }));
    expect(() => createSecureContext({ pfx, passphrase: 'segredo-1' })).not.toThrow();
    expect(() => createSecureContext({ pfx, passphrase: 'segredo-2' })).toThrow(/mac verify failure/i);
    const [certificate] = readCertificateFile(pfx, { password: 'segredo-1', now: new Date() }).split(
      /(?<=-----END CERTIFICATE-----\n)/,
    );
    expect(new X509Certificate(certificate ?? '').fingerprint256).toBe(new X509Certificate(issued.pem).fingerprint256);
  },
);

test('key and certificates are one text for whoever takes PEM', async () => {
  const { own, issued } = await drawn();
  const pem = toKeyPem(own);
  expect(() => createSecureContext({ key: pem, cert: pem })).not.toThrow();
  expect(pem.match(/BEGIN [A-Z ]+/g)).toEqual(['BEGIN PRIVATE KEY', 'BEGIN CERTIFICATE', 'BEGIN CERTIFICATE']);
  expect(createPublicKey(createPrivateKey(pem)).equals(new X509Certificate(issued.pem).publicKey)).toBe(true);
});

test('a password is long, easily typed, and never the same', () => {
  const drawnOnes = Array.from({ length: 200 }, drawPassword);
  for (const password of drawnOnes) expect(password).toMatch(/^[a-km-np-zA-HJ-NP-Z2-9]{20}$/);
  expect(new Set(drawnOnes).size).toBe(200);
});

const has = (program: string) => spawnSync(program, ['-help']).error === undefined;

test.skipIf(!has('keytool') || !has('openssl'))('Java and OpenSSL list what is in the PFX, key and all', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pfx-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'own.pfx');
  writeFileSync(file, await toPfx({ ...(await drawn()).own, password: 'segredo-1', name: NAME }));
  const java = execFileSync('keytool', ['-list', '-v', '-keystore', file, '-storepass', 'segredo-1'], {
    encoding: 'utf8',
  });
  expect(java).toContain('PrivateKeyEntry');
  expect(java.toLowerCase()).toContain(NAME.toLowerCase());
  expect(java).toContain('Certificate chain length: 2');
  const { stdout, stderr } = spawnSync(
    'openssl',
    ['pkcs12', '-info', '-nodes', '-in', file, '-passin', 'pass:segredo-1'],
    { encoding: 'utf8' },
  );
  expect(stdout).toContain('BEGIN PRIVATE KEY');
  expect(stderr).toContain('AES-256-CBC');
  expect(stderr).not.toMatch(/RC2|3DES|SHA1|sha1/);
});
