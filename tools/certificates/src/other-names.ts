import forge from 'node-forge';
import { type Asn1, context, derOf, octets, oid, sequence, set } from './asn1.ts';

/** What ICP-Brasil writes, by OID. */
export type OtherNames = Record<string, string>;

/** The alternative names of a subject, in DER: each an other name by its OID, as ICP-Brasil writes them. */
export function alternativeNames(byOid: OtherNames, before: Asn1[] = []): Buffer {
  return derOf(sequence([...before, ...Object.entries(byOid).map(([dotted, text]) => otherName(dotted, text))]));
}

function otherName(dotted: string, text: string): Asn1 {
  const value = octets(Buffer.from(text, 'utf8'));
  return context(0, [oid(dotted), context(0, [value])]);
}

const { Class, Type } = forge.asn1;

/** An X.400 address, which hardly a library reads. */
export function x400Address(): Asn1 {
  const country = forge.asn1.create(Class.APPLICATION, 1 as forge.asn1.Type, true, [
    forge.asn1.create(Class.UNIVERSAL, Type.PRINTABLESTRING, false, 'BR'),
  ]);
  return context(3, [sequence([country]), set([])]);
}
