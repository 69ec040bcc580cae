import { sha1 } from '@noble/hashes/legacy.js';
import { type Asn1, octetsOf, oidOf, partOf } from './asn1.ts';
import { type Cipher, decryptAes, decryptDes, decryptRc2 } from './ciphers.ts';
import type { Password } from './password.ts';
import { readPbkdf2 } from './pbkdf2.ts';
import { derivePkcs12Key, Purpose } from './pkcs12-key.ts';
import { type CountRounds, iterationsOf } from './rounds.ts';

/** How bytes are kept under a password. */
export interface Encryption {
  rounds: number;
  /** Throws where the padding is wrong, as it nearly always is under a wrong password. */
  decrypt(data: Uint8Array, password: Password, count: CountRounds): Uint8Array;
}

interface Keyed {
  keyLength: number;
  decrypt: Cipher;
}

/** PKCS#12's own ciphers (RFC 7292, appendix C), by OID: SHA-1 and 3DES or RC2. */
const OLD_CIPHERS: Readonly<Record<string, Keyed>> = {
  '1.2.840.113549.1.12.1.3': { keyLength: 24, decrypt: decryptDes },
  '1.2.840.113549.1.12.1.4': { keyLength: 16, decrypt: decryptDes },
  '1.2.840.113549.1.12.1.5': { keyLength: 16, decrypt: decryptRc2 },
  '1.2.840.113549.1.12.1.6': { keyLength: 5, decrypt: decryptRc2 },
};

/** Those of PBES2 (RFC 8018). */
const PBES2_CIPHERS: Readonly<Record<string, Keyed>> = {
  '1.2.840.113549.3.7': { keyLength: 24, decrypt: decryptDes },
  '2.16.840.1.101.3.4.1.2': { keyLength: 16, decrypt: decryptAes },
  '2.16.840.1.101.3.4.1.22': { keyLength: 24, decrypt: decryptAes },
  '2.16.840.1.101.3.4.1.42': { keyLength: 32, decrypt: decryptAes },
};

const PBES2 = '1.2.840.113549.1.5.13';

/** Reads how something is encrypted by a password; undefined for a way that is not known. */
export function readEncryption(algorithm: Asn1): Encryption | undefined {
  const oid = oidOf(partOf(algorithm, 0));
  if (oid === PBES2) return readPbes2(partOf(algorithm, 1));
  const cipher = OLD_CIPHERS[oid];
  return cipher && readOld(partOf(algorithm, 1), cipher);
}

const IV_BYTES = 8;

function readOld(parameters: Asn1, { keyLength, decrypt }: Keyed): Encryption {
  const salt = octetsOf(partOf(parameters, 0));
  const iterations = iterationsOf(partOf(parameters, 1));
  return {
    // Once for each 20 bytes of the key, and for the IV.
    rounds: iterations * (Math.ceil(keyLength / sha1.outputLen) + 1),
    decrypt: (data, { utf16 }, count) => {
      const shared = { hash: sha1, password: utf16, salt, iterations, count };
      const key = derivePkcs12Key({ ...shared, purpose: Purpose.KEY, length: keyLength });
      return decrypt(key, derivePkcs12Key({ ...shared, purpose: Purpose.IV, length: IV_BYTES }), data);
    },
  };
}

function readPbes2(parameters: Asn1): Encryption | undefined {
  const scheme = partOf(parameters, 1);
  const cipher = PBES2_CIPHERS[oidOf(partOf(scheme, 0))];
  const pbkdf2 = cipher && readPbkdf2(partOf(parameters, 0), cipher.keyLength);
  if (!cipher || !pbkdf2) return undefined;
  const iv = octetsOf(partOf(scheme, 1));
  return {
    rounds: pbkdf2.rounds,
    decrypt: (data, password, count) => cipher.decrypt(pbkdf2.derive(password, cipher.keyLength, count), iv, data),
  };
}
