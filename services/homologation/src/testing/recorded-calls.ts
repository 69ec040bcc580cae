import { randomUUIDv7 } from 'node:crypto';

/** A call as it would be recorded, but for what a test says of it. */
export interface RecordedCall {
  id: string;
  at: Date;
  host: 'AUTH' | 'EHR';
  operation: string | null;
  method: string;
  status: number;
  codes: string[];
  connector: string | null;
  document_kind: string | null;
  document_id: string | null;
  identifier_hmac: string | null;
  body_hmac: string | null;
  token_hmac: string | null;
  issued_token_hmac: string | null;
  ours: boolean;
  request: unknown;
}

/** Does a statement, in the database of the service that is tested. */
export type Execute = (sql: string, values: unknown[]) => Promise<unknown>;

/** Records calls of a credential, as the hosts do, in the order in which they are given. */
export async function recordCalls(
  execute: Execute,
  credentialId: string,
  calls: readonly Partial<RecordedCall>[],
): Promise<RecordedCall[]> {
  const ids = calls.map(() => randomUUIDv7()).sort();
  const recorded = calls.map(
    (call, index): RecordedCall => ({
      id: ids[index] ?? '',
      at: new Date(),
      host: 'EHR',
      operation: 'metadata',
      method: 'GET',
      status: 200,
      codes: [],
      connector: 'sistema/1.0.0',
      document_kind: null,
      document_id: null,
      identifier_hmac: null,
      body_hmac: null,
      token_hmac: null,
      issued_token_hmac: null,
      ours: false,
      request: { headers: {}, body: null },
      ...call,
    }),
  );
  await execute(
    `with recorded as (
       insert into call (id, at, answered_at, duration_ms, path, request, response, host, operation, method, status, codes,
         connector, document_kind, document_id, identifier_hmac, body_hmac, token_hmac, issued_token_hmac, ours)
       select id, at, at, 1, '/', request, '{}', host, operation, method, status,
         array(select jsonb_array_elements_text(codes)), connector, document_kind, document_id, identifier_hmac, body_hmac,
         token_hmac, issued_token_hmac, ours
       from jsonb_to_recordset($1::jsonb) as c (id uuid, at timestamptz, host text, operation text, method text, status int,
         codes jsonb, connector text, document_kind text, document_id text, identifier_hmac text, body_hmac text,
         token_hmac text, issued_token_hmac text, ours boolean, request jsonb)
       returning id
     ), owned as (
       insert into call_of_credential (credential_id, call_id) select $2::uuid, id from recorded returning credential_id, call_id
     )
     insert into call_waiting (credential_id, call_id) select credential_id, call_id from owned`,
    [JSON.stringify(recorded), credentialId],
  );
  return recorded;
}
