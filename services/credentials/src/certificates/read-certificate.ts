import { X509Certificate } from 'node:crypto';
import { CertificateFileError, readPublicText } from '@portal/certificate-file/public-text';
import { invalid, type Parsed, valid } from '@portal/domain';
import type { Certificate, ReadCertificate } from './certificate.ts';
import { leadsToTrustedRoot, type TrustedAuthorities } from './chain.ts';
import { readHolder } from './holder.ts';
import { keyMessage } from './key-strength.ts';
import { validityMessage } from './rules.ts';

/** What a certificate is read with. */
export interface ReadOptions {
  /** Of ICP-Brasil; without them the chain is not checked, and the certificate says so. */
  authorities: TrustedAuthorities | undefined;
  now: Date;
}

/** Parts of the holder's and the issuer's name together. */
const MOST_PARTS = 100;

/** Reads the text of a public certificate and of the authorities above it; or what is wrong with it. */
export function readCertificatePem(pem: string, options: ReadOptions): Parsed<ReadCertificate> {
  try {
    const [own, ...offered] = readPublicText(pem, options.now).map(readX509);
    if (!own || !hasDates(own)) throw new CertificateFileError('NOT_A_CERTIFICATE');
    return describe(own, offered, options);
  } catch (error) {
    if (error instanceof CertificateFileError) return invalid(error.message);
    throw error;
  }
}

function readX509(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (cause) {
    throw new CertificateFileError('DAMAGED', { cause });
  }
}

/** What is kept of a certificate, unless it is not one that can be taken. */
function describe(
  own: X509Certificate,
  offered: X509Certificate[],
  { authorities, now }: ReadOptions,
): Parsed<ReadCertificate> {
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
