import pg from 'pg';
import { percentile, printTable } from '../figures.ts';
import { fillRequests } from '../lists/fill-requests.ts';
import { startBuiltPortal } from '../portal/built-portal.ts';
import { type BenchPerson, signIn } from '../portal/person.ts';
import { act, completeDraft } from '../portal/request.ts';

const REQUESTS = 100_000;
const ASKED = 20;
const DAY_MS = 86_400_000;

/** A history for each: sent, and where it was decided answered by one of twenty, one in four with a reason. */
const HISTORY = `
  insert into access_request_event (id, request_id, at, actor_id, actor, action, "from", "to", reasons)
  select gen_random_uuid(), id, submitted_at, owner_id, 'Ana', 'SUBMIT', 'DRAFT', 'SUBMITTED', '[]'::jsonb
  from access_request where protocol like '3000-%'
  union all
  select gen_random_uuid(), id, decided_at, md5((right(left(protocol, 12), 2)::int % 20)::text)::uuid, 'Clara',
    case state when 'APPROVED' then 'APPROVE' else 'REJECT' end, 'IN_REVIEW', state,
    case state when 'APPROVED' then '[]' else '[{"code": "OTHER", "path": null, "message": "Falta o uso."}]' end::jsonb
  from access_request where protocol like '3000-%' and decided_at is not null
  order by 3`;

const FIGURES = 'answered approved byRule rejected changesAsked medianHours p90Hours inTimeShare';
const QUERY = `query ($since: DateTime!, $until: DateTime!) {
  reviewPanel(since: $since, until: $until) {
    figures { ${FIGURES} } states { state requests late } weeks { monday submitted figures { ${FIGURES} } }
    portfolios { portfolio { name } figures { ${FIGURES} } } ufs { uf figures { ${FIGURES} } }
    reasons { code answers } reviewers { name holding late figures { ${FIGURES} } } } }`;

/** The panel of a hundred thousand requests, over a week, a quarter and a year. */
export async function benchPanel(): Promise<void> {
  await using portal = await startBuiltPortal();
  const ana = await signIn(portal.url, 'ana');
  const gilda = await signIn(portal.reviewerUrl, 'gilda');
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
    await fillRequests(client, id, 1, REQUESTS);
    await client.query(HISTORY);
    await client.query('vacuum analyze access_request_event');
  } finally {
    await client.end();
  }
  const rows: string[][] = [];
  for (const days of [7, 91, 364]) rows.push([String(days), ...(await measure(gilda, days))]);
  printTable(['days', 'answers', 'median ms', 'p95 ms'], rows);
}

async function measure(gilda: BenchPerson, days: number): Promise<string[]> {
  const until = new Date();
  const since = new Date(until.getTime() - days * DAY_MS);
  const times: number[] = [];
  let answered = 0;
  for (let turn = 0; turn < ASKED; turn++) {
    const before = performance.now();
    const { reviewPanel } = await gilda.ask<{ reviewPanel: { figures: { answered: number } } }>(QUERY, {
      since,
      until,
    });
    times.push(performance.now() - before);
    answered = reviewPanel.figures.answered;
  }
  return [String(answered), percentile(times, 0.5).toFixed(0), percentile(times, 0.95).toFixed(0)];
}
