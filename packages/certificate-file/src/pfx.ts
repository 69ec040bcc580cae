import { type Asn1, isWholeSequence, octetsOf, oidOf, parseBer, partOf, partsOf } from './asn1.ts';
import { CertificateFileError } from './certificate-file-error.ts';
import type { FoundCertificate } from './holder-and-chain.ts';
import { type Password, passwordsOf } from './password.ts';
import { type PfxOutline, readOutline, type Safe } from './pfx-outline.ts';
import { type CountRounds, MOST_ROUNDS } from './rounds.ts';

/** What a PFX is opened with. */
export interface PfxOpening {
  /** Empty for none. */
  password: string;
  /** Told from time to time how much is done, from 0 to 1. */
  onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * The certificates in a PFX (PKCS#12, RFC 7292). Its private key is never decrypted. Of the 13 kinds of file that it was
 * tried on node-forge reads 4, pkijs 7: neither knows RC2 and 3DES and PBES2, PBMAC1, no password as no text. Throws
 * CertificateFileError.
 */
export function readPfx(bytes: Uint8Array, { password, onProgress }: PfxOpening): FoundCertificate[] {
  const outline = outlineOf(bytes);
  const total = [outline.mac, ...outline.safes.map(({ encryption }) => encryption)].reduce(
    (sum, part) => sum + (part?.rounds ?? 0),
    0,
  );
  // Before one is begun: the file says itself how many it wants.
  if (total > MOST_ROUNDS) throw new CertificateFileError('TOO_MUCH_WORK');
  let done = 0;
  const bags = openSafes(outline, passwordsOf(password), (rounds) => {
    done += rounds;
    onProgress?.(Math.min(1, done / total));
  });
  if (!bags) throw new CertificateFileError(password === '' ? 'PASSWORD_NEEDED' : 'WRONG_PASSWORD');
  if (bags.certificates.length === 0) {
    throw new CertificateFileError(outline.hasUnknown ? 'UNKNOWN_PROTECTION' : 'NO_CERTIFICATE');
  }
  return bags.certificates.map(({ der, localKeyId }) => ({
    der,
    ofKey: localKeyId !== undefined && bags.keys.has(localKeyId),
  }));
}

function outlineOf(bytes: Uint8Array): PfxOutline {
  try {
    return readOutline(bytes);
  } catch (error) {
    throw error instanceof CertificateFileError ? error : new CertificateFileError('DAMAGED', { cause: error });
  }
}

/** All that is in it; undefined where none of the passwords opens it. */
function openSafes(outline: PfxOutline, passwords: readonly Password[], count: CountRounds): Bags | undefined {
  const { mac, content, safes } = outline;
  if (!mac) return firstOf(passwords, (password) => tryOpen(safes, password, count));
  const right = passwords.find((password) => mac.fits(password, content, count));
  // The file is whole and the password right: what does not open is protected by something else.
  if (right) return tryOpen(safes, right, count) ?? unknownProtection();
  // A password that decrypts something is right, and the file has changed since.
  if (passwords.some((password) => safes.some((safe) => decryptsOutline(safe, password, count)))) {
    throw new CertificateFileError('DAMAGED');
  }
  return undefined;
}

/** What a damaged file still shows: the right padding, and a sequence that ends where the bytes do. */
function decryptsOutline({ encryption, contents }: Safe, password: Password, count: CountRounds): boolean {
  try {
    const decrypted = encryption?.decrypt(contents, password, count);
    return decrypted !== undefined && isWholeSequence(decrypted);
  } catch {
    return false;
  }
}

function firstOf<T, R>(values: readonly T[], of: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = of(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unknownProtection(): never {
  throw new CertificateFileError('UNKNOWN_PROTECTION');
}

interface Bags {
  certificates: { der: Uint8Array; localKeyId: string | undefined }[];
  /** The names that keys give to their certificates. */
  keys: Set<string>;
}

function tryOpen(safes: readonly Safe[], password: Password, count: CountRounds): Bags | undefined {
  const bags: Bags = { certificates: [], keys: new Set() };
  try {
    for (const { encryption, contents } of safes) {
      collect(parseBer(encryption ? encryption.decrypt(contents, password, count) : contents), bags);
    }
    return bags;
  } catch {
    // Wrong padding, or what came out is no ASN.1.
    return undefined;
  }
}

const KEY_BAG = '1.2.840.113549.1.12.10.1.1';
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2';
const CERT_BAG = '1.2.840.113549.1.12.10.1.3';
const SAFE_CONTENTS_BAG = '1.2.840.113549.1.12.10.1.6';
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';

function collect(safeContents: Asn1, bags: Bags): void {
  for (const bag of partsOf(safeContents)) {
    const kind = oidOf(partOf(bag, 0));
    const value = partOf(partOf(bag, 1), 0);
    if (kind === SAFE_CONTENTS_BAG) collect(value, bags);
    const localKeyId = localKeyIdOf(bag);
    if (kind === CERT_BAG && oidOf(partOf(value, 0)) === X509_CERTIFICATE) {
      bags.certificates.push({ der: octetsOf(partOf(partOf(value, 1), 0)), localKeyId });
    }
    if ((kind === KEY_BAG || kind === SHROUDED_KEY_BAG) && localKeyId !== undefined) bags.keys.add(localKeyId);
  }
}

const LOCAL_KEY_ID = '1.2.840.113549.1.9.21';

function localKeyIdOf(bag: Asn1): string | undefined {
  const attributes = partsOf(bag)[2];
  const named = attributes && partsOf(attributes).find((one) => oidOf(partOf(one, 0)) === LOCAL_KEY_ID);
  return named && octetsOf(partOf(partOf(named, 1), 0)).join('.');
}
