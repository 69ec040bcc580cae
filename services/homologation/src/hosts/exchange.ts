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
  /** Written as JSON, or XML where that was asked for; none where absent. */
  body?: object;
  seen?: Seen;
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
