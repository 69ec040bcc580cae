import 'reflect-metadata';
import { generateKeyPair, type KeyObject, webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { type Extension, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

/** Keys and the request that they signed. */
export interface Requested {
  request: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const generate = promisify(generateKeyPair);

const ALGORITHMS = {
  RSA: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  'P-521': { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
  Ed25519: { name: 'Ed25519' },
};

/** Which key a request is for. */
export type RequestKey = keyof typeof ALGORITHMS;

interface Wanted {
  kind?: RequestKey;
  bits?: number;
  exponent?: number;
  name?: string;
  extensions?: Extension[];
}

/** A new key and a request for it. */
export async function requestOf({
  kind = 'P-256',
  bits = 2_048,
  exponent = 65_537,
  ...asked
}: Wanted = {}): Promise<Requested> {
  const { publicKey, privateKey } = await keysOf(kind, bits, exponent);
  return { publicKey, privateKey, request: await signRequest(kind, { publicKey, privateKey }, asked) };
}

/** A request for one key that another one signed. */
export async function requestOfAnother(): Promise<string> {
  const [one, other] = await Promise.all([keysOf('P-256'), keysOf('P-256')]);
  return signRequest('P-256', { publicKey: one.publicKey, privateKey: other.privateKey });
}

function keysOf(kind: RequestKey, modulusLength = 2_048, publicExponent = 65_537) {
  if (kind === 'RSA') return generate('rsa', { modulusLength, publicExponent });
  return kind === 'Ed25519' ? generate('ed25519') : generate('ec', { namedCurve: kind });
}

async function signRequest(
  kind: RequestKey,
  keys: { publicKey: KeyObject; privateKey: KeyObject },
  asked: Pick<Wanted, 'name' | 'extensions'> = {},
): Promise<string> {
  const algorithm = ALGORITHMS[kind];
  const publicKey = keys.publicKey.toCryptoKey(algorithm, true, ['verify']) as webcrypto.CryptoKey;
  const privateKey = keys.privateKey.toCryptoKey(algorithm, true, ['sign']) as webcrypto.CryptoKey;
  const request = await Pkcs10CertificateRequestGenerator.create({
    keys: { publicKey, privateKey },
    signingAlgorithm: algorithm,
    ...asked,
  });
  return request.toString('pem');
}
