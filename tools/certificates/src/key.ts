import { webcrypto } from 'node:crypto';

/** A pair of keys of the web's own kind. */
export type KeyPair = webcrypto.CryptoKeyPair;

const ALGORITHMS = {
  'RSA-1024': rsa(1024),
  'RSA-2048': rsa(2048),
  'RSA-4096': rsa(4096),
  'EC-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'EC-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
};

/** Which key a certificate is for; RSA-1024 is there to be refused. */
export type KeyKind = keyof typeof ALGORITHMS;

/** How a key of that kind signs. */
export function algorithmOf(kind: KeyKind): webcrypto.AlgorithmIdentifier & { name: string } {
  return ALGORITHMS[kind];
}

/** A new pair of keys. */
export function generateKey(kind: KeyKind): Promise<KeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHMS[kind], true, ['sign', 'verify']) as Promise<KeyPair>;
}

/** The private key as PKCS#8, in DER. */
export async function exportPrivateKey({ privateKey }: KeyPair): Promise<Buffer> {
  return Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey));
}

/** The private key of an authority or of a holder as PEM (PKCS#8). */
export async function privateKeyPem({ keys }: { keys: KeyPair }): Promise<string> {
  const lines = (await exportPrivateKey(keys)).toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}

function rsa(modulusLength: number) {
  return {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength,
  };
}
