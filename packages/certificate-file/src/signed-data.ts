import { type Asn1, contextTag, isSequence, oidOf, partOf, partsOf, rawOf } from './asn1.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** Whether it is PKCS#7 that certificates travel in, `.p7b`. */
export function isSignedData(value: Asn1): boolean {
  const [type] = isSequence(value) ? partsOf(value) : [];
  return type !== undefined && oidOf(type) === SIGNED_DATA;
}

/** The certificates in it (RFC 5652, 5.1), as they stand there; throws NotAsn1. */
export function certificatesOfSignedData(value: Asn1): Uint8Array[] {
  const signed = partOf(partOf(value, 1), 0);
  const certificates = partsOf(signed).find((part) => contextTag(part) === 0);
  // Other kinds than X.509 carry a tag.
  return certificates ? partsOf(certificates).filter(isSequence).map(rawOf) : [];
}
