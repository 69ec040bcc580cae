import type { X509Certificate } from 'node:crypto';
import {
  type Asn1,
  contextTag,
  cutSequence,
  oidOf,
  parseBer,
  partOf,
  partsOf,
  textOf,
} from '@portal/certificate-file/asn1';
import { readCertificateParts } from '@portal/certificate-file/certificate-parts';
import { CertificateKind, type Parsed, parseCnpj, parseCpf } from '@portal/domain';

/** Whose certificate it is, by what ICP-Brasil writes into it. */
export interface Holder {
  kind: CertificateKind | null;
  /** CNPJ or CPF, its check digits right. */
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
  if (cnpj !== undefined) return { kind: CertificateKind.E_CNPJ, holder: known(parseCnpj(cnpj)), holderName };
  const person = names.get(PERSON);
  if (person === undefined) return { kind: null, holder: null, holderName };
  return { kind: CertificateKind.E_CPF, holder: known(parseCpf(person.slice(8, 19))), holderName };
}

/** What is not known is written as zeros, which are no number of anybody. */
function known(number: Parsed<string>): string | null {
  return number.ok ? number.value : null;
}

interface Names {
  commonName: string | undefined;
  /** By OID. */
  names: Map<string, string>;
}

const ALTERNATIVE_NAME = '2.5.29.17';

function readNames(certificate: X509Certificate): Names {
  try {
    const { subject, extension } = readCertificateParts(certificate.raw);
    const names = extension(ALTERNATIVE_NAME);
    return { commonName: readCommonName(subject), names: new Map(names ? readOtherNames(names) : []) };
  } catch {
    // OpenSSL takes what the standard does not allow: nothing is known from it.
    return { commonName: undefined, names: new Map() };
  }
}

const COMMON_NAME = '2.5.4.3';

/** The last one counts, where there are several. */
function readCommonName(subject: Asn1): string | undefined {
  const parts = partsOf(subject).flatMap(partsOf);
  const named = parts.findLast((part) => oidOf(partOf(part, 0)) === COMMON_NAME);
  return named && textOf(partOf(named, 1));
}

function readOtherNames(extension: Uint8Array): [string, string][] {
  return cutSequence(extension)
    .map(readOtherName)
    .filter((name) => name !== undefined);
}

/** Undefined for another kind of name, such as an address of X.400, and for one that cannot be read. */
function readOtherName(name: Uint8Array): [string, string] | undefined {
  try {
    const value = parseBer(name);
    if (contextTag(value) !== 0) return undefined;
    // An authority writes these as OCTET STRING, PrintableString or UTF8String, as it likes.
    return [oidOf(partOf(value, 0)), textOf(partOf(partOf(value, 1), 0))];
  } catch {
    return undefined;
  }
}
