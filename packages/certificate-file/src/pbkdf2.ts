import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { type Asn1, integerOf, octetsOf, oidOf, partOf, partsOf } from './asn1.ts';
import type { Password } from './password.ts';
import type { Hash } from './pkcs12-key.ts';
import { type CountRounds, iterationsOf } from './rounds.ts';

/** HMAC with each hash, by OID. */
export const HMAC_HASHES: Readonly<Record<string, Hash>> = {
  '1.2.840.113549.2.7': sha1,
  '1.2.840.113549.2.8': sha224,
  '1.2.840.113549.2.9': sha256,
  '1.2.840.113549.2.10': sha384,
  '1.2.840.113549.2.11': sha512,
  '1.2.840.113549.2.12': sha512_224,
  '1.2.840.113549.2.13': sha512_256,
};

const PBKDF2 = '1.2.840.113549.1.5.12';
/** Longer than any key that is made of it. */
const LONGEST_KEY = 64;

/** A key that PBKDF2 makes of a password. */
export interface Pbkdf2 {
  rounds: number;
  /** As long as the file says; undefined where it says nothing. */
  keyLength: number | undefined;
  derive(password: Password, length: number, count: CountRounds): Uint8Array;
}

/** Reads how a key is made (RFC 8018, A.2), for a key of that length unless told; undefined for another way. */
export function readPbkdf2(algorithm: Asn1, length?: number): Pbkdf2 | undefined {
  if (oidOf(partOf(algorithm, 0)) !== PBKDF2) return undefined;
  const [salt, iterated, ...options] = partsOf(partOf(algorithm, 1));
  const told = options.find(({ idBlock }) => idBlock.tagNumber === 2);
  const prf = options.find(({ idBlock }) => idBlock.tagNumber === 16);
  const hash = prf ? HMAC_HASHES[oidOf(partOf(prf, 0))] : sha1;
  const keyLength = told && integerOf(told);
  const made = length ?? keyLength ?? 0;
  if (!hash || !salt || !(made >= 1 && made <= LONGEST_KEY)) return undefined;
  const iterations = iterationsOf(iterated);
  const rounds = iterations * Math.ceil(made / hash.outputLen);
  return {
    rounds,
    keyLength,
    derive: (password, dkLen, count) => {
      const key = pbkdf2(hash, password.utf8, octetsOf(salt), { c: iterations, dkLen });
      count(rounds);
      return key;
    },
  };
}
