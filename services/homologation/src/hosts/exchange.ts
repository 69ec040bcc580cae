import type { IncomingHttpHeaders } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { FaultKind } from '@portal/domain';

/** Which host of the homologation environment is asked. */
export type HostName = 'AUTH' | 'EHR';

/** What a host was asked, read whole. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  at: Date;
  socket: TLSSocket;
}

/** What it answers; with what is to be known of the exchange when it is looked at later. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Written as JSON; none where absent. */
  body?: object;
  /** Sent in the place of the body, which is what it says. */
  text?: string;
  /** What is done to it on the way, because that was asked for. */
  fault?: AppliedFault;
  seen?: Seen;
}

/** A fault that was armed, and what it does to one answer. */
export interface AppliedFault {
  id: string;
  kind: FaultKind;
  /** Nothing is done, and this fault is the answer. */
  instead: boolean;
  /** Seconds to wait, where the answer says so. */
  retryAfter: number;
  /** Before it is sent. */
  delayMs?: number;
  /** The connection ends without an answer, or in the middle of it. */
  cut?: 'BEFORE' | 'HALFWAY';
}

/** No answer could be made, for a reason of ours; with what was known of the exchange by then. */
export class AnswerFailed extends Error {
  override readonly name = 'AnswerFailed';

  constructor(
    cause: unknown,
    readonly seen: Seen,
  ) {
    super('a call could not be answered', { cause });
  }
}

/** What an exchange was about. */
export interface Seen {
  /** As the catalogue of operations names it: `token`, `create-document`. */
  operation?: string;
  credentialIds?: readonly string[];
  certificateSha256?: string;
  documentId?: string;
  /** Codes of refusal. */
  codes?: readonly string[];
  sent?: SentFacts;
}

/** What was sent or asked for, as far as steps of conformance look at it; also of what was refused. */
export interface SentFacts {
  /** As the judge names it: `RIA-R`. */
  documentKind?: string | undefined;
  /** The document that it replaces, by its id here. */
  replaces?: string | undefined;
  /** The local identifier; kept as an HMAC alone. */
  identifier?: string | undefined;
}
