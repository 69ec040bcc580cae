import { X509Certificate } from 'node:crypto';

/** The authorities that a chain may lead to and through: roots are those that signed themselves. */
export interface TrustedAuthorities {
  certificates: readonly X509Certificate[];
}

/** ICP-Brasil has three levels; more than this is no chain of it. */
const LONGEST_CHAIN = 6;

/** Reads a PEM bundle of roots and intermediates; throws where there is no root in it. */
export function readAuthorities(bundle: string): TrustedAuthorities {
  const certificates = readPemCertificates(bundle);
  if (!certificates.some(isRoot)) throw new Error('the bundle of ICP-Brasil certificates has no root in it');
  return { certificates };
}

/** The certificates in a PEM text, in order; throws where a block is none. */
export function readPemCertificates(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

interface ChainQuestion {
  authorities: TrustedAuthorities;
  /** Intermediates that came with the certificate: of use, not trusted. */
  offered: readonly X509Certificate[];
  now: Date;
}

/** Whether signatures lead from the certificate to a trusted root, each authority in date. Revocation is not looked at. */
export function leadsToTrustedRoot(certificate: X509Certificate, question: ChainQuestion): boolean {
  const { authorities, offered, now } = question;
  const candidates = [...authorities.certificates, ...offered].filter((issuer) => issuer.ca && isInDate(issuer, now));
  const roots = new Set(authorities.certificates.filter(isRoot));

  function leads(from: X509Certificate, steps: number): boolean {
    if (steps === 0) return false;
    const issuers = candidates.filter((issuer) => issuer !== from && isIssuedBy(from, issuer));
    return issuers.some((issuer) => roots.has(issuer) || leads(issuer, steps - 1));
  }

  return leads(certificate, LONGEST_CHAIN);
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isRoot(certificate: X509Certificate): boolean {
  return certificate.ca && isIssuedBy(certificate, certificate);
}

function isInDate(certificate: X509Certificate, now: Date): boolean {
  return now >= certificate.validFromDate && now <= certificate.validToDate;
}
