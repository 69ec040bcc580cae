import { GeneralizedTime } from 'asn1js';
import {
  BasicOCSPResponse,
  type CertID,
  type Certificate,
  OCSPRequest,
  OCSPResponse,
  type SingleResponse,
} from 'pkijs';
import { inForce, type Standing } from './standing.ts';

const SUCCESSFUL = 0;
const GOOD = 0;
const REVOKED = 1;

/** What a responder is asked of one certificate, and how its answer is known again. */
export async function ocspQuestion(
  certificate: Certificate,
  issuer: Certificate,
): Promise<{ question: Uint8Array; certId: CertID }> {
  const asked = new OCSPRequest();
  // By SHA-1, which every responder knows: it names the certificate and protects nothing.
  await asked.createForCertificate(certificate, { hashAlgorithm: 'SHA-1', issuerCertificate: issuer });
  const [only] = asked.tbsRequest.requestList;
  if (!only) throw new Error('the question names no certificate');
  return { question: new Uint8Array(asked.toSchema(true).toBER()), certId: only.reqCert };
}

/** Reads an answer, `above` being the issuer and who stands above it up to the root; throws where it is none, is over, or is not signed by the issuer or whom it lets answer (RFC 6960). */
export async function readOcspAnswer(
  answer: Uint8Array,
  { certId, above, now }: { certId: CertID; above: readonly Certificate[]; now: Date },
): Promise<Standing> {
  const { responseStatus, responseBytes } = OCSPResponse.fromBER(answer);
  if (responseStatus.valueBlock.valueDec !== SUCCESSFUL || !responseBytes)
    throw new Error('the responder says nothing');
  const basic = BasicOCSPResponse.fromBER(responseBytes.response.valueBlock.valueHexView);
  const single = basic.tbsResponseData.responses.find((one) => one.certID.isEqual(certId));
  if (!single) throw new Error('the responder says nothing of this certificate');
  const [issuer] = above;
  const root = above.at(-1);
  if (!issuer || !root) throw new Error('nobody stands above this certificate');
  // The issuer itself, or whoever it issued a certificate for this alone.
  const signers = { trustedResponders: [issuer], issuerCerts: [...above], trustedCerts: [root] };
  if (!(await basic.verify(signers))) throw new Error('the answer is not signed');
  const until = single.nextUpdate ?? null;
  inForce({ from: single.thisUpdate, until }, now);
  return { ...statusOf(single), until };
}

function statusOf({ certStatus }: SingleResponse): Pick<Standing, 'revokedAt'> {
  const { tagNumber } = certStatus.idBlock;
  if (tagNumber === GOOD) return { revokedAt: null };
  if (tagNumber !== REVOKED) throw new Error('the responder does not know this certificate');
  const [at] = certStatus.valueBlock.value ?? [];
  if (!(at instanceof GeneralizedTime)) throw new Error('the responder does not say since when');
  return { revokedAt: at.toDate() };
}
