import { CERTIFICATE_MAX_BYTES } from '@portal/domain';
import { parseBer, rawOf } from './asn1.ts';
import { CertificateFileError } from './certificate-file-error.ts';
import { isCertificate } from './certificate-parts.ts';
import { holderAndChain } from './holder-and-chain.ts';
import { looksLikePfx } from './looks-like-pfx.ts';
import { fromBase64, type PemBlock, pemBlocks } from './pem.ts';
import { certificatesOfSignedData, isSignedData } from './signed-data.ts';

export { CertificateFileError } from './certificate-file-error.ts';

/**
 * The holder's certificate and its chain in a text that is to hold nothing else: PEM, PKCS#7 in PEM, or the Base64 of either.
 * Throws CertificateFileError; PRIVATE_KEY for a text that brings what its owner should have kept.
 */
export function readPublicText(text: string, now: Date): Uint8Array[] {
  if (text.length > CERTIFICATE_MAX_BYTES) throw new CertificateFileError('TOO_LARGE');
  const blocks = pemBlocks(text);
  const bytes = blocks.length === 0 ? fromBase64(text) : undefined;
  if (blocks.some(isPrivateKey) || (bytes && looksLikePfx(bytes))) throw new CertificateFileError('PRIVATE_KEY');
  if (bytes) return readPublicBytes(bytes, now) ?? notACertificate();
  return readBlocks(blocks, now);
}

/** The same of the blocks of a PEM, whatever else is among them. */
export function readBlocks(blocks: readonly PemBlock[], now: Date): Uint8Array[] {
  const found = blocks.flatMap(({ label, bytes }) => {
    if (!/CERTIFICATE$|^PKCS ?#?7|^CMS$/.test(label)) return [];
    if (!bytes) throw new CertificateFileError('DAMAGED');
    return certificatesIn(bytes) ?? damaged();
  });
  const chain = chainOf(found, now);
  if (chain.length > 0) return chain;
  throw new CertificateFileError(
    found.length > 0 ? 'DAMAGED' : blocks.length > 0 ? 'NO_CERTIFICATE' : 'NOT_A_CERTIFICATE',
  );
}

/** The same of a certificate in DER, or of PKCS#7; undefined where the bytes are neither. */
export function readPublicBytes(bytes: Uint8Array, now: Date): Uint8Array[] | undefined {
  const found = certificatesIn(bytes);
  if (!found) return undefined;
  const chain = chainOf(found, now);
  if (chain.length === 0) throw new CertificateFileError(found.length > 0 ? 'DAMAGED' : 'NO_CERTIFICATE');
  return chain;
}

function chainOf(found: readonly Uint8Array[], now: Date): Uint8Array[] {
  return holderAndChain(
    found.map((der) => ({ der })),
    now,
  );
}

/** A certificate, or all that a PKCS#7 brings; undefined where the bytes are neither. */
function certificatesIn(bytes: Uint8Array): Uint8Array[] | undefined {
  try {
    const value = parseBer(bytes);
    if (isSignedData(value)) return certificatesOfSignedData(value);
    // What OpenSSL writes behind a certificate that it trusts stays behind.
    return isCertificate(value) ? [rawOf(value)] : undefined;
  } catch {
    return undefined;
  }
}

function isPrivateKey({ label }: PemBlock): boolean {
  return label.endsWith('PRIVATE KEY');
}

function damaged(): never {
  throw new CertificateFileError('DAMAGED');
}

function notACertificate(): never {
  throw new CertificateFileError('NOT_A_CERTIFICATE');
}
