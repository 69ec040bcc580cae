import type { FaultKind, HomologationHost } from '@portal/domain';

/** What of a recorded call steps are matched by: nothing of a person, and no token but its HMAC. */
export interface CallFacts {
  /** UUIDv7: in the order in which they came. */
  id: string;
  /** When it came, in milliseconds of the epoch. */
  at: number;
  /** When its answer was given over to the connection, delays of faults included. */
  answeredAt: number;
  host: HomologationHost;
  /** As the environment names it: `token`, `create-document`; null for one that there is not. */
  operation: string | null;
  method: string;
  status: number;
  /** Codes of its refusal. */
  codes: readonly string[];
  /** Kind of the document that was sent, as the judge names it: `RIA-R`; also of one that was refused, or met with a fault. */
  documentKind: string | null;
  /** The document that it made, read or deleted: its id at the RNDS. One whose answer was lost was made as well. */
  documentId: string | null;
  /** The document that the one that was sent replaces. */
  replaces: string | null;
  /**
   * HMACs by which two are told to be the same: of the local identifier that was sent or asked for (`find-identifier`), the
   * body, the token that came, the one given. A token that is given and comes back has the same HMAC.
   */
  identifierHmac: string | null;
  bodyHmac: string | null;
  tokenHmac: string | null;
  issuedTokenHmac: string | null;
  /** The header User-Agent. */
  connector: string | null;
  /** The fault that was done to it because it was armed. */
  fault: { id: string; kind: FaultKind; retryAfterSeconds: number | null } | null;
  /** It was not answered as it should for a reason of ours: 5xx that nobody armed, a restart, overload. */
  ours: boolean;
}
