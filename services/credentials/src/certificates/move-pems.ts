import type { EntityManager } from '@mikro-orm/postgresql';

const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Moves PEMs that an older version kept inside requests and credentials to where they are kept now; a batch at a time, while all goes on. */
export async function movePems(em: EntityManager): Promise<void> {
  for (const [table, move] of Object.entries(MOVES)) {
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      const from: string = after;
      after = await em.fork().transactional((inside) => moveBatch(inside, table, move, from));
    }
  }
}

/** The last id of the batch; undefined after the last batch. */
async function moveBatch(em: EntityManager, table: string, move: string, after: string): Promise<string | undefined> {
  // Locked first: what is being changed meanwhile is moved as it is then.
  const rows = await em.execute<{ id: string }[]>(
    `select id from ${table} where id > ? order by id limit ${BATCH} for no key update`,
    [after],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await em.execute(move.replace('$ids', ids.map(() => '?').join(', ')), ids);
  return ids.length === BATCH ? ids.at(-1) : undefined;
}

const KEEP = `insert into certificate_pem (request_id, sha256, pem)
  select distinct request_id, encode(sha256(convert_to(pem, 'UTF8')), 'hex'), pem from found
  on conflict (request_id, sha256) do nothing`;

const MOVES = {
  access_request: `
    with found as materialized (
      select r.id as request_id, copy.pem
      from access_request r cross join lateral (values
        (r.certificate ->> 'pem'), (r.submitted #>> '{certificate,pem}'), (r.submitted_before #>> '{certificate,pem}')
      ) as copy (pem)
      where r.id in ($ids) and copy.pem is not null
    ), kept as (${KEEP})
    update access_request set
      certificate = certificate_without_pem(certificate),
      submitted = submission_without_pem(submitted),
      submitted_before = submission_without_pem(submitted_before)
    where id in (select request_id from found)`,
  credential: `
    with found as materialized (
      select id, request_id, certificate ->> 'pem' as pem from credential
      where id in ($ids) and certificate ->> 'pem' is not null
    ), kept as (${KEEP})
    update credential set certificate = certificate_without_pem(certificate) where id in (select id from found)`,
};
