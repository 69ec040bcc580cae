import forge from 'node-forge';

const { asn1 } = forge;

/** A value of ASN.1 that is being built. */
export type Asn1 = forge.asn1.Asn1;

/** What was built, as bytes in DER. */
export function derOf(built: Asn1): Buffer {
  return Buffer.from(asn1.toDer(built).getBytes(), 'binary');
}

/** Pieces that an OCTET STRING is cut into. */
const PIECE_BYTES = 1_000;
const END = Buffer.from([0, 0]);

/**
 * What was built, in BER as Firefox and Bouncy Castle write it: no length is told, and every OCTET STRING, one that has a
 * tag in the place of its type as well, is cut into pieces.
 */
export function berOf({ tagClass, type, constructed, value }: Asn1): Buffer {
  const tag = tagClass | type;
  if (constructed) return withoutLength(tag, (value as Asn1[]).map(berOf));
  const bytes = Buffer.from(value as string, 'binary');
  const inPieces = type === asn1.Type.OCTETSTRING || tagClass === asn1.Class.CONTEXT_SPECIFIC;
  if (!inPieces) return derOf(asn1.create(tagClass, type, false, value));
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE_BYTES) }, (_, index) =>
    bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES),
  );
  // One that is in pieces itself, as the standard allows.
  return withoutLength(
    tag,
    pieces.map((piece) => withoutLength(asn1.Type.OCTETSTRING, [derOf(octets(piece))])),
  );
}

/** A value that holds these, its end told by two zero bytes. */
export function withoutLength(tag: number, parts: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([tag | 0x20, 0x80]), ...parts, END]);
}

export function sequence(parts: Asn1[]): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, parts);
}

export function set(parts: Asn1[]): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SET, true, parts);
}

/** A tag by its place, such as `[0]`, around these. */
export function context(tag: number, parts: Asn1[]): Asn1 {
  return asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag as forge.asn1.Type, true, parts);
}

/** Bytes with a tag in the place of their type. */
export function implicitOctets(tag: number, bytes: string): Asn1 {
  return asn1.create(asn1.Class.CONTEXT_SPECIFIC, tag as forge.asn1.Type, false, bytes);
}

export function octets(bytes: Buffer): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OCTETSTRING, false, bytes.toString('binary'));
}

export function oid(dotted: string): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(dotted).getBytes());
}

export function integer(value: number): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.INTEGER, false, asn1.integerToDer(value).getBytes());
}

/** NULL. */
export function nothing(): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.NULL, false, '');
}
