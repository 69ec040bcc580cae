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
