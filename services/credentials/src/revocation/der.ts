/** A value in DER: its tag, all of it, and what it holds. */
export interface Element {
  tag: number;
  whole: Uint8Array;
  content: Uint8Array;
}

export const UTC_TIME = 0x17;
const SEQUENCE = 0x30;

/** Nothing around the entries has more: seven of what was signed, three of the whole. */
const MOST_PARTS = 7;

/** A list of revoked certificates cut in what was signed, what holds its entries, and the same list without them. */
export function splitList(bytes: Uint8Array): { tbs: Uint8Array; listed: Element | undefined; rest: Uint8Array } {
  const [tbs, ...signature] = partsOf(elementAt(bytes));
  if (!tbs) throw new Error('the list cannot be read');
  const parts = partsOf(tbs);
  // The algorithm and the issuer are such as well, and come before.
  const listed = parts.filter(({ tag }) => tag === SEQUENCE)[2];
  const kept = parts.filter((part) => part !== listed);
  const rest = sequence([sequence(kept.map(({ whole }) => whole)), ...signature.map(({ whole }) => whole)]);
  return { tbs: tbs.whole, listed, rest };
}

/** What a value is made of, one after the other, each made when it is taken: nobody knows yet how many they are. */
export function* childrenOf({ content }: Pick<Element, 'content'>): Generator<Element, void> {
  for (let left = content; left.length > 0; ) {
    const child = elementAt(left);
    yield child;
    left = left.subarray(child.whole.length);
  }
}

function partsOf(element: Element): Element[] {
  const parts: Element[] = [];
  for (const part of childrenOf(element)) {
    if (parts.length === MOST_PARTS) throw new Error('the list cannot be read');
    parts.push(part);
  }
  return parts;
}

function elementAt(bytes: Uint8Array): Element {
  const [tag = 0, first = 0] = bytes;
  const more = first < 0x80 ? 0 : first - 0x80;
  const length = more === 0 ? first : bytes.subarray(2, 2 + more).reduce((sum, byte) => sum * 256 + byte, 0);
  const from = 2 + more;
  // A length of unknown end (0x80) is none of DER.
  if (first === 0x80 || more > 4 || from + length > bytes.length) throw new Error('the list cannot be read');
  return { tag, whole: bytes.subarray(0, from + length), content: bytes.subarray(from, from + length) };
}

function sequence(parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const header = Buffer.alloc(6);
  header.writeUInt8(SEQUENCE);
  header.writeUInt8(0x84, 1);
  header.writeUInt32BE(content.length, 2);
  return Buffer.concat([header, content]);
}
