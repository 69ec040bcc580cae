/** How a statement's value is spelt: `$1` by the driver, `?` by the mapper. */
type Value = '$1' | '?';

/** So much of a chain is read at once. */
export const LINKS_OF_PAGE = 4_000;

/** The links that come after a place, each with the record that it is of. */
export const linksAfter = (place: Value) => `select l.place, l.record_id, l.digest, l.link,
    r.id, r.at, r.actor_id, r.act, r.subject, r.subject_id, r.trace_id, r.detail
  from audit_link l left join audit_record r on r.id = l.record_id
  where l.place > ${place} order by l.place limit ${LINKS_OF_PAGE}`;

/** What an upgrade has not put to what waits yet. */
const BEFORE_THE_CHAIN = `(
  select r.id from audit_record r, audit_backfill b where not b.done and r.id > b.last
  and not exists (select from audit_link l where l.record_id = r.id)
  and not exists (select from audit_due d where d.record_id = r.id)
) as before`;

/** How many records wait to be linked. */
export const WAITING = `select (select count(*) from audit_due) + (select count(*) from ${BEFORE_THE_CHAIN}) as waiting`;

/** Records that wait to be linked and are gone. */
export const GONE =
  'select record_id as id from audit_due d where not exists (select from audit_record r where r.id = d.record_id)';

/** Records that are not in the chain, and that nothing put there to be linked. */
export const UNLINKED = `select id from audit_record except select record_id from audit_link
  except select record_id from audit_due except select id from ${BEFORE_THE_CHAIN}`;
