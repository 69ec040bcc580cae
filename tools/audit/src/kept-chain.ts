import type { KeptLink } from '@portal/audit-chain';
import pg from 'pg';

/** A chain as one service's database holds it at one moment. */
export interface KeptChain {
  /** By place, in pages. */
  links(): AsyncIterable<KeptLink[]>;
  /** Signed, in compact form. */
  checkpoints: string[];
  /** How many records wait to be linked: they were written in the last seconds, or before there was a chain. */
  waiting: number;
  /** What waits to be linked and is gone. */
  gone: string[];
  /** Records that are not in the chain, and that nothing put there to be linked. */
  unlinked: string[];
}

const PAGE = 4_000;
/** Below every place: a link before the first was put in. */
const LOWEST = '-9223372036854775808';

const LINKS = `select l.place, l.record_id, l.digest, l.link, r.id, r.at, r.actor_id, r.act, r.subject, r.subject_id, r.trace_id, r.detail
  from audit_link l left join audit_record r on r.id = l.record_id where l.place > $1 order by l.place limit ${PAGE}`;

type Row = [
  place: string,
  recordId: string,
  digest: string,
  link: string,
  id: string | null,
  at: Date,
  actorId: string | null,
  act: string,
  subject: string,
  subjectId: string,
  traceId: string,
  detail: Record<string, unknown>,
];

/** What an upgrade has not put to what waits yet. */
const BEFORE_THE_CHAIN = `(
  select r.id from audit_record r, audit_backfill b where not b.done and r.id > b.last
  and not exists (select from audit_link l where l.record_id = r.id)
  and not exists (select from audit_due d where d.record_id = r.id)
) as before`;

/** Reads a database in one snapshot, so that what is written meanwhile is no fault; nothing is changed. */
export async function withKeptChain<Result>(url: string, use: (chain: KeptChain) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Also as a user to whom these are set: it takes as long as it takes.
    for (const bound of ['statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout']) {
      await client.query(`set ${bound} = 0`);
    }
    await client.query('begin isolation level repeatable read read only');
    const column = async (sql: string) => (await client.query<[string]>({ text: sql, rowMode: 'array' })).rows.flat();
    // Millions of ids are held against each other, once.
    await client.query("set local work_mem = '256MB'");
    const [waiting = '0'] = await column(
      `select (select count(*) from audit_due) + (select count(*) from ${BEFORE_THE_CHAIN})`,
    );
    return await use({
      links: () => linksOf(client),
      checkpoints: await column('select jws from audit_checkpoint order by place'),
      waiting: Number(waiting),
      gone: await column(
        'select record_id from audit_due d where not exists (select from audit_record r where r.id = d.record_id)',
      ),
      unlinked: await column(
        `select id from audit_record except select record_id from audit_link except select record_id from audit_due
         except select id from ${BEFORE_THE_CHAIN}`,
      ),
    });
  } finally {
    await client.end();
  }
}

async function* linksOf(client: pg.Client): AsyncGenerator<KeptLink[]> {
  const pageAfter = (place: string) =>
    client.query<Row>({ text: LINKS, values: [place], rowMode: 'array', name: 'links' });
  let { rows } = await pageAfter(LOWEST);
  while (rows.length > 0) {
    // The database reads on while this page is looked at.
    const next = rows.length === PAGE ? pageAfter(rows.at(-1)?.[0] ?? '') : undefined;
    yield rows.map(linkOf);
    rows = next ? (await next).rows : [];
  }
}

function linkOf([
  place,
  recordId,
  digest,
  link,
  id,
  at,
  actorId,
  act,
  subject,
  subjectId,
  traceId,
  detail,
]: Row): KeptLink {
  const record = id === null ? null : { id, at, actorId, act, subject, subjectId, traceId, detail };
  return { place: Number(place), recordId, digest, link, record };
}
