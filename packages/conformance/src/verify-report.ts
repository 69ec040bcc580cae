import { base64url, createLocalJWKSet, decodeProtectedHeader, errors, flattenedVerify, type JSONWebKeySet } from 'jose';
import type { REPORT_FORMAT } from './report.ts';
import { signatureIn, signedBytes, signedPdfBytes } from './signed-report.ts';

/** What signatures of reports are made by. */
export const REPORT_SIGNATURE_ALG = 'ES256';
/** What the header of a signature says that it is of. */
export const REPORT_SIGNATURE_TYPE = 'conformance-report';

/** Which file of a report. */
export type ReportMedia = 'PDF' | 'JSON';

/** What is found of a file. */
export type Verification =
  | {
      outcome: 'GENUINE';
      media: ReportMedia;
      reportId: string;
      /** What the portal's signature says. */
      signedAt: Date;
      keyId: string;
    }
  | { outcome: 'CHANGED'; media: ReportMedia }
  | { outcome: 'FOREIGN_KEY'; media: ReportMedia; keyId: string | null }
  | { outcome: 'UNUSABLE'; why: 'NO_REPORT' | 'TOO_LARGE' };

/** Larger than any report is; what is larger is not read. */
export const LARGEST_REPORT_BYTES = 20_000_000;

/** Says of a file whether it is a report as the portal issued it, by the portal's public keys and nothing else. */
export async function verifyReport(file: Uint8Array, keys: JSONWebKeySet): Promise<Verification> {
  if (file.length > LARGEST_REPORT_BYTES) return { outcome: 'UNUSABLE', why: 'TOO_LARGE' };
  const found = isPdf(file) ? await pdfOf(file) : jsonOf(file);
  if (!found) return { outcome: 'UNUSABLE', why: 'NO_REPORT' };
  const { media, payload, signature, reportId } = found;
  const [header = '', detached, value = '', more] = signature.split('.');
  if (detached !== '' || more !== undefined) return { outcome: 'UNUSABLE', why: 'NO_REPORT' };
  if (!ONE_SPELLING.test(value)) return { outcome: 'CHANGED', media };
  try {
    const { protectedHeader } = await flattenedVerify(
      { protected: header, payload: base64url.encode(payload), signature: value },
      createLocalJWKSet(keys),
      { algorithms: [REPORT_SIGNATURE_ALG] },
    );
    const { typ, kid, iat, report, media: signedMedia } = protectedHeader ?? {};
    const isThis = typ === REPORT_SIGNATURE_TYPE && signedMedia === media && (reportId ?? report) === report;
    if (!isThis || typeof iat !== 'number' || typeof report !== 'string') return { outcome: 'CHANGED', media };
    const signedAt = new Date(iat * 1_000);
    return { outcome: 'GENUINE', media, reportId: report, signedAt, keyId: kid ?? '' };
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return { outcome: 'FOREIGN_KEY', media, keyId: keyIdOf(header) };
    if (error instanceof errors.JOSEError) return { outcome: 'CHANGED', media };
    throw error;
  }
}

/** A signature's 64 bytes as the portal writes them: a decoder takes other letters for the same bytes. */
const ONE_SPELLING = /^[\w-]{85}[AQgw]$/;

interface Found {
  media: ReportMedia;
  /** What has to be signed. */
  payload: Uint8Array;
  signature: string;
  /** What the report says that it is; of a PDF its signature alone says so. */
  reportId?: string;
}

function isPdf(file: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(file.subarray(0, 5)) === '%PDF-';
}

async function pdfOf(file: Uint8Array): Promise<Found | null> {
  const held = signatureIn(file);
  const payload = await signedPdfBytes(file);
  return held && payload && { media: 'PDF', payload, ...held };
}

const FORMAT: typeof REPORT_FORMAT = 'portal-de-servicos/conformance-report/1';

function jsonOf(file: Uint8Array): Found | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
    const { report, signature } = JSON.parse(text) as Record<string, unknown>;
    const { format, id } = report as { format?: unknown; id?: unknown };
    if (format !== FORMAT || typeof signature !== 'string') return null;
    return {
      media: 'JSON',
      payload: signedBytes(report),
      signature,
      reportId: String(id),
    };
  } catch {
    return null;
  }
}

function keyIdOf(header: string): string | null {
  const { kid } = decodeProtectedHeader({ protected: header });
  return typeof kid === 'string' ? kid.slice(0, 200) : null;
}
