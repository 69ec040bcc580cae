import canonicalize from 'canonicalize';

/** What an audit record says, as its table holds it. */
export interface RecordedAct {
  id: string;
  at: Date;
  actorId: string | null;
  act: string;
  subject: string;
  subjectId: string;
  traceId: string;
  detail: Record<string, unknown>;
}

/** Before the first link of all: 32 bytes of zero, in hexadecimal. */
export const BEFORE_ALL = '0'.repeat(64);

/** A record in canonical JSON (RFC 8785): the same text for the same record wherever it is made. */
export function canonicalText(record: RecordedAct): string {
  const { id, at, actorId, act, subject, subjectId, traceId, detail } = record;
  return canonicalize({ id, at: at.toISOString(), actorId, act, subject, subjectId, traceId, detail }) ?? '';
}

/** What a link is the SHA-256 of: the link before it and its own record's digest, both as their 32 bytes. */
export function linkedBytes(before: string, digest: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(64);
  for (let place = 0; place < 64; place++) {
    const hexadecimal = place < 32 ? before : digest;
    const at = (place % 32) * 2;
    bytes[place] = (nibble(hexadecimal.charCodeAt(at)) << 4) | nibble(hexadecimal.charCodeAt(at + 1));
  }
  return bytes;
}

function nibble(code: number): number {
  return code <= 57 ? code - 48 : (code | 32) - 87;
}
