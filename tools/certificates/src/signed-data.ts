import { berOf, derOf, integer, oid, sequence, set, withoutLength } from './asn1.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';
const SEQUENCE = 0x30;
const TAG_0 = 0xa0;

/** Certificates as PKCS#7 that nobody signed, as a `.p7b` holds them; in BER, the certificates as they are. */
export function toSignedData(certificates: readonly Buffer[]): Buffer {
  const signed = withoutLength(SEQUENCE, [
    derOf(integer(1)),
    derOf(set([])),
    berOf(sequence([oid(DATA)])),
    withoutLength(TAG_0, certificates),
    derOf(set([])),
  ]);
  return withoutLength(SEQUENCE, [derOf(oid(SIGNED_DATA)), withoutLength(TAG_0, [signed])]);
}
