import { type BaseBlock, BaseStringBlock, fromBER } from 'asn1js';

/** One value of ASN.1 in BER or DER, with what is inside it. */
export type Asn1 = BaseBlock;

/** The bytes are not the ASN.1 that they should be. */
export class NotAsn1 extends Error {
  override readonly name = 'NotAsn1';
}

const CONTEXT_SPECIFIC = 3;
const SEQUENCE = 16;

/** Reads the first value of the bytes; throws NotAsn1. How deep and how wide it may be is bounded by the library. */
export function parseBer(bytes: Uint8Array): Asn1 {
  const { offset, result } = fromBER(bytes);
  if (offset === -1) throw new NotAsn1(result.error || 'no ASN.1');
  return result;
}

/** What a sequence, a set or a tag holds, in order; throws NotAsn1 where the value holds nothing but bytes. */
export function partsOf(value: Asn1): Asn1[] {
  if (!value.idBlock.isConstructed) throw new NotAsn1('not constructed');
  return (value.valueBlock as { value?: Asn1[] }).value ?? [];
}

/** The part of that number, from 0; throws NotAsn1 where there is none. */
export function partOf(value: Asn1, index: number): Asn1 {
  const part = partsOf(value)[index];
  if (!part) throw new NotAsn1(`no part ${index}`);
  return part;
}

/** Whether it is a SEQUENCE. */
export function isSequence({ idBlock }: Asn1): boolean {
  return idBlock.tagClass === 1 && idBlock.tagNumber === SEQUENCE && idBlock.isConstructed;
}

/** Whether the bytes begin as a sequence that is as long as they are, whatever is inside. */
export function isWholeSequence(bytes: Uint8Array): boolean {
  // Without a length, it ends by two zero bytes.
  if (bytes[0] === 0x30 && bytes[1] === 0x80) return bytes.at(-1) === 0 && bytes.at(-2) === 0;
  return bytes[0] === 0x30 && endOf(bytes) === bytes.length;
}

/** The values in a sequence in DER, each as it stands, whatever is inside: one that nobody understands spoils no other. */
export function cutSequence(sequence: Uint8Array): Uint8Array[] {
  let rest = sequence.subarray(contentOf(sequence).start, endOf(sequence));
  const values: Uint8Array[] = [];
  while (rest.length > 0) {
    const end = endOf(rest);
    values.push(rest.subarray(0, end));
    rest = rest.subarray(end);
  }
  return values;
}

/** Where the value ends that the bytes begin with; throws NotAsn1 where that is beyond them, or not told. */
function endOf(bytes: Uint8Array): number {
  const { start, length } = contentOf(bytes);
  if (!(start + length <= bytes.length)) throw new NotAsn1('cut off');
  return start + length;
}

function contentOf(bytes: Uint8Array): { start: number; length: number } {
  const first = bytes[1] ?? Number.NaN;
  if (first < 0x80) return { start: 2, length: first };
  const told = bytes.subarray(2, 2 + (first & 0x7f));
  const length = told.length === 0 ? Number.NaN : told.reduce((sum, byte) => sum * 256 + byte, 0);
  return { start: 2 + told.length, length };
}

/** The number of a tag that the standard gives by its place, `[0]`; undefined for a type of its own. */
export function contextTag({ idBlock }: Asn1): number | undefined {
  return idBlock.tagClass === CONTEXT_SPECIFIC ? idBlock.tagNumber : undefined;
}

/** The value as it stands in the file, its tag and length included. */
export function rawOf(value: Asn1): Uint8Array {
  return value.valueBeforeDecodeView;
}

/** The bytes of an OCTET STRING, which BER may cut into pieces, and those into pieces again. */
export function octetsOf(value: Asn1): Uint8Array {
  if (!value.idBlock.isConstructed)
    return rawOf(value).subarray(value.idBlock.blockLength + value.lenBlock.blockLength);
  return concatBytes(partsOf(value).map(octetsOf));
}

/** The value as a text, whichever of the types it is in. */
export function textOf(value: Asn1): string {
  return value instanceof BaseStringBlock ? value.getValue() : new TextDecoder().decode(octetsOf(value));
}

/** An OBJECT IDENTIFIER in dots; empty for what is none. */
export function oidOf(value: Asn1): string {
  return value.idBlock.tagClass === 1 && value.idBlock.tagNumber === 6 ? value.valueBlock.toString() : '';
}

/** An INTEGER; NaN where it is none, or too large to count with. */
export function integerOf(value: Asn1): number {
  const bytes = octetsOf(value);
  if (value.idBlock.tagNumber !== 2 || bytes.length === 0 || bytes.length > 6 || (bytes[0] ?? 0) > 127) return NaN;
  return bytes.reduce((number, byte) => number * 256 + byte, 0);
}

/** Several bytes after one another. */
export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
