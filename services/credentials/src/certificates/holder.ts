import type { X509Certificate } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, id_ce_subjectAltName, type Name, SubjectAlternativeName } from '@peculiar/asn1-x509';
import { CertificateKind } from '@portal/domain';
import forge from 'node-forge';

/** Whose certificate it is, by what ICP-Brasil writes into it. */
export interface Holder {
  kind: CertificateKind | null;
  /** CNPJ or CPF. */
  holder: string | null;
  holderName: string | null;
}

// DOC-ICP-04, 7.1.2.3: other names in the subject's alternative name.
const PERSON = '2.16.76.1.3.1'; // birth date (8), CPF (11), NIS (11), RG (15), its issuer
const CNPJ = '2.16.76.1.3.3';

/**
 * Reads the holder; all null where the certificate is not of ICP-Brasil's kind. Node's own `toLegacyObject` and
 * `subjectAltName` are left alone: the first crashes the process on certain damaged certificates.
 */
export function readHolder(certificate: X509Certificate): Holder {
  const { names, commonName } = readNames(certificate);
  // PostgreSQL's JSON takes no zero byte, and a page shows no control character.
  const holderName = commonName?.replace(/\p{Cc}/gu, ' ').replace(/:(\d{11}|[0-9A-Z]{12}\d{2})$/, '') ?? null;
  const cnpj = names.get(CNPJ);
  if (cnpj !== undefined) {
    return { kind: CertificateKind.E_CNPJ, holder: filled(cnpj, /^[0-9A-Z]{12}\d{2}$/), holderName };
  }
  const person = names.get(PERSON);
  if (person === undefined) return { kind: null, holder: null, holderName };
  return { kind: CertificateKind.E_CPF, holder: filled(person.slice(8, 19), /^\d{11}$/), holderName };
}

// What is not known is written as zeros.
function filled(text: string, shape: RegExp): string | null {
  const value = text.trim().toUpperCase();
  return shape.test(value) && !/^0+$/.test(value) ? value : null;
}

interface Names {
  commonName: string | undefined;
  /** By OID. */
  names: Map<string, string>;
}

function readNames(certificate: X509Certificate): Names {
  try {
    const { subject, extensions = [] } = AsnConvert.parse(certificate.raw, Certificate).tbsCertificate;
    const extension = extensions.find(({ extnID }) => extnID === id_ce_subjectAltName);
    return {
      commonName: readCommonName(subject),
      names: extension ? readOtherNames(extension.extnValue.buffer) : new Map(),
    };
  } catch {
    // OpenSSL takes what the standard does not allow: nothing is known from it.
    return { commonName: undefined, names: new Map() };
  }
}

const COMMON_NAME = '2.5.4.3';

/** The last one counts, where there are several. */
function readCommonName(subject: Name): string | undefined {
  return subject
    .flatMap((part) => [...part])
    .findLast(({ type }) => type === COMMON_NAME)
    ?.value.toString();
}

function readOtherNames(extension: ArrayBuffer): Map<string, string> {
  const names = AsnConvert.parse(extension, SubjectAlternativeName);
  return new Map(
    names.flatMap(({ otherName }) => (otherName ? [[otherName.typeId, readText(otherName.value)] as const] : [])),
  );
}

/** An authority writes these as OCTET STRING, PrintableString or UTF8String, as it likes. */
function readText(der: ArrayBuffer): string {
  const { value } = forge.asn1.fromDer(Buffer.from(der).toString('binary'));
  return typeof value === 'string' ? value : '';
}
