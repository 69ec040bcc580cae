import forge from 'node-forge';

const { asn1 } = forge;

/** The alternative names of a subject, in DER: each an other name by its OID, as ICP-Brasil writes them. */
export function alternativeNames(byOid: Record<string, string>): Buffer {
  const names = Object.entries(byOid).map(([oid, text]) => otherName(oid, text));
  return derOf(asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, names));
}

function otherName(oid: string, text: string): forge.asn1.Asn1 {
  const value = asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OCTETSTRING, false, forge.util.encodeUtf8(text));
  return asn1.create(asn1.Class.CONTEXT_SPECIFIC, 0, true, [
    asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(oid).getBytes()),
    asn1.create(asn1.Class.CONTEXT_SPECIFIC, 0, true, [value]),
  ]);
}

/** What was built, as bytes. */
export function derOf(built: forge.asn1.Asn1): Buffer {
  return Buffer.from(asn1.toDer(built).getBytes(), 'binary');
}
