import { type AsnType, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { type Certificate, getAlgorithmByOID, id_eContentType_TSTInfo, type SignedData } from 'pkijs';
import { hexOf } from './ask.ts';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
/** RFC 2634, by SHA-1. */
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
/** RFC 5035, by any hash. */
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/** Whether what is signed says that it is a stamp, and by this very certificate (RFC 5816). */
export async function signsWith(signed: SignedData, certificate: Certificate): Promise<boolean> {
  const attributes = signed.signerInfos[0]?.signedAttrs?.attributes ?? [];
  const attributeOf = (wanted: string) =>
    attributes.find(({ type }) => type === wanted)?.values[0] as AsnType | undefined;
  const contentType = attributeOf(CONTENT_TYPE);
  if (!(contentType instanceof ObjectIdentifier) || contentType.getValue() !== id_eContentType_TSTInfo) return false;
  const der = certificate.toSchema().toBER();
  const named = [
    { value: attributeOf(SIGNING_CERTIFICATE), usual: 'SHA-1' },
    { value: attributeOf(SIGNING_CERTIFICATE_V2), usual: 'SHA-256' },
  ].filter(({ value }) => value !== undefined);
  const fits = await Promise.all(
    named.map(async ({ value, usual }) => {
      const { hash, algorithm } = firstNamed(value, usual);
      return hash === hexOf(new Uint8Array(await crypto.subtle.digest(algorithm, der)));
    }),
  );
  return fits.length > 0 && fits.every(Boolean);
}

/** The first certificate that the attribute names is the one that signs. */
function firstNamed(value: AsnType | undefined, usual: string): { hash: string; algorithm: string } {
  const parts = partsOf(partsOf(partsOf(value)[0])[0]);
  const [first, second] = parts;
  if (first instanceof OctetString) return { hash: hexOf(first.valueBlock.valueHexView), algorithm: usual };
  const oid = partsOf(first)[0];
  if (!(oid instanceof ObjectIdentifier) || !(second instanceof OctetString)) return { hash: '', algorithm: usual };
  const algorithm = getAlgorithmByOID(oid.getValue(), true, 'certHash') as { name: string };
  return { hash: hexOf(second.valueBlock.valueHexView), algorithm: algorithm.name };
}

function partsOf(value: AsnType | undefined): AsnType[] {
  return value instanceof Sequence ? (value.valueBlock.value as AsnType[]) : [];
}
