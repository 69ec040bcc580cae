import { hash } from 'node:crypto';
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

/** SHA-256 of a record in canonical JSON (RFC 8785), in hexadecimal: the same for the same record wherever it is made. */
export function digestOf(record: RecordedAct): string {
  const { id, at, actorId, act, subject, subjectId, traceId, detail } = record;
  const text = canonicalize({ id, at: at.toISOString(), actorId, act, subject, subjectId, traceId, detail });
  return hash('sha256', text ?? '');
}

/** What a link is: SHA-256 of the link before it and of its own record's digest, both as their 32 bytes. */
export function linkOf(before: string, digest: string): string {
  return hash('sha256', Buffer.from(before + digest, 'hex'));
}
