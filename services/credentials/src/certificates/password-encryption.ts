import { createDecipheriv, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { AsnConvert, AsnProp, AsnPropTypes, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import forge from 'node-forge';
import { UnreadablePfx } from './pfx-error.ts';
import { bmpPassword, derivePkcs12Key, Purpose } from './pkcs12-key.ts';
import type { Rounds } from './rounds.ts';

/** By what a PFX is opened. */
export interface Opening {
  password: string;
  rounds: Rounds;
}

/** Decrypts what a PFX keeps under its password, by the old ciphers of PKCS#12 or by PBES2; throws where it does not fit. */
export function decryptWithPassword(algorithm: AlgorithmIdentifier, data: Buffer, opening: Opening): Promise<Buffer> {
  if (!algorithm.parameters) throw new UnreadablePfx('cipher without parameters');
  return algorithm.algorithm === PBES2
    ? decryptPbes2(algorithm.parameters, data, opening)
    : decryptOld(algorithm, data, opening);
}

// ── PKCS#12's own ciphers (RFC 7292, appendix C): SHA-1 and RC2 or 3DES ──

class OldParameters {
  @AsnProp({ type: OctetString })
  salt = new OctetString();

  @AsnProp({ type: AsnPropTypes.Integer })
  iterations = 1;
}

const SHA1_BYTES = 20;

type Decrypt = (key: Buffer, iv: Buffer, data: Buffer) => Buffer;

const OLD_CIPHERS: Record<string, { keyLength: number; decrypt: Decrypt }> = {
  '1.2.840.113549.1.12.1.3': { keyLength: 24, decrypt: decryptWith('des-ede3-cbc') },
  '1.2.840.113549.1.12.1.4': { keyLength: 16, decrypt: decryptWith('des-ede-cbc') },
  '1.2.840.113549.1.12.1.5': { keyLength: 16, decrypt: decryptRc2 },
  '1.2.840.113549.1.12.1.6': { keyLength: 5, decrypt: decryptRc2 },
};

async function decryptOld(
  algorithm: AlgorithmIdentifier,
  data: Buffer,
  { password, rounds }: Opening,
): Promise<Buffer> {
  const cipher = OLD_CIPHERS[algorithm.algorithm];
  if (!cipher || !algorithm.parameters) throw new UnreadablePfx('unknown cipher');
  const { salt, iterations } = AsnConvert.parse(algorithm.parameters, OldParameters);
  const shared = {
    digest: 'sha1',
    password: bmpPassword(password),
    salt: Buffer.from(salt.buffer),
    // Once for each 20 bytes of the key, and for the IV.
    iterations: rounds.take(iterations, Math.ceil(cipher.keyLength / SHA1_BYTES) + 1),
  } as const;
  const key = await derivePkcs12Key({ ...shared, purpose: Purpose.KEY, length: cipher.keyLength });
  const iv = await derivePkcs12Key({ ...shared, purpose: Purpose.IV, length: 8 });
  return cipher.decrypt(key, iv, data);
}

function decryptWith(name: string): Decrypt {
  return (key, iv, data) => {
    const decipher = createDecipheriv(name, key, iv);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  };
}

/** OpenSSL 3 has RC2 in its legacy provider only, which Node does not load. */
function decryptRc2(key: Buffer, iv: Buffer, data: Buffer): Buffer {
  const cipher = forge.rc2.createDecryptionCipher(key.toString('binary'), key.length * 8);
  cipher.start(iv.toString('binary'));
  cipher.update(forge.util.createBuffer(data.toString('binary')));
  if (!cipher.finish()) throw new Error('wrong padding');
  return Buffer.from(cipher.output.getBytes(), 'binary');
}

// ── PBES2 (RFC 8018): PBKDF2 and AES or 3DES ──

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';

class Pbes2Parameters {
  @AsnProp({ type: AlgorithmIdentifier })
  keyDerivation = new AlgorithmIdentifier();

  @AsnProp({ type: AlgorithmIdentifier })
  encryption = new AlgorithmIdentifier();
}

class Pbkdf2Parameters {
  @AsnProp({ type: OctetString })
  salt = new OctetString();

  @AsnProp({ type: AsnPropTypes.Integer })
  iterations = 1;

  @AsnProp({ type: AsnPropTypes.Integer, optional: true })
  keyLength?: number;

  @AsnProp({ type: AlgorithmIdentifier, optional: true })
  prf?: AlgorithmIdentifier;
}

const PRF_DIGESTS: Record<string, { name: string; bytes: number }> = {
  '1.2.840.113549.2.7': { name: 'sha1', bytes: SHA1_BYTES },
  '1.2.840.113549.2.8': { name: 'sha224', bytes: 28 },
  '1.2.840.113549.2.9': { name: 'sha256', bytes: 32 },
  '1.2.840.113549.2.10': { name: 'sha384', bytes: 48 },
  '1.2.840.113549.2.11': { name: 'sha512', bytes: 64 },
};
const DEFAULT_PRF = '1.2.840.113549.2.7';

const PBES2_CIPHERS: Record<string, { name: string; keyLength: number }> = {
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', keyLength: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', keyLength: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', keyLength: 32 },
};

async function decryptPbes2(parameters: ArrayBuffer, data: Buffer, { password, rounds }: Opening): Promise<Buffer> {
  const { keyDerivation, encryption } = AsnConvert.parse(parameters, Pbes2Parameters);
  const cipher = PBES2_CIPHERS[encryption.algorithm];
  if (keyDerivation.algorithm !== PBKDF2 || !keyDerivation.parameters || !cipher || !encryption.parameters) {
    throw new UnreadablePfx('unknown cipher');
  }
  const { salt, iterations, prf } = AsnConvert.parse(keyDerivation.parameters, Pbkdf2Parameters);
  const digest = PRF_DIGESTS[prf?.algorithm ?? DEFAULT_PRF];
  if (!digest) throw new UnreadablePfx('unknown digest');
  const derive = promisify(pbkdf2);
  const { keyLength } = cipher;
  const each = rounds.take(iterations, Math.ceil(keyLength / digest.bytes));
  // Unlike the old ciphers, PBKDF2 takes the password in UTF-8.
  const key = await derive(Buffer.from(password, 'utf8'), Buffer.from(salt.buffer), each, keyLength, digest.name);
  const iv = Buffer.from(AsnConvert.parse(encryption.parameters, OctetString).buffer);
  return decryptWith(cipher.name)(key, iv, data);
}
