import { BitString } from 'asn1js';
import { BasicConstraints, type Certificate } from 'pkijs';
import { hexOf } from './ask.ts';

const LONGEST = 6;
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const POLICIES = '2.5.29.32';
/** What an authority may ask to be understood, and is. */
const UNDERSTOOD = [BASIC_CONSTRAINTS, KEY_USAGE, POLICIES];
/** The sixth bit (RFC 5280, 4.2.1.3). */
const KEY_CERT_SIGN = 0x04;

/** What a chain of certificates is looked for in. */
export interface ChainGround {
  /** Those that are trusted, whatever issued them. */
  given: readonly Certificate[];
  /** Those that came along. */
  sent: readonly Certificate[];
  /** When all of them have to be in force. */
  at: Date;
}

/**
 * Whether a certificate is one of those that were given, or was issued below one of them. The library's own search does
 * not end where authorities issued one another: this one looks at each certificate once, and no further than six above.
 */
export async function leadsTo({ given, sent, at }: ChainGround, certificate: Certificate): Promise<boolean> {
  const trusted = new Set(given.map(derOf));
  let left = [...given, ...sent].filter((one) => inForce(one, at));
  let level = [certificate];
  for (let above = 0; above <= LONGEST && level.length > 0; above += 1) {
    if (level.some((one) => trusted.has(derOf(one)))) return true;
    const issuers = new Set<Certificate>();
    for (const issuer of left.filter((one) => mayIssue(one, above))) {
      if (await issuedOneOf(level, issuer)) issuers.add(issuer);
    }
    left = left.filter((one) => !issuers.has(one));
    level = [...issuers];
  }
  return false;
}

/** Whether it was in force. */
export function inForce({ notBefore, notAfter }: Certificate, at: Date): boolean {
  return notBefore.value <= at && at <= notAfter.value;
}

async function issuedOneOf(certificates: readonly Certificate[], issuer: Certificate): Promise<boolean> {
  for (const certificate of certificates) {
    if (!issuer.subject.isEqual(certificate.issuer)) continue;
    if (await certificate.verify(issuer).catch(() => false)) return true;
  }
  return false;
}

/** Whether it is an authority that may have so many others between itself and the certificate at the end. */
function mayIssue({ extensions = [] }: Certificate, between: number): boolean {
  if (extensions.some(({ critical, extnID }) => critical && !UNDERSTOOD.includes(extnID))) return false;
  const parsedOf = (wanted: string) => extensions.find(({ extnID }) => extnID === wanted)?.parsedValue as unknown;
  const basic = parsedOf(BASIC_CONSTRAINTS);
  if (!(basic instanceof BasicConstraints) || !basic.cA) return false;
  if (typeof basic.pathLenConstraint === 'number' && basic.pathLenConstraint < between) return false;
  const usage = parsedOf(KEY_USAGE);
  if (usage === undefined) return true;
  return usage instanceof BitString && ((usage.valueBlock.valueHexView[0] ?? 0) & KEY_CERT_SIGN) !== 0;
}

function derOf(certificate: Certificate): string {
  return hexOf(new Uint8Array(certificate.toSchema().toBER()));
}
