import { hmac } from '@noble/hashes/hmac.js';
import { type Asn1, octetsOf, oidOf, partOf, partsOf } from './asn1.ts';
import { CertificateFileError } from './certificate-file-error.ts';
import type { Password } from './password.ts';
import { HMAC_HASHES, readPbkdf2 } from './pbkdf2.ts';
import { derivePkcs12Key, HASHES, type Hash, Purpose } from './pkcs12-key.ts';
import { type CountRounds, iterationsOf } from './rounds.ts';

/** What tells whether a password is right and the file whole. */
export interface PasswordMac {
  rounds: number;
  fits(password: Password, content: Uint8Array, count: CountRounds): boolean;
}

const PBMAC1 = '1.2.840.113549.1.5.14';

/** Reads a MacData (RFC 7292, 4), PBMAC1 (RFC 9579) included; throws CertificateFileError for a kind that is not known. */
export function readMac(macData: Asn1): PasswordMac {
  const [digestInfo, salt, iterated] = partsOf(macData);
  if (!digestInfo || !salt) throw new CertificateFileError('DAMAGED');
  const algorithm = partOf(digestInfo, 0);
  const told = octetsOf(partOf(digestInfo, 1));
  if (oidOf(partOf(algorithm, 0)) === PBMAC1) return readPbmac1(partOf(algorithm, 1), told);
  const hash = HASHES[oidOf(partOf(algorithm, 0))];
  if (!hash) throw new CertificateFileError('UNKNOWN_PROTECTION');
  const iterations = iterationsOf(iterated);
  const shared = { hash, salt: octetsOf(salt), iterations, purpose: Purpose.MAC, length: hash.outputLen };
  return {
    rounds: iterations,
    fits: ({ utf16 }, content, count) =>
      isMac(hash, derivePkcs12Key({ ...shared, password: utf16, count }), content, told),
  };
}

function readPbmac1(parameters: Asn1, told: Uint8Array): PasswordMac {
  const pbkdf2 = readPbkdf2(partOf(parameters, 0));
  const hash = HMAC_HASHES[oidOf(partOf(partOf(parameters, 1), 0))];
  // The length has to be told: the key of an HMAC may have any.
  const length = pbkdf2?.keyLength;
  if (!pbkdf2 || !hash || !length) throw new CertificateFileError('UNKNOWN_PROTECTION');
  return {
    rounds: pbkdf2.rounds,
    fits: (password, content, count) => isMac(hash, pbkdf2.derive(password, length, count), content, told),
  };
}

function isMac(hash: Hash, key: Uint8Array, content: Uint8Array, told: Uint8Array): boolean {
  const mac = hmac(hash, key, content);
  return mac.length === told.length && mac.every((byte, at) => byte === told[at]);
}
