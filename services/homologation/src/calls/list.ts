import type { EntityManager } from '@mikro-orm/postgresql';
import type { FaultKind, HomologationHost } from '@portal/domain';
import { MOST_COUNTED } from '@portal/domain';
import { arrayLiteral, type Connection, decodeCursor, encodeCursor, pageOf, pageSize } from '@portal/service-kit';
import { z } from 'zod';
import type { HomologationCall } from './homologation-call.ts';

/** Which calls of a credential. */
export interface CallFilter {
  /** Only those that were refused, or failed. */
  refused?: boolean | null;
}

interface Row {
  id: string;
  at: Date;
  duration_ms: number;
  host: HomologationHost;
  method: string;
  path: string;
  operation: string | null;
  status: number;
  codes: string[];
  connector: string | null;
  document_id: string | null;
  fault: FaultKind | null;
  request: unknown;
  response: unknown;
}

/** Of calls recorded before they said so themselves, the fault is looked up. */
const COLUMNS = 'call.*, coalesce(fault_kind, (select kind from armed_fault where armed_fault.id = fault_id)) as fault';

/** A page of a credential's calls, newest first: by their ids, which count time. */
export async function listCalls(
  em: EntityManager,
  credentialId: string,
  { first, after, refused }: CallFilter & { first: number | null; after: string | null },
): Promise<Connection<HomologationCall>> {
  const size = pageSize(first);
  const list = `calls ${credentialId}`;
  const before = after == null ? null : decodeCursor(after, z.tuple([z.literal(list), z.uuid()]))[1];
  const from = `from call_of_credential join call on call.id = call_id`;
  const where = `where credential_id = ? ${refused ? 'and status >= 400' : ''}`;
  const rows = await em.execute<Row[]>(
    `select ${COLUMNS} ${from}
     ${where} ${before ? 'and call_id < ?' : ''} order by call_id desc limit ?`,
    [credentialId, ...(before ? [before] : []), size + 1],
  );
  return pageOf({
    rows: rows.map(fromRow),
    size,
    after,
    cursorOf: ({ id }) => encodeCursor([list, id]),
    async countAll() {
      const [counted] = await em.execute<{ count: number }[]>(
        `select count(*)::int as count from (select 1 ${from} ${where} limit ?) as counted`,
        [credentialId, MOST_COUNTED + 1],
      );
      return counted?.count ?? 0;
    },
  });
}

/** Calls by their ids, as many as are still kept. */
export async function callsById(em: EntityManager, ids: readonly string[]): Promise<HomologationCall[]> {
  const rows = await em.execute<Row[]>(
    `select ${COLUMNS}
     from call where id = any(?::uuid[])`,
    [arrayLiteral(ids)],
  );
  return rows.map(fromRow);
}

/** A call by its id, with the credentials that it is of. */
export async function findCall(
  em: EntityManager,
  id: string,
): Promise<{ call: HomologationCall; credentialIds: string[] } | undefined> {
  const [row] = await em.execute<(Row & { credential_ids: string[] })[]>(
    `select ${COLUMNS},
       array(select credential_id::text from call_of_credential where call_id = call.id) as credential_ids
     from call where call.id = ?`,
    [id],
  );
  return row && { call: fromRow(row), credentialIds: row.credential_ids };
}

function fromRow(row: Row): HomologationCall {
  return {
    id: row.id,
    at: new Date(row.at),
    durationMs: row.duration_ms,
    host: row.host,
    method: row.method,
    path: row.path,
    operation: row.operation,
    status: row.status,
    codes: row.codes,
    connector: row.connector,
    documentId: row.document_id,
    fault: row.fault,
    request: JSON.stringify(row.request),
    response: JSON.stringify(row.response),
  };
}
