import { GeneralizedTime, UTCTime } from 'asn1js';
import { type Asn1, octetsOf, parseBer, partOf, partsOf, rawOf } from './asn1.ts';
import { readCertificateParts } from './certificate-parts.ts';

/** A certificate as it was found. */
export interface FoundCertificate {
  der: Uint8Array;
  /** Whether the key in the same file names it as its own. */
  ofKey?: boolean;
}

/** More authorities than a chain has are left out. */
const LONGEST_CHAIN = 10;

/**
 * The holder's certificate, then those of the authorities above it. It is the one that the file's key names, or else one
 * that is no authority's; of several the one in date, and of those the one that is good for longest. Others in the file
 * are nobody's business. Empty where none of them is a certificate.
 */
export function holderAndChain(found: readonly FoundCertificate[], now: Date): Uint8Array[] {
  const certificates = found.flatMap((one) => readFacts(one) ?? []);
  const [holder] = certificates.toSorted((a, b) => rank(b, now) - rank(a, now) || b.notAfter - a.notAfter);
  return holder ? chainFrom(holder, certificates).map(({ der }) => der) : [];
}

interface Facts {
  der: Uint8Array;
  ofKey: boolean;
  authority: boolean;
  /** Names as they stand in the certificate, to be compared. */
  subject: string;
  issuer: string;
  notBefore: number;
  notAfter: number;
}

function rank({ ofKey, authority, notBefore, notAfter }: Facts, now: Date): number {
  const inDate = notBefore <= now.getTime() && now.getTime() <= notAfter;
  return (ofKey ? 4 : 0) + (authority ? 0 : 2) + (inDate ? 1 : 0);
}

function chainFrom(holder: Facts, certificates: readonly Facts[]): Facts[] {
  const chain = [holder];
  // Authorities may have signed each other's certificates: all of a name go along, each once.
  for (const below of chain) {
    const above = certificates.filter((one) => one.authority && one.subject === below.issuer && !chain.includes(one));
    chain.push(...above.slice(0, LONGEST_CHAIN + 1 - chain.length));
  }
  return chain;
}

const BASIC_CONSTRAINTS = '2.5.29.19';

function readFacts({ der, ofKey = false }: FoundCertificate): Facts | undefined {
  try {
    const { issuer, validity, subject, extension } = readCertificateParts(der);
    return {
      der,
      ofKey,
      authority: isAuthority(extension(BASIC_CONSTRAINTS)),
      subject: hex(rawOf(subject)),
      issuer: hex(rawOf(issuer)),
      notBefore: timeOf(partOf(validity, 0)),
      notAfter: timeOf(partOf(validity, 1)),
    };
  } catch {
    return undefined;
  }
}

function isAuthority(constraints: Uint8Array | undefined): boolean {
  const [authority] = constraints ? partsOf(parseBer(constraints)) : [];
  return authority?.idBlock.tagNumber === 1 && octetsOf(authority)[0] !== 0;
}

function timeOf(value: Asn1): number {
  return value instanceof UTCTime || value instanceof GeneralizedTime ? value.toDate().getTime() : 0;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
