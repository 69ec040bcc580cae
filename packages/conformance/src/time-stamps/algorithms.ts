import { ObjectIdentifier } from 'asn1js';
import { type Certificate, getAlgorithmByOID, type SignedData } from 'pkijs';

/** Whether the one signature, or the key that it is by, is of a kind that the library does not know. */
export function hasUnknownAlgorithm({ signerInfos: [signer] }: SignedData, certificate: Certificate | null): boolean {
  const key = certificate?.subjectPublicKeyInfo.algorithm;
  const curve = key?.algorithmParams instanceof ObjectIdentifier ? key.algorithmParams.getValue() : undefined;
  const named = [signer?.digestAlgorithm.algorithmId, signer?.signatureAlgorithm.algorithmId, key?.algorithmId, curve];
  return named.some((oid) => oid !== undefined && !('name' in getAlgorithmByOID(oid)));
}
