import { X509Certificate } from 'node:crypto';
import { pemBlocks } from '@portal/certificate-file/pem';

/** The authorities that a chain may lead to and through: roots are those that signed themselves. */
export interface TrustedAuthorities {
  certificates: readonly X509Certificate[];
}

/** ICP-Brasil has three levels; more than this is no chain of it. */
const LONGEST_CHAIN = 6;

/** Reads a PEM bundle of roots and intermediates; throws where there is no root in it, or what is no certificate. */
export function readAuthorities(bundle: string): TrustedAuthorities {
  const blocks = pemBlocks(bundle).filter(({ label }) => label.endsWith('CERTIFICATE'));
  const certificates = blocks.map(({ bytes }) => new X509Certificate(bytes ?? ''));
  if (!certificates.some(isRoot)) throw new Error('the bundle of ICP-Brasil certificates has no root in it');
  return { certificates };
}

interface ChainQuestion {
  authorities: TrustedAuthorities;
  /** Intermediates that came with the certificate: of use, not trusted. */
  offered: readonly X509Certificate[];
  now: Date;
}

/** Whether signatures lead from the certificate to a trusted root, each authority in date. Revocation is not looked at. */
export function leadsToTrustedRoot(certificate: X509Certificate, question: ChainQuestion): boolean {
  return pathToRoot(certificate, question) !== undefined;
}

/** The certificate, the authorities above it and the trusted root that they lead to; undefined where they lead to none. */
export function pathToRoot(certificate: X509Certificate, question: ChainQuestion): X509Certificate[] | undefined {
  const { authorities, offered, now } = question;
  const candidates = [...authorities.certificates, ...offered].filter((issuer) => issuer.ca && isInDate(issuer, now));
  const roots = new Set(authorities.certificates.filter(isRoot));

  // Level by level, each authority once: a file may bring many that all signed each other.
  const waiting = new Set(candidates);
  const below = new Map<X509Certificate, X509Certificate>();
  let reached = [certificate];
  for (let steps = 0; steps < LONGEST_CHAIN && reached.length > 0; steps += 1) {
    const issuers = [...waiting].filter((issuer) => {
      const from = reached.find((one) => issuer !== one && isIssuedBy(one, issuer));
      if (from) below.set(issuer, from);
      return from !== undefined;
    });
    const root = issuers.find((issuer) => roots.has(issuer));
    if (root) return downFrom(root, below).reverse();
    for (const issuer of issuers) waiting.delete(issuer);
    reached = issuers;
  }
  return undefined;
}

function downFrom(root: X509Certificate, below: ReadonlyMap<X509Certificate, X509Certificate>): X509Certificate[] {
  const path = [root];
  for (let next = below.get(root); next; next = below.get(next)) path.push(next);
  return path;
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
