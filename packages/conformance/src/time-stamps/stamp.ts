import { pemBlocks } from '@portal/certificate-file/pem';
import {
  Certificate,
  ContentInfo,
  ExtKeyUsage,
  id_eContentType_TSTInfo,
  id_sha256,
  SignedData,
  SignedDataVerifyError,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { hasUnknownAlgorithm } from './algorithms.ts';
import { hexOf } from './ask.ts';
import { inForce, leadsTo } from './chain.ts';
import { signsWith } from './signed-attributes.ts';

/** What a stamp says that fits its file. */
export interface Stamp {
  /** The time that it gives. */
  at: Date;
  /** The name of the authority, from its certificate. */
  authority: string;
  /** What the question had, in hexadecimal. */
  nonce: string | null;
  /** Whether the authority's certificate leads to one of those that were given; null where none were. */
  trusted: boolean | null;
}

/** Why an answer is no stamp of a file. */
export type StampFault =
  /** No answer of RFC 3161, or one without a stamp by a single signature. */
  | 'UNREADABLE'
  /** The authority says that it stamped nothing. */
  | 'NOT_GRANTED'
  /** It is of something else, or by another hash than SHA-256. */
  | 'OTHER_FILE'
  /** The certificate that signed it was not there, not in force, or is not for time stamps alone. */
  | 'NO_AUTHORITY'
  /** Its signature does not hold. */
  | 'NOT_SIGNED'
  /** Its signature is by an algorithm that is not known here. */
  | 'UNSUPPORTED';

/** An answer is no stamp of the file. */
export class StampRefused extends Error {
  override readonly name = 'StampRefused';

  constructor(readonly fault: StampFault) {
    super(`the time stamp is refused: ${fault}`);
  }
}

const GRANTED = [0, 1];
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const COMMON_NAME = '2.5.4.3';
const NAME_LETTERS = 200;
/** With its whole chain a stamp brings three or four. */
const MOST_CERTIFICATES = 20;
/** What the library says where the certificate that signed is not there: of none, and of none that fits. */
const NO_CERTIFICATE = [2, 3];

/**
 * Reads an answer of RFC 3161 and holds it against the file that it should be of: imprint, signature, what the certificate
 * is for. Throws StampRefused where it does not fit. Whether the certificate was revoked nobody is asked.
 */
export async function readStamp(
  answer: Uint8Array<ArrayBuffer>,
  file: Uint8Array<ArrayBuffer>,
  authorities?: readonly Certificate[],
): Promise<Stamp> {
  try {
    return await readAgainst(answer, file, authorities);
  } catch (error) {
    // What makes the library stumble is no stamp either.
    throw error instanceof StampRefused ? error : new StampRefused('UNREADABLE');
  }
}

async function readAgainst(
  answer: Uint8Array<ArrayBuffer>,
  file: Uint8Array<ArrayBuffer>,
  authorities: readonly Certificate[] | undefined,
): Promise<Stamp> {
  const { signed, info } = read(answer);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const hash = hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', file)));
  if (hashAlgorithm.algorithmId !== id_sha256 || hexOf(hashedMessage.valueBlock.valueHexView) !== hash) {
    throw new StampRefused('OTHER_FILE');
  }
  // Without what else a Buffer's memory holds.
  const data = file.slice().buffer;
  const certificate = await signerOf(signed, data);
  if (!isForStampsAlone(certificate) || !inForce(certificate, info.genTime)) throw new StampRefused('NO_AUTHORITY');
  if (!(await signsWith(signed, certificate).catch(() => false))) throw new StampRefused('NOT_SIGNED');
  return {
    at: info.genTime,
    authority: nameOf(certificate),
    nonce: info.nonce ? hexOf(info.nonce.valueBlock.valueHexView) : null,
    trusted: authorities
      ? await leadsTo({ given: authorities, sent: sentWith(signed), at: info.genTime }, certificate)
      : null,
  };
}

/** The certificates in a text, in PEM; empty where there are none. */
export function certificatesIn(pem: string): Certificate[] {
  return pemBlocks(pem).flatMap(({ label, bytes }) => {
    try {
      return label === 'CERTIFICATE' && bytes ? [Certificate.fromBER(new Uint8Array(bytes))] : [];
    } catch {
      return [];
    }
  });
}

function read(answer: Uint8Array<ArrayBuffer>): { signed: SignedData; info: TSTInfo } {
  let response: TimeStampResp;
  try {
    response = TimeStampResp.fromBER(answer);
  } catch {
    throw new StampRefused('UNREADABLE');
  }
  if (!GRANTED.includes(response.status.status)) throw new StampRefused('NOT_GRANTED');
  try {
    const { timeStampToken: token } = response;
    if (token?.contentType !== ContentInfo.SIGNED_DATA) throw new Error();
    const signed = new SignedData({ schema: token.content });
    if ((signed.certificates?.length ?? 0) > MOST_CERTIFICATES) throw new Error();
    const { eContentType, eContent } = signed.encapContentInfo;
    if (eContentType !== id_eContentType_TSTInfo || !eContent || signed.signerInfos.length !== 1) throw new Error();
    return { signed, info: TSTInfo.fromBER(eContent.getValue()) };
  } catch {
    throw new StampRefused('UNREADABLE');
  }
}

async function signerOf(signed: SignedData, data: ArrayBuffer): Promise<Certificate> {
  const checked = await signed
    .verify({ signer: 0, data, extendedMode: true })
    .catch((error: unknown) => (error instanceof SignedDataVerifyError ? error : undefined));
  const { signatureVerified = null, signerCertificate = null, code } = checked ?? {};
  if (signatureVerified && signerCertificate) return signerCertificate;
  if (code !== undefined && NO_CERTIFICATE.includes(code)) throw new StampRefused('NO_AUTHORITY');
  throw new StampRefused(hasUnknownAlgorithm(signed, signerCertificate) ? 'UNSUPPORTED' : 'NOT_SIGNED');
}

function sentWith({ certificates = [] }: SignedData): Certificate[] {
  return certificates.filter((one) => one instanceof Certificate);
}

/** RFC 3161, 2.3: its certificate says so, critically, and is for nothing else. */
function isForStampsAlone({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  const purposes = usage?.parsedValue instanceof ExtKeyUsage ? usage.parsedValue.keyPurposes : [];
  return usage?.critical === true && purposes.length === 1 && purposes[0] === TIME_STAMPING;
}

function nameOf({ subject }: Certificate): string {
  const names = subject.typesAndValues;
  const values = (names.some(({ type }) => type === COMMON_NAME) ? names.filter(isCommonName) : names).map(
    ({ value }) => String(value.valueBlock.value),
  );
  // It is shown where somebody reads it, a terminal too.
  return values
    .join(', ')
    .replaceAll(/[\p{C}]/gu, '')
    .slice(0, NAME_LETTERS);
}

function isCommonName({ type }: { type: string }): boolean {
  return type === COMMON_NAME;
}
