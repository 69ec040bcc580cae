import {
  checkEvidenceBytes,
  EVIDENCE_HEAD_BYTES,
  EVIDENCE_MAX_BYTES,
  EVIDENCE_SNIFF_BYTES,
  EVIDENCE_TAIL_BYTES,
  type EvidenceMediaType,
  sniffEvidenceType,
} from '@portal/domain';
import { brokenFile, emptyFile, tooLarge, wrongType } from './refusal.ts';

/** Bytes on their way to the storage, looked at as they pass; what is refused stops the stream at once. */
export interface InspectedBytes extends AsyncIterable<Uint8Array> {
  /** Known once the bytes went through. */
  readonly mediaType: EvidenceMediaType;
}

/** Lets a whole PDF or PNG of at most 10 MiB pass; anything else throws its `EvidenceRefusal` as soon as it shows. */
export function inspectEvidence(fileName: string, source: AsyncIterable<Uint8Array>): InspectedBytes {
  let mediaType: EvidenceMediaType | undefined;
  async function* pass(): AsyncGenerator<Uint8Array> {
    let size = 0;
    let head = new Uint8Array();
    let tail = new Uint8Array();
    for await (const chunk of source) {
      size += chunk.length;
      if (head.length < EVIDENCE_HEAD_BYTES) {
        head = Buffer.concat([head, chunk.subarray(0, EVIDENCE_HEAD_BYTES - head.length)]);
        if (head.length >= EVIDENCE_SNIFF_BYTES && !sniffEvidenceType(head)) throw wrongType();
      }
      tail = Buffer.concat([tail, chunk.subarray(-EVIDENCE_TAIL_BYTES)]).subarray(-EVIDENCE_TAIL_BYTES);
      if (size > EVIDENCE_MAX_BYTES) throw tooLarge(fileName);
      yield chunk;
    }
    if (size === 0) throw emptyFile();
    if (!sniffEvidenceType(head)) throw wrongType();
    const checked = checkEvidenceBytes(head, tail);
    if (!checked.ok) throw brokenFile(checked.message);
    mediaType = checked.value;
  }
  return {
    [Symbol.asyncIterator]: pass,
    get mediaType() {
      if (!mediaType) throw new Error('The bytes have not gone through yet');
      return mediaType;
    },
  };
}
