import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from './asn1.ts';
import type { CountRounds } from './rounds.ts';

/** A hash as the library has it. */
export type Hash = typeof sha1 | typeof sha256 | typeof sha512;

/** By OID. */
export const HASHES: Readonly<Record<string, Hash>> = {
  '1.3.14.3.2.26': sha1,
  '2.16.840.1.101.3.4.2.4': sha224,
  '2.16.840.1.101.3.4.2.1': sha256,
  '2.16.840.1.101.3.4.2.2': sha384,
  '2.16.840.1.101.3.4.2.3': sha512,
};

/** What derived bytes are for; it is mixed in (RFC 7292, B.3). */
export const Purpose = { KEY: 1, IV: 2, MAC: 3 } as const;

/** What a key is derived from. */
export interface Derivation {
  hash: Hash;
  /** As UTF-16 with its end mark. */
  password: Uint8Array;
  salt: Uint8Array;
  iterations: number;
  purpose: (typeof Purpose)[keyof typeof Purpose];
  length: number;
  count: CountRounds;
}

/** The key derivation of PKCS#12 (RFC 7292, appendix B.2), which neither browsers nor the library of hashes have. */
export function derivePkcs12Key(derivation: Derivation): Uint8Array {
  const { hash, password, salt, iterations, purpose, length, count } = derivation;
  const block = hash.blockLen;
  const diversifier = new Uint8Array(block).fill(purpose);
  const input = concatBytes([repeated(salt, block), repeated(password, block)]);
  const parts: Uint8Array[] = [];
  for (let have = 0; have < length; have += hash.outputLen) {
    const part = hashRounds(hash, concatBytes([diversifier, input]), iterations, count);
    parts.push(part);
    addToBlocks(input, repeated(part, block).subarray(0, block), block);
  }
  return concatBytes(parts).subarray(0, length);
}

const ROUNDS_A_COUNT = 20_000;

function hashRounds(hash: Hash, start: Uint8Array, rounds: number, count: CountRounds): Uint8Array {
  let value = hash(start);
  for (let round = 1; round < rounds; round++) {
    if (round % ROUNDS_A_COUNT === 0) count(ROUNDS_A_COUNT);
    value = hash(value);
  }
  count(((rounds - 1) % ROUNDS_A_COUNT) + 1);
  return value;
}

/** The bytes repeated up to a whole number of blocks; none stay none. */
function repeated(bytes: Uint8Array, block: number): Uint8Array {
  const length = Math.ceil(bytes.length / block) * block;
  return Uint8Array.from({ length }, (_, at) => bytes[at % bytes.length] ?? 0);
}

/** Adds `addend` and one to each block, as big-endian numbers. */
function addToBlocks(input: Uint8Array, addend: Uint8Array, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1;
    for (let index = block - 1; index >= 0; index--) {
      carry += (input[start + index] ?? 0) + (addend[index] ?? 0);
      input[start + index] = carry & 0xff;
      carry >>= 8;
    }
  }
}
