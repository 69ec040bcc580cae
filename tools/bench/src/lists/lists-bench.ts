import pg from 'pg';
import { percentile, printTable } from '../figures.ts';
import { startBuiltPortal } from '../portal/built-portal.ts';
import { type BenchPerson, signIn } from '../portal/person.ts';
import { act, completeDraft } from '../portal/request.ts';
import { fillRequests } from './fill-requests.ts';

const FEW = 1_000;
const MANY = 1_000_000;
const ASKED = 60;
const PAGE = 20;
const FAR_PAGE = 1_000;

/** A list as its page in the console asks for it. */
interface List {
  name: string;
  field: 'reviewQueue' | 'reviewHistory' | 'accessRequests';
  person: BenchPerson;
  text?: string;
  /** Where its rows stand, as its cursors say it. */
  place: { cursor: string; column: string; order: string; where: string };
}

const QUERY = (field: string) => `query ($filter: AccessRequestFilter, $after: String) {
  list: ${field}(filter: $filter, first: ${PAGE}, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { id protocol state createdAt dueAt establishment { name } system { name } } } } }`;

/** Pages of the lists at a thousand requests and at a million: how much slower they are. */
export async function benchLists(): Promise<void> {
  await using portal = await startBuiltPortal();
  const ana = await signIn(portal.url, 'ana');
  const clara = await signIn(portal.reviewerUrl, 'clara');
  const { id, version } = await completeDraft(ana, 'Modelo');
  await act(ana, 'mutation ($id: ID!, $version: Int!) { payload: submitAccessRequest(id: $id, version: $version)', {
    id,
    version,
  });
  const database = new URL(portal.databaseUrl);
  database.pathname = '/credentials';
  const client = new pg.Client({ connectionString: database.href });
  await client.connect();
  try {
    const lists = await listsOf(client, id, ana, clara);
    await fillRequests(client, id, 1, FEW);
    const few = await measure(client, lists);
    await fillRequests(client, id, FEW, MANY);
    const many = await measure(client, lists);
    printTable(
      ['page', `p95 ms at ${FEW}`, `p95 ms at ${MANY}`, '×'],
      [...many].map(([name, ms]) => {
        const before = few.get(name) ?? Number.NaN;
        return [name, before.toFixed(1), ms.toFixed(1), (ms / before).toFixed(2)];
      }),
    );
  } finally {
    await client.end();
  }
}

async function listsOf(client: pg.Client, id: string, ana: BenchPerson, clara: BenchPerson): Promise<List[]> {
  const { rows } = await client.query<{ owner: string }>('select owner_id as owner from access_request where id = $1', [
    id,
  ]);
  const owner = `owner_id = '${rows[0]?.owner}'`;
  const own = { cursor: 'requests', column: 'created_at', order: 'desc', where: owner };
  const queue = { cursor: 'queue', column: 'due_at', order: 'asc', where: "state in ('SUBMITTED', 'IN_REVIEW')" };
  const history = {
    cursor: 'history',
    column: 'decided_at',
    order: 'desc',
    where: "state in ('APPROVED', 'REJECTED')",
  };
  return [
    { name: 'review queue', field: 'reviewQueue', person: clara, place: queue },
    { name: 'history', field: 'reviewHistory', person: clara, place: history },
    { name: 'Solicitações', field: 'accessRequests', person: ana, place: own },
    { name: 'queue, a search that much fits', field: 'reviewQueue', person: clara, text: 'hospital', place: queue },
    { name: 'queue, a search that one fits', field: 'reviewQueue', person: clara, text: '3000-0000500', place: queue },
    { name: 'history, a search that much fits', field: 'reviewHistory', person: clara, text: 'saude', place: history },
    {
      name: 'Solicitações, a search that much fits',
      field: 'accessRequests',
      person: ana,
      text: 'unidade',
      place: own,
    },
  ];
}

/** The p95 of the first page of each, and of one far behind. */
async function measure(client: pg.Client, lists: List[]): Promise<Map<string, number>> {
  const figures = new Map<string, number>();
  for (const list of lists) {
    figures.set(`${list.name}, page 1`, await p95(list, null));
    if (list.text === undefined)
      figures.set(`${list.name}, page ${FAR_PAGE}`, await p95(list, await farCursor(client, list)));
  }
  return figures;
}

/** Where page 1,000 begins, or the middle of a list that is shorter. */
async function farCursor(client: pg.Client, { place }: List): Promise<string> {
  const { cursor, column, order, where } = place;
  const {
    rows: [count],
  } = await client.query<{ all: string }>(`select count(*) as all from access_request where ${where}`);
  const offset = Math.min(FAR_PAGE * PAGE, Math.floor(Number(count?.all) / 2));
  const {
    rows: [row],
  } = await client.query<{ id: string; at: Date }>(
    `select id, ${column} as at from access_request where ${where} order by ${column} ${order}, id ${order} offset ${offset} limit 1`,
  );
  return Buffer.from(JSON.stringify([cursor, row?.at.toISOString(), row?.id])).toString('base64url');
}

async function p95({ field, person, text }: List, after: string | null): Promise<number> {
  const times: number[] = [];
  for (let asked = 0; asked < ASKED; asked++) {
    const started = performance.now();
    await person.ask(QUERY(field), { filter: { text: text ?? null }, after });
    if (asked >= ASKED / 6) times.push(performance.now() - started);
  }
  return percentile(times, 0.95);
}
