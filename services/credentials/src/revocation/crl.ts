import { setImmediate } from 'node:timers/promises';
import { fromBER } from 'asn1js';
import { type Certificate, CertificateRevocationList } from 'pkijs';
import { childrenOf, type Element, splitList, UTC_TIME } from './der.ts';
import { inForce } from './standing.ts';

/** A list as it is kept: serial numbers in hexadecimal, and since when. */
export interface RevocationList {
  revoked: ReadonlyMap<string, Date>;
  until: Date | null;
  /** How long it was as it came. */
  bytes: number;
}

/** Of all but the entries, which are walked without an object for each: some ten thousand would hold up everybody for seconds. */
const MOST_NODES = 1_000;
const AT_ONCE = 5_000;
const DELTA_LIST = '2.5.29.27';
/** A list of a part of what an authority issued, or of what others did, which says by a critical extension what is missing. */
const ISSUING_POINT = '2.5.29.28';

/** Reads a list; throws where it is none, is over, is not the issuer's, or is not the whole of it. */
export async function readRevocationList(bytes: Uint8Array, issuer: Certificate, now: Date): Promise<RevocationList> {
  const { tbs, listed, rest } = splitList(bytes);
  const { offset, result } = fromBER(rest, { maxNodes: MOST_NODES });
  if (offset === -1) throw new Error('the list cannot be read');
  const list = new CertificateRevocationList({ schema: result });
  // What was signed is the whole of it.
  list.tbsView = new Uint8Array(tbs);
  const partial = list.crlExtensions?.extensions.some(({ extnID }) => [DELTA_LIST, ISSUING_POINT].includes(extnID));
  if (partial) throw new Error('the list is a part of one');
  if (!(await list.verify({ issuerCertificate: issuer }))) throw new Error('the list is not signed by the issuer');
  const until = list.nextUpdate?.value ?? null;
  inForce({ from: list.thisUpdate.value, until }, now);
  const revoked = new Map<string, Date>();
  let place = 0;
  for (const entry of listed ? childrenOf(listed) : []) {
    // Others are answered in between.
    if (place % AT_ONCE === 0) await setImmediate();
    place += 1;
    revoked.set(...entryOf(entry));
  }
  return { revoked, until, bytes: bytes.length };
}

function entryOf(entry: Element): [serial: string, at: Date] {
  const [serial, at] = childrenOf(entry);
  if (!serial || !at) throw new Error('the list cannot be read');
  return [serialOf(serial.content), dateOf(at)];
}

/** UTCTime has two digits of the year, which are of 1950 to 2049 (RFC 5280). */
function dateOf({ tag, content }: Element): Date {
  const text = Buffer.from(content).toString('latin1');
  const whole = tag === UTC_TIME ? `${text < '5' ? '20' : '19'}${text}` : text;
  const date = new Date(whole.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(date.getTime())) throw new Error('the list cannot be read');
  return date;
}

/** A serial number as it is compared: leading zeros are of no meaning. */
export function serialOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').replace(/^0+/, '');
}
