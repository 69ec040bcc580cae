import type { IncomingHttpHeaders } from 'node:http';
import type { TLSSocket } from 'node:tls';

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
  /** Before it is sent. */
  delayMs?: number;
  /** The connection ends without an answer, or in the middle of it. */
  cut?: 'BEFORE' | 'HALFWAY';
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
}
