import { type Asn1, isSequence, NotAsn1, octetsOf, oidOf, parseBer, partOf, partsOf } from './asn1.ts';
import { CertificateFileError } from './certificate-file-error.ts';
import { type Encryption, readEncryption } from './password-encryption.ts';
import { type PasswordMac, readMac } from './password-mac.ts';

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';

/** A part of a PFX: bags of certificates and keys. */
export interface Safe {
  /** Undefined where they are not encrypted. */
  encryption?: Encryption;
  contents: Uint8Array;
}

/** A PFX (PKCS#12, RFC 7292) of which nothing has been opened yet. */
export interface PfxOutline {
  /** What its password is checked by, and all that is below; a PFX may do without. */
  mac: PasswordMac | undefined;
  /** What the check is made over. */
  content: Uint8Array;
  safes: Safe[];
  /** Whether some of it is protected in a way that is not read here. */
  hasUnknown: boolean;
}

/** Reads how a PFX is made and protected; throws NotAsn1, or a CertificateFileError for what is not read here. */
export function readOutline(bytes: Uint8Array): PfxOutline {
  const [, authSafe, macData] = partsOf(parseBer(bytes));
  if (!authSafe) throw new NotAsn1('no content');
  if (oidOf(partOf(authSafe, 0)) !== DATA) throw new CertificateFileError('UNKNOWN_PROTECTION');
  const content = octetsOf(explicitContent(authSafe));
  const safes = partsOf(parseBer(content)).map(readSafe);
  return {
    mac: macData && readMac(macData),
    content,
    safes: safes.filter((safe) => safe !== undefined),
    hasUnknown: safes.includes(undefined),
  };
}

function readSafe(info: Asn1): Safe | undefined {
  const type = oidOf(partOf(info, 0));
  if (type === DATA) return { contents: octetsOf(explicitContent(info)) };
  // By somebody's public key, for one.
  if (type !== ENCRYPTED_DATA) return undefined;
  const encrypted = partOf(explicitContent(info), 1);
  const encryption = readEncryption(partOf(encrypted, 1));
  return encryption && { encryption, contents: octetsOf(partOf(encrypted, 2)) };
}

/** A ContentInfo is a kind, and the content in a tag of its own. */
function explicitContent(info: Asn1): Asn1 {
  if (!isSequence(info)) throw new NotAsn1('no content');
  return partOf(partOf(info, 1), 0);
}
