import { X509Certificate } from 'node:crypto';
import { CERTIFICATE_MAX_BYTES, invalid, type Parsed, valid } from '@portal/domain';
import type { Certificate, ReadCertificate } from './certificate.ts';
import { leadsToTrustedRoot, readPemCertificates, type TrustedAuthorities } from './chain.ts';
import { readHolder } from './holder.ts';
import { keyMessage } from './key-strength.ts';
import { readPfx } from './pfx.ts';
import { UnreadablePfx, WrongPassword } from './pfx-error.ts';
import { validityMessage } from './rules.ts';

/** What a certificate is read with. */
export interface ReadOptions {
  /** Of ICP-Brasil; without them the chain is not checked, and the certificate says so. */
  authorities: TrustedAuthorities | undefined;
  now: Date;
}

/** More authorities than a chain has are not looked at. */
const MOST_OFFERED = 10;

/** Parts of the holder's and the issuer's name together. */
const MOST_PARTS = 100;

/** Said of bytes that hold no certificate. */
export const NOT_A_CERTIFICATE = 'Este arquivo não é um certificado.';

/** Reads a certificate file, PEM, DER or PFX, in memory: the public certificate, or what is wrong with it. */
export async function readCertificate(
  file: Uint8Array,
  options: ReadOptions & { password?: string | undefined },
): Promise<Parsed<ReadCertificate>> {
  if (file.length > CERTIFICATE_MAX_BYTES) return invalid(NOT_A_CERTIFICATE);
  try {
    const certificates = readPublicCertificates(file) ?? (await readPfx(file, options.password ?? ''));
    return describe(certificates, options);
  } catch (error) {
    if (error instanceof WrongPassword)
      return invalid(options.password ? 'Senha incorreta.' : 'Informe a senha do arquivo.');
    if (error instanceof UnreadablePfx) return invalid(NOT_A_CERTIFICATE);
    throw error;
  }
}

/** Reads the PEM that `certificatePem` brings back; the same checks as for a file. */
export function readCertificatePem(pem: string, options: ReadOptions): Parsed<ReadCertificate> {
  const bytes = Buffer.from(pem, 'utf8');
  if (bytes.length > CERTIFICATE_MAX_BYTES) return invalid(NOT_A_CERTIFICATE);
  return describe(readPem(pem), options);
}

/** Undefined where the bytes are neither PEM nor one certificate in DER. */
function readPublicCertificates(file: Uint8Array): X509Certificate[] | undefined {
  const text = Buffer.from(file).toString('latin1');
  if (text.includes('-----BEGIN ')) return readPem(text);
  try {
    return [new X509Certificate(file)];
  } catch {
    return undefined;
  }
}

function readPem(text: string): X509Certificate[] {
  try {
    return readPemCertificates(text);
  } catch {
    return [];
  }
}

function describe(certificates: X509Certificate[], { authorities, now }: ReadOptions): Parsed<ReadCertificate> {
  // A file may bring its authorities along; the holder's is the one that is none.
  const own = certificates.find(({ ca }) => !ca) ?? certificates[0];
  if (!own || !hasDates(own)) return invalid(NOT_A_CERTIFICATE);
  const offered = certificates.filter((other) => other !== own && other.ca).slice(0, MOST_OFFERED);
  const certificate = { ...facts(own), pem: pemOf([own, ...offered]), chainVerified: false };
  const wrong = namesMessage(own) ?? validityMessage(certificate, now) ?? keyMessage(own);
  if (wrong) return invalid(wrong);
  if (!authorities) return valid(certificate);
  if (!leadsToTrustedRoot(own, { authorities, offered, now })) {
    return invalid('Este certificado não foi emitido pela ICP-Brasil.');
  }
  return valid({ ...certificate, chainVerified: true });
}

/** OpenSSL takes dates that are none. */
function hasDates({ validFromDate, validToDate }: X509Certificate): boolean {
  return !Number.isNaN(validFromDate.getTime()) && !Number.isNaN(validToDate.getTime());
}

/** The standard gives a part of a name 64 characters, some a few more; without an end, every page would carry them. */
const LONGEST_NAME = 200;

function namesMessage({ subject, issuer, serialNumber }: X509Certificate): string | undefined {
  const parts = [subject, issuer, serialNumber].flatMap((lines) => (lines ?? '').split('\n'));
  const longest = Math.max(...parts.map((part) => part.length - part.indexOf('=') - 1));
  if (longest <= LONGEST_NAME && parts.length <= MOST_PARTS) return undefined;
  return `O certificado traz um nome longo demais. O limite é ${LONGEST_NAME} caracteres.`;
}

function facts(certificate: X509Certificate): Omit<Certificate, 'chainVerified'> {
  return {
    subject: distinguishedName(certificate.subject),
    issuer: distinguishedName(certificate.issuer),
    serialNumber: certificate.serialNumber,
    notBefore: certificate.validFromDate.toISOString(),
    notAfter: certificate.validToDate.toISOString(),
    sha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    ...readHolder(certificate),
  };
}

/** Node gives a part a line, the country first; RFC 4514 goes the other way. */
function distinguishedName(lines: string | undefined): string {
  return (lines ?? '').split('\n').reverse().join(',');
}

function pemOf(certificates: readonly X509Certificate[]): string {
  return certificates.map((certificate) => certificate.toString()).join('');
}
