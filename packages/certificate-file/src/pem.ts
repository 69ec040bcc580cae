/** A block of PEM (RFC 7468). */
export interface PemBlock {
  /** `CERTIFICATE`, for one. */
  label: string;
  /** Undefined where what stands between the marks is no Base64. */
  bytes: Uint8Array | undefined;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';

/**
 * The blocks in a text, however its lines are ended, indented, put into one line, or written `\n`, as in a variable of the
 * environment or in JSON. A regular expression would read to the end again from each beginning that has none.
 */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (let at = 0; ; ) {
    const begin = text.indexOf(BEGIN, at);
    const mark = begin < 0 ? -1 : text.indexOf(DASHES, begin + BEGIN.length);
    if (mark < 0) return blocks;
    const label = text.slice(begin + BEGIN.length, mark);
    const end = text.indexOf(`${DASHES}END ${label}${DASHES}`, mark);
    if (end < 0) return blocks;
    blocks.push({ label, bytes: fromBase64(text.slice(mark + DASHES.length, end)) });
    at = end + DASHES.length;
  }
}

/** The bytes of a Base64 with whatever space in it; undefined where it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  const packed = text.replaceAll(/\\[rn]|\s/g, '');
  if (packed === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(packed)) return undefined;
  try {
    return Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Values in DER as PEM, certificates unless told, each ended by a line break. */
export function toPem(values: readonly Uint8Array[], label = 'CERTIFICATE'): string {
  return values.map((der) => pemOf(der, label)).join('');
}

function pemOf(der: Uint8Array, label: string): string {
  const base64 = btoa(Array.from(der, (byte) => String.fromCharCode(byte)).join(''));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
