import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { printTable } from '../figures.ts';
import { startBuiltPortal } from '../portal/built-portal.ts';
import { emailsOf, sessionsOf } from '../portal/people.ts';
import { type BenchPerson, personOf, signIn } from '../portal/person.ts';
import { cpuSecondsOf } from '../portal/process-usage.ts';
import { act, type BenchRequest, completeDraft, versioned } from '../portal/request.ts';
import { tellsStatements, transactionOf } from './statements.ts';

const CONNECTIONS = 32;
const EACH = 30;
const COMMITS_EACH = 150;
const STEPS = ['submitAccessRequest', 'claimAccessRequest', 'approveAccessRequest'] as const;

/** A draft and who asks for it. */
interface Draft extends BenchRequest {
  owner: BenchPerson;
}

/** Requests submitted, claimed and approved on 32 connections, beside the same statements by a plain client; and what the order of events costs. */
export async function benchCommits(): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'bench-')), (path) => rm(path, { recursive: true }));
  const file = join(folder, 'statements');
  const portal = stack.use(await startBuiltPortal(tellsStatements(file)));
  const [ana, clara] = [await signIn(portal.url, 'ana'), await signIn(portal.reviewerUrl, 'clara')];
  const [name = ''] = ana.cookie.split('=');
  const sessions = await sessionsOf(emailsOf(CONNECTIONS), portal.databaseUrl);
  const people = sessions.map((id) => personOf(portal.url, `${name}=${id}`));
  const database = new URL('/credentials', portal.databaseUrl).href;
  const { credentials = 0, gateway = 0 } = portal.pids;

  // Code that never ran and pools that are empty are not what is measured.
  await approveAll(await draftsOf(people, 'Aquecimento', 2), clara);
  const drafts = await draftsOf(people, 'Portal', EACH);
  const before = await Promise.all([gateway, credentials].map(cpuSecondsOf));
  const ours = await secondsOf(() => approveAll(drafts, clara));
  const after = await Promise.all([gateway, credentials].map(cpuSecondsOf));

  const model = await completeDraft(ana, 'Modelo');
  const told: string[] = [];
  let request: BenchRequest = model;
  for (const step of STEPS) {
    const whose = step === 'submitAccessRequest' ? ana : clara;
    const transaction = await transactionOf(credentials, file, async () => {
      request = await act(whose, versioned(step), request);
    });
    told.push(...transaction);
  }
  const plainDrafts = await draftsOf(people, 'Direto', EACH);
  const plain = await secondsOf(() => replayAll(database, told, model, plainDrafts));

  const pairs = CONNECTIONS * EACH;
  printTable(
    ['submitted, claimed and approved', 'a second'],
    [
      ['through the portal', (pairs / ours).toFixed(0)],
      ['the same statements by pg', (pairs / plain).toFixed(0)],
    ],
  );
  const cpu = after.map((seconds, at) => (((seconds - (before[at] ?? 0)) / pairs) * 1_000).toFixed(1));
  const statements = told.length;
  console.log(
    `${(plain / ours).toFixed(2)} × plain pg; ${statements} statements each; CPU of the gateway ${cpu[0]} ms, of credentials ${cpu[1]} ms each`,
  );

  const ordered = await secondsOf(() => commitAll(database, ''));
  const unordered = await secondsOf(() => commitAll(database, "set session_replication_role = 'replica'"));
  const commits = CONNECTIONS * COMMITS_EACH;
  printTable(
    ['an event written and committed', 'a second'],
    [
      ['in order, under the one lock, and told', (commits / ordered).toFixed(0)],
      ['without order', (commits / unordered).toFixed(0)],
    ],
  );
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

/** So many of each of them, by person. */
function draftsOf(people: BenchPerson[], label: string, each: number): Promise<Draft[][]> {
  return Promise.all(
    people.map(async (owner) => {
      const drafts: Draft[] = [];
      for (let count = 1; count <= each; count++)
        drafts.push({ owner, ...(await completeDraft(owner, `${label} ${count}`)) });
      return drafts;
    }),
  );
}

/** Each person's drafts one after the other, all people at once. */
async function approveAll(drafts: Draft[][], reviewer: BenchPerson): Promise<void> {
  await Promise.all(
    drafts.map(async (own) => {
      for (const { owner, ...draft } of own) {
        let request: BenchRequest = draft;
        for (const step of STEPS)
          request = await act(step === 'submitAccessRequest' ? owner : reviewer, versioned(step), request);
      }
    }),
  );
}

/** What of a request's rows its transactions name, and no two may share. */
interface Own {
  id: string;
  owner: string;
  system: string;
  identifier: string | null;
  client: string | null;
}

const OWN = `select r.id, r.owner_id as owner, r.system_id as system, c.requester_identifier as identifier, c.client_id as client
  from access_request r left join credential c on c.request_id = r.id where r.id = any($1::uuid[])`;

/** The transactions that were told of, for other requests: each with ids of its own. */
async function replayAll(url: string, told: string[], model: BenchRequest, drafts: Draft[][]): Promise<void> {
  await onConnections(url, async (client, place) => {
    const own = drafts[place] ?? [];
    const { rows } = await client.query<Own>(OWN, [[model.id, ...own.map(({ id }) => id)]]);
    const before = rows.find(({ id }) => id === model.id);
    for (const row of rows) {
      if (!before || row === before) continue;
      const names = new Map([
        [before.id, row.id],
        [before.owner, row.owner],
        [before.system, row.system],
        [before.client ?? '', randomUUID()],
        [before.identifier ?? '', randomUUID().slice(0, 8)],
      ]);
      for (const statement of told) await client.query(renamed(statement, names));
    }
  });
}

const TEXT = /'[^' ]+'/g;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A statement about something else: what is known by name is exchanged, all other ids are new ones, each once. */
function renamed(statement: string, names: Map<string, string>): string {
  return statement.replace(TEXT, (quoted) => {
    const text = quoted.slice(1, -1);
    const other = names.get(text) ?? (UUID.test(text) ? randomUUID() : text);
    names.set(text, other);
    return `'${other}'`;
  });
}

/** Events alone, each in a transaction of its own. */
function commitAll(url: string, first: string): Promise<void> {
  return onConnections(url, async (client) => {
    if (first) await client.query(first);
    for (let count = 0; count < COMMITS_EACH; count++) {
      await client.query(
        `insert into outbox (id, at, subject, act, subject_id, owner_id) values ($1, now(), 'ACCESS_REQUEST', 'CREATE', $1, $1)`,
        [randomUUID()],
      );
    }
  });
}

async function onConnections(url: string, work: (client: pg.Client, place: number) => Promise<void>): Promise<void> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }));
  try {
    await Promise.all(clients.map((client) => client.connect()));
    await Promise.all(clients.map(work));
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
