import canonicalize from 'canonicalize';

/** What the signature of a report as JSON is over, a detached JWS (RFC 7515, appendix F): its canonical form (RFC 8785). */
export function signedBytes(report: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalize(report) ?? '');
}

const SLOT_NAME = 'PortalSignature';
const SLOT_BEGINS = `${SLOT_NAME}:`;
const SLOT_OPENS = `(${SLOT_BEGINS}`;
const SPACE = 0x20;

/** The name under which a PDF's own description holds what it is signed by. */
export const PDF_SIGNATURE_KEY = SLOT_NAME;

/** What a PDF holds in that place until it is signed: as long as what will stand there. */
export function emptySlot(length: number): string {
  return SLOT_BEGINS + ' '.repeat(length);
}

/** Where in a PDF its signature stands; null where it stands nowhere, or in more than one place. */
export function slotOf(pdf: Uint8Array): { start: number; end: number } | null {
  const opens = new TextEncoder().encode(SLOT_OPENS);
  const at = indexOf(pdf, opens, 0);
  if (at < 0 || indexOf(pdf, opens, at + 1) >= 0) return null;
  const start = at + opens.length;
  const end = pdf.indexOf(0x29, start);
  return end < 0 ? null : { start, end };
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, place) => bytes[at + place] === byte)) return at;
  }
  return -1;
}

/** What the signature of a PDF is over: SHA-256, hexadecimal, of its bytes with spaces for the signature. */
export async function signedPdfBytes(pdf: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  const slot = slotOf(pdf);
  if (!slot) return null;
  const bare = new Uint8Array(pdf);
  bare.fill(SPACE, slot.start, slot.end);
  return new TextEncoder().encode(await sha256Of(bare));
}

/** What stands in the place for it. */
export function signatureIn(pdf: Uint8Array): { signature: string } | null {
  const slot = slotOf(pdf);
  if (!slot) return null;
  const text = new TextDecoder('latin1').decode(pdf.subarray(slot.start, slot.end));
  const signature = text.match(/^([\w.-]+) *$/)?.[1];
  return signature ? { signature } : null;
}

/** The PDF with its signature in the place for it. Throws where it does not fit. */
export function withSignature(pdf: Uint8Array, signature: string): Uint8Array<ArrayBuffer> {
  const slot = slotOf(pdf);
  const text = new TextEncoder().encode(signature);
  if (!slot || text.length > slot.end - slot.start) throw new Error('The PDF has no place for its signature');
  const signed = new Uint8Array(pdf);
  signed.set(text, slot.start);
  return signed;
}

/** SHA-256 in hexadecimal. */
async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
