import { fromBER } from 'asn1js';
import { type Certificate, CertificateRevocationList, type RevokedCertificate } from 'pkijs';
import { inForce } from './standing.ts';

/** A list as it is kept: serial numbers in hexadecimal, and since when. */
export interface RevocationList {
  revoked: ReadonlyMap<string, Date>;
  until: Date | null;
}

/** A list of ICP-Brasil's largest authorities has some ten thousand entries, of five values each. */
const MOST_NODES = 1_000_000;
const DELTA_LIST = '2.5.29.27';
/** A list of a part of what an authority issued, or of what others did, which says by a critical extension what is missing. */
const ISSUING_POINT = '2.5.29.28';

/** Reads a list; throws where it is none, is over, is not the issuer's, or is not the whole of it. */
export async function readRevocationList(bytes: Uint8Array, issuer: Certificate, now: Date): Promise<RevocationList> {
  const { offset, result } = fromBER(bytes, { maxNodes: MOST_NODES });
  if (offset === -1) throw new Error('the list cannot be read');
  const list = new CertificateRevocationList({ schema: result });
  const partial = list.crlExtensions?.extensions.some(({ extnID }) => [DELTA_LIST, ISSUING_POINT].includes(extnID));
  if (partial) throw new Error('the list is a part of one');
  if (!(await list.verify({ issuerCertificate: issuer }))) throw new Error('the list is not signed by the issuer');
  const until = list.nextUpdate?.value ?? null;
  inForce({ from: list.thisUpdate.value, until }, now);
  return { revoked: new Map((list.revokedCertificates ?? []).map(entryOf)), until };
}

function entryOf({ userCertificate, revocationDate }: RevokedCertificate): [serial: string, at: Date] {
  return [serialOf(userCertificate.valueBlock.valueHexView), revocationDate.value];
}

/** A serial number as it is compared: leading zeros are of no meaning. */
export function serialOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').replace(/^0+/, '');
}
