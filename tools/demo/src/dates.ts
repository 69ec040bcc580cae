import pg from 'pg';
import type { CredentialStep } from './agenda.ts';
import type { Leg } from './leg.ts';
import type { Month } from './month.ts';

/**
 * Moves what the demo made to the days on which it is said to have happened: requests, their history in its order,
 * evidence, assessments and credentials. The audit stays as it was. Gives how many requests were moved; those that an
 * earlier run made and moved stay where they are.
 */
export async function moveDates(databaseUrl: string, { legs, credentials }: Month): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let moved = 0;
    for (const leg of legs) if (await moveRequest(client, leg, credentials.get(leg.request.id) ?? [])) moved += 1;
    return moved;
  } finally {
    await client.end();
  }
}

async function moveRequest(client: pg.Client, leg: Leg, credentialSteps: readonly CredentialStep[]): Promise<boolean> {
  const { id } = leg.request;
  await client.query('begin');
  const { rowCount } = await client.query(NOT_MOVED, [id, leg.touched]);
  if (rowCount === 1) {
    await client.query(MOVE_HISTORY, [id, leg.moments]);
    for (const statement of MOVE_REQUEST) await client.query(statement, [id]);
    for (const step of credentialSteps) await client.query(MOVE_CREDENTIAL[step.act], [id, step.at]);
  }
  await client.query('commit');
  return rowCount === 1;
}

// The id of a row tells when it was really made; what this run went on with is moved again.
const NOT_MOVED = `
  select from access_request
  where id = $1 and ($2 or created_at > uuid_extract_timestamp(id) - interval '1 minute') for update`;

// What somebody added by hand has no planned moment and keeps its own.
const MOVE_HISTORY = `
  with lines as (select id, row_number() over (order by place) as n from access_request_event where request_id = $1),
       planned as (select moment, n from unnest($2::timestamptz[]) with ordinality as planned (moment, n))
  update access_request_event event set at = planned.moment, due_at = event.due_at + (planned.moment - event.at)
  from lines join planned using (n) where event.id = lines.id`;

const LAST = (actions: string) =>
  `(select max(at) from access_request_event where request_id = $1 and action in (${actions}))`;
const ISO = (moment: string) => `to_jsonb(to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
/** Sets a date in every object of a list that has one. */
const EACH = (list: string, key: string, moment: string) => `
  (select coalesce(jsonb_agg(case when item ->> '${key}' is null then item
     else jsonb_set(item, '{${key}}', ${ISO(moment)}) end order by place), '[]')
   from jsonb_array_elements(${list}) with ordinality as items (item, place))`;

const MOVE_REQUEST = [
  `update access_request set
     created_at = ${LAST("'CREATE'")},
     updated_at = (select max(at) from access_request_event where request_id = $1),
     submitted_at = ${LAST("'SUBMIT'")},
     due_at = due_at + (${LAST("'SUBMIT'")} - submitted_at),
     rules = rules #- '{answerTime,remindAt}' #- '{answerTime,escalateAt}',
     decided_at = case when decided_at is not null then ${LAST("'APPROVE', 'REJECT'")} end,
     accepted_terms_at = case when accepted_terms_at is not null
       then coalesce(${LAST("'SUBMIT'")}, ${LAST("'CREATE'")}) - interval '1 minute' end
   where id = $1`,
  `update access_request set
     approvals = ${EACH('approvals', 'at', 'decided_at')},
     warnings = ${EACH('warnings', 'acceptedAt', 'decided_at')}
   where id = $1`,
  `update access_request set submitted = jsonb_set(
     jsonb_set(submitted, '{acceptedTermsAt}', ${ISO('accepted_terms_at')}),
     '{warnings}', ${EACH("submitted -> 'warnings'", 'acceptedAt', 'decided_at')})
   where id = $1 and submitted is not null`,
  `update evidence set uploaded_at = event.at from access_request_event event
   where evidence.request_id = $1 and event.request_id = $1 and event.action = 'ATTACH_EVIDENCE'
     and event.evidence ->> 'sha256' = evidence.sha256`,
  `update assessment set at = ${LAST("'CLAIM'")} + interval '20 minutes' where request_id = $1`,
  `update credential set
     state_changed_at = case when state_changed_at = issued_at then ${LAST("'APPROVE'")} else state_changed_at end,
     issued_at = ${LAST("'APPROVE'")},
     expires_at = case when certificate is null then ${LAST("'APPROVE'")} + interval '1 year' else expires_at end
   where request_id = $1`,
];

const CHANGED = 'update credential set state_changed_at = $2 where request_id = $1';
const MOVE_CREDENTIAL: Record<CredentialStep['act'], string> = {
  drawSecret: `
    update credential set secret_issued_at = $2::timestamptz,
      previous_secret_expires_at = case when previous_secret_expires_at is not null
        then $2::timestamptz + interval '24 hours' end
    where request_id = $1`,
  suspend: CHANGED,
  suspendForMinistry: CHANGED,
  reinstate: CHANGED,
  revoke: CHANGED,
  // Its certificate ran out; the service sees that by itself.
  expire: `
    with ended as (update credential set expires_at = $2::timestamptz,
        certificate = jsonb_set(certificate, '{notAfter}', ${ISO('$2::timestamptz')})
      where request_id = $1)
    update access_request set
      certificate = jsonb_set(certificate, '{notAfter}', ${ISO('$2::timestamptz')}),
      submitted = jsonb_set(submitted, '{certificate,notAfter}', ${ISO('$2::timestamptz')})
    where id = $1`,
};
