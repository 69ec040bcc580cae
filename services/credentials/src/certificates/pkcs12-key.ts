import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Digests that PKCS#12 derives keys with, and their block size in bytes. */
export const PKCS12_DIGESTS = { sha1: 64, sha224: 64, sha256: 64, sha384: 128, sha512: 128 } as const;

/** A digest that PKCS#12 derives keys with. */
export type Pkcs12Digest = keyof typeof PKCS12_DIGESTS;

/** What derived bytes are for; it is mixed in (RFC 7292, B.3). */
export const Purpose = { KEY: 1, IV: 2, MAC: 3 } as const;

interface Derivation {
  digest: Pkcs12Digest;
  /** Big-endian UTF-16 with its end mark, as `bmpPassword` makes it. */
  password: Buffer;
  salt: Buffer;
  iterations: number;
  purpose: (typeof Purpose)[keyof typeof Purpose];
  length: number;
}

/** A password as PKCS#12 hashes it: UTF-16, big-endian, ended by two zero bytes. */
export function bmpPassword(password: string): Buffer {
  return Buffer.from(`${password}\0`, 'utf16le').swap16();
}

// Files saved by Firefox ask for 600,000 rounds: the event loop gets its turn meanwhile.
const ROUNDS_A_TURN = 5_000;

let before: Promise<unknown> = Promise.resolve();

/**
 * The key derivation of PKCS#12 (RFC 7292, appendix B.2), which node:crypto does not have. One after the other: many at
 * once would each take the event loop for a turn before anybody else has one.
 */
export function derivePkcs12Key(derivation: Derivation): Promise<Buffer> {
  const derived = before.then(() => derive(derivation));
  before = derived.catch(() => {});
  return derived;
}

async function derive(derivation: Derivation): Promise<Buffer> {
  const { digest, password, salt, iterations, purpose, length } = derivation;
  const block = PKCS12_DIGESTS[digest];
  const diversifier = Buffer.alloc(block, purpose);
  const input = Buffer.concat([fill(salt, block), fill(password, block)]);
  const parts: Buffer[] = [];
  for (let have = 0; have < length; have += parts.at(-1)?.length ?? length) {
    const part = await hashRounds(digest, Buffer.concat([diversifier, input]), iterations);
    parts.push(part);
    addToBlocks(input, fill(part, block).subarray(0, block), block);
  }
  return Buffer.concat(parts).subarray(0, length);
}

async function hashRounds(digest: Pkcs12Digest, start: Buffer, rounds: number): Promise<Buffer> {
  let value = hash(digest, start, 'buffer');
  for (let round = 1; round < rounds; round++) {
    if (round % ROUNDS_A_TURN === 0) await setImmediate();
    value = hash(digest, value, 'buffer');
  }
  return value;
}

/** The bytes repeated up to a whole number of blocks; none stay none. */
function fill(bytes: Buffer, block: number): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
}

/** Adds `addend` and one to each block, as big-endian numbers. */
function addToBlocks(input: Buffer, addend: Buffer, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1;
    for (let index = block - 1; index >= 0; index--) {
      carry += (input[start + index] ?? 0) + (addend[index] ?? 0);
      input[start + index] = carry & 0xff;
      carry >>= 8;
    }
  }
}
