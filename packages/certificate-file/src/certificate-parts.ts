import { type Asn1, contextTag, isSequence, NotAsn1, octetsOf, oidOf, parseBer, partOf, partsOf } from './asn1.ts';

/** What a certificate says (RFC 5280, 4.1), as far as it is read here. */
export interface CertificateParts {
  issuer: Asn1;
  validity: Asn1;
  subject: Asn1;
  /** What an extension holds, by its OID. */
  extension(oid: string): Uint8Array | undefined;
}

/** Whether it has the outline of a certificate. */
export function isCertificate(value: Asn1): boolean {
  if (!isSequence(value)) return false;
  const [signed, algorithm, signature] = partsOf(value);
  return Boolean(signed && algorithm && signature && isSequence(signed) && isSequence(algorithm));
}

/** Reads a certificate in DER; throws NotAsn1. */
export function readCertificateParts(der: Uint8Array): CertificateParts {
  const value = parseBer(der);
  const parts = isCertificate(value) ? partsOf(partOf(value, 0)) : [];
  const [, , issuer, validity, subject] = parts.filter((part) => contextTag(part) === undefined);
  if (!issuer || !validity || !subject) throw new NotAsn1('no certificate');
  const held = parts.find((part) => contextTag(part) === 3);
  const extensions = held ? partsOf(partOf(held, 0)) : [];
  return {
    issuer,
    validity,
    subject,
    extension(oid) {
      const found = extensions.find((one) => oidOf(partOf(one, 0)) === oid);
      const octets = found && partsOf(found).at(-1);
      return octets && octetsOf(octets);
    },
  };
}
