import { CERTIFICATE_MAX_BYTES } from '@portal/domain';
import { CertificateFileError } from './certificate-file-error.ts';
import { holderAndChain } from './holder-and-chain.ts';
import { looksLikePfx } from './looks-like-pfx.ts';
import { fromBase64, pemBlocks, toPem } from './pem.ts';
import { readPfx } from './pfx.ts';
import { readBlocks, readPublicBytes } from './public-text.ts';

/** What a file is read with. */
export interface ReadCertificateFile {
  /** Of a PFX, empty for one without; absent while its owner has not been asked. */
  password?: string | undefined;
  now: Date;
  /** Told from time to time how much of a password's work is done, from 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/**
 * The holder's public certificate and its chain, as PEM, out of a file in PFX, PKCS#7, PEM or DER, or the Base64 of one.
 * Nothing of a private key comes out. Throws CertificateFileError. It works as long as the file asks for, up to seconds.
 */
export function readCertificateFile(file: Uint8Array, options: ReadCertificateFile): string {
  if (file.length > CERTIFICATE_MAX_BYTES) throw new CertificateFileError('TOO_LARGE');
  return toPem(readBytes(file, options) ?? readText(textIn(file), options));
}

function readBytes(bytes: Uint8Array, { password, now, onProgress }: ReadCertificateFile): Uint8Array[] | undefined {
  if (looksLikePfx(bytes)) {
    if (password === undefined) throw new CertificateFileError('PASSWORD_NEEDED');
    const chain = holderAndChain(readPfx(bytes, { password, onProgress }), now);
    if (chain.length === 0) throw new CertificateFileError('NO_CERTIFICATE');
    return chain;
  }
  const read = readPublicBytes(bytes, now);
  if (!read && isCutOff(bytes)) throw new CertificateFileError('DAMAGED');
  return read;
}

function readText(text: string, options: ReadCertificateFile): Uint8Array[] {
  const blocks = pemBlocks(text);
  if (blocks.length > 0) return readBlocks(blocks, options.now);
  const bytes = fromBase64(text);
  const read = bytes && readBytes(bytes, options);
  if (!read) throw new CertificateFileError(text.includes('-----BEGIN ') ? 'DAMAGED' : 'NOT_A_CERTIFICATE');
  return read;
}

/** Windows' own tools write UTF-16 where a text is redirected into a file, and mark it so. */
function textIn(bytes: Uint8Array): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** A sequence that says that it is longer than a text could be taken for, and of which nothing could be made. */
function isCutOff([tag, length]: Uint8Array): boolean {
  return tag === 0x30 && length !== undefined && length >= 0x80 && length <= 0x84;
}
