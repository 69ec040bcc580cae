import type { EntityManager } from '@mikro-orm/postgresql';
import type { HomologationHost } from '@portal/domain';

/** A call of the last day, as far as it is looked at before the first step. */
export interface LateCall {
  id: string;
  at: Date;
  host: HomologationHost;
  operation: string | null;
  status: number;
  codes: string[];
  certificate_sha256: string | null;
  connector: string | null;
  fault_id: string | null;
  /** Of a document: what it says of the moment it was made, and who its authors are. */
  timestamp: string | null;
  authors: string[];
}

const DAY_MS = 86_400_000;
/** How far back a lively day is looked at. */
const MOST_CALLS = 200;

/** The calls of a credential in the last day, the newest first. */
export async function callsLately(em: EntityManager, credentialId: string, now: Date): Promise<LateCall[]> {
  const rows = await em.execute<LateCall[]>(
    `select call.id, at, host, operation, status, codes, certificate_sha256, connector, fault_id,
       case when operation = 'create-document' then coalesce(request #>> '{body,timestamp}',
         request #>> '{body,entry,0,resource,date}') end as timestamp,
       array(select author #>> '{identifier,value}' from jsonb_array_elements(
         case when operation = 'create-document'
           and jsonb_typeof(request #> '{body,entry,0,resource,author}') = 'array'
         then request #> '{body,entry,0,resource,author}' else '[]' end) as author
         where author #>> '{identifier,value}' is not null) as authors
     from call_of_credential join call on call.id = call_id
     where credential_id = ? and at > ? order by call_id desc limit ?`,
    [credentialId, new Date(now.getTime() - DAY_MS), MOST_CALLS],
  );
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}
