import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, id_sha256, MessageImprint, TimeStampReq } from 'pkijs';

/** What an authority of time stamps is asked (RFC 3161), and what its answer has to repeat. */
export interface StampQuestion {
  /** TimeStampReq, in DER. */
  query: Uint8Array<ArrayBuffer>;
  /** In hexadecimal. */
  nonce: string;
}

/** Asks for a stamp of a file, its certificate with it; the file's SHA-256 goes out, and nothing else of it. */
export async function askForStamp(file: Uint8Array<ArrayBuffer>): Promise<StampQuestion> {
  const nonce = crypto.getRandomValues(new Uint8Array(16));
  // As DER writes a positive number of 16 bytes.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: id_sha256, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: await crypto.subtle.digest('SHA-256', file) }),
    }),
    nonce: new Integer({ valueHex: nonce }),
    certReq: true,
  });
  return { query: new Uint8Array(query.toSchema().toBER()), nonce: hexOf(nonce) };
}

/** Bytes in hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
