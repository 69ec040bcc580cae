import type { CallFacts } from '@portal/conformance';
import type { FaultKind, HomologationHost } from '@portal/domain';

/** A recorded call, as far as steps look at it. */
export interface CallRow {
  credential_id: string;
  id: string;
  at: Date;
  answered_at: Date | null;
  host: HomologationHost;
  operation: string | null;
  method: string;
  status: number;
  codes: string[];
  document_kind: string | null;
  document_id: string | null;
  replaces: string | null;
  identifier_hmac: string | null;
  body_hmac: string | null;
  token_hmac: string | null;
  issued_token_hmac: string | null;
  connector: string | null;
  fault_id: string | null;
  fault_kind: FaultKind | null;
  retry_after_seconds: number | null;
  ours: boolean;
}

/** Those columns of `call`. */
export const CALL_COLUMNS = `call.id, at, answered_at, host, operation, method, status, codes, document_kind, document_id,
  replaces, identifier_hmac, body_hmac, token_hmac, issued_token_hmac, connector, fault_id, fault_kind,
  retry_after_seconds, ours`;

/** As steps are matched by it. */
export function callFacts(row: CallRow): CallFacts {
  const at = new Date(row.at).getTime();
  return {
    id: row.id,
    at,
    answeredAt: row.answered_at ? new Date(row.answered_at).getTime() : at,
    host: row.host,
    operation: row.operation,
    method: row.method,
    status: row.status,
    codes: row.codes,
    documentKind: row.document_kind,
    documentId: row.document_id,
    replaces: row.replaces,
    identifierHmac: row.identifier_hmac,
    bodyHmac: row.body_hmac,
    tokenHmac: row.token_hmac,
    issuedTokenHmac: row.issued_token_hmac,
    connector: row.connector,
    fault:
      row.fault_id && row.fault_kind
        ? { id: row.fault_id, kind: row.fault_kind, retryAfterSeconds: row.retry_after_seconds }
        : null,
    ours: row.ours,
  };
}
