import { GONE, type KeptChain, type KeptLink, LINKS_OF_PAGE, linksAfter, UNLINKED, WAITING } from '@portal/audit-chain';
import pg from 'pg';

/** Below every place: a link before the first was put in. */
const LOWEST = '-9223372036854775808';

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
    const [waiting = '0'] = await column(WAITING);
    return await use({
      links: () => linksOf(client),
      checkpoints: await column('select jws from audit_checkpoint order by place'),
      waiting: Number(waiting),
      gone: await column(GONE),
      unlinked: await column(UNLINKED),
    });
  } finally {
    await client.end();
  }
}

async function* linksOf(client: pg.Client): AsyncGenerator<KeptLink[]> {
  const pageAfter = (place: string) =>
    client.query<Row>({ text: linksAfter('$1'), values: [place], rowMode: 'array', name: 'links' });
  let { rows } = await pageAfter(LOWEST);
  while (rows.length > 0) {
    // The database reads on while this page is looked at.
    const next = rows.length === LINKS_OF_PAGE ? pageAfter(rows.at(-1)?.[0] ?? '') : undefined;
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
