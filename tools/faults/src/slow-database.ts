import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type BenchPerson, signIn } from '@portal/bench/person';
import { completeDraft } from '@portal/bench/request';
import { type Portal, startPortal, throwawayConfig } from '@portal/start';
import pg from 'pg';
import { sendSignal } from './send-signal.ts';
import type { Trial } from './trial.ts';

const run = promisify(execFile);
/** As long as nobody should have to wait, and a busy machine's share. */
const ANSWERED_WITHIN_MS = 40_000;
const PAUSED_MS = 70_000;
/** As where nothing is said. */
const AS_DELIVERED = { DATABASE_ACQUIRE_MS: '', DATABASE_LOCK_MS: '', DATABASE_STATEMENT_MS: '' };
const FAILED = ['UNAVAILABLE', 'INTERNAL'];

const READ = 'query ($id: ID!) { accessRequest(id: $id) { state version } }';
const CANCEL =
  'mutation ($id: ID!, $version: Int!) { cancelAccessRequest(id: $id, version: $version) { problems { code } } }';
const EDIT =
  'mutation ($input: UpdateAccessRequestInput!) { updateAccessRequest(input: $input) { problems { code } } }';

interface Draft {
  id: string;
  version: number;
}

interface Seen {
  code: string;
  ms: number;
}

/** A row is held, then PostgreSQL stands still, then credentials: all is answered in time, and what is said to have failed has. */
export async function slowDatabase(trial: Trial): Promise<void> {
  await using config = await throwawayConfig({ ...process.env, ...AS_DELIVERED });
  await using portal = await startPortal(config);
  const people = { ana: await signIn(portal.url, 'ana'), bruno: await signIn(portal.url, 'bruno') };
  await holdRow(trial, portal, people);
  const database = portal.pids.database;
  if (database) {
    await pause(trial, people.ana, 'PostgreSQL', [...(await childrenOf(database)), database]);
  }
  await pause(trial, people.ana, 'credentials', [portal.pids.credentials ?? 0]);
}

async function holdRow(
  { say, see, signal }: Trial,
  portal: Portal,
  { ana, bruno }: Record<'ana' | 'bruno', BenchPerson>,
): Promise<void> {
  const [held, other] = [await draftOf(ana, 'Linha presa'), await draftOf(bruno, 'Outra linha')];
  const url = Object.assign(new URL(portal.databaseUrl), { pathname: '/credentials' }).href;
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  try {
    say('a row is held, and ten cancellations wait for it');
    await holder.query('begin');
    await holder.query('select 1 from access_request where id = $1 for update', [held.id]);
    const waiting = Array.from({ length: 10 }, () => ask(ana, CANCEL, held, signal));
    const read = await ask(bruno, READ, other, signal);
    see(`another reads within ${read.ms} ms: ${read.code}`, read.code === 'done');
    const ready = await fetch(`${portal.url}/readyz`, { signal });
    see(`/readyz answers ${ready.status}`, ready.status === 200);
    const answers = await Promise.all(waiting);
    const longest = Math.max(...answers.map(({ ms }) => ms));
    see(
      `ten are UNAVAILABLE within ${longest} ms`,
      answers.every(({ code }) => code === 'UNAVAILABLE'),
    );
  } finally {
    await holder.end();
  }
  see('and nothing of them was done', (await stateOf(ana, held, signal)).state === 'DRAFT');
}

async function pause(trial: Trial, ana: BenchPerson, what: string, pids: number[]): Promise<void> {
  const { say, see, signal, until } = trial;
  const drafts = { edit: await draftOf(ana, `Edição ${what}`), cancel: await draftOf(ana, `Desistência ${what}`) };
  say(`${what} stands still for ${PAUSED_MS / 1000} s`);
  const resumed = Promise.withResolvers<void>();
  for (const pid of pids) sendSignal(pid, 'SIGSTOP');
  const goOn = setTimeout(() => {
    for (const pid of pids) sendSignal(pid, 'SIGCONT');
    resumed.resolve();
  }, PAUSED_MS);
  try {
    const { edit, cancel } = drafts;
    const input = { ...edit, system: { vendor: 'Casa' } };
    const asked = {
      'an edit': ask(ana, EDIT, { input }, signal),
      'a cancellation': ask(ana, CANCEL, cancel, signal),
      '/login': get(ana, '/login?as=bruno', signal),
      '/evidence': get(ana, `/evidence/${edit.id}`, signal),
      'the catalogue': ask({ ...ana, cookie: '' }, '{ portfolios { slug } }', {}, signal),
    };
    const seen: Record<string, Seen> = {};
    for (const [name, answer] of Object.entries(asked)) {
      const { code, ms } = await answer;
      seen[name] = { code, ms };
      see(`${name} is answered ${code} within ${ms} ms`, ms < ANSWERED_WITHIN_MS);
    }
    see('the catalogue goes on', seen['the catalogue']?.code === 'done');
    await resumed.promise;
    await until(
      `${what} goes on, and so does the portal`,
      async () => (await ask(ana, READ, edit, signal)).code === 'done',
    );
    const edited = (await stateOf(ana, edit, signal)).version > edit.version;
    const cancelled = (await stateOf(ana, cancel, signal)).state === 'CANCELLED';
    see('an edit that failed was not made', !(edited && FAILED.includes(seen['an edit']?.code ?? '')));
    see('nor a cancellation', !(cancelled && FAILED.includes(seen['a cancellation']?.code ?? '')));
  } finally {
    clearTimeout(goOn);
    for (const pid of pids) sendSignal(pid, 'SIGCONT');
  }
}

async function draftOf(person: BenchPerson, name: string): Promise<Draft> {
  const { id, version } = await completeDraft(person, name);
  return { id, version };
}

/** `done`, or the code of what went wrong, and how long that took. */
async function ask(person: BenchPerson, query: string, variables: object, signal: AbortSignal): Promise<Seen> {
  const begun = performance.now();
  const response = await fetch(`${person.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: person.origin, cookie: person.cookie },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  const { errors, code } = (await response.json()) as { errors?: { extensions: { code: string } }[]; code?: string };
  return { code: errors?.[0]?.extensions.code ?? code ?? 'done', ms: Math.round(performance.now() - begun) };
}

async function get(person: BenchPerson, path: string, signal: AbortSignal): Promise<Seen> {
  const begun = performance.now();
  const headers = { cookie: person.cookie };
  const response = await fetch(`${person.origin}${path}`, { redirect: 'manual', headers, signal });
  await response.body?.cancel();
  return { code: String(response.status), ms: Math.round(performance.now() - begun) };
}

async function stateOf(person: BenchPerson, { id }: Draft, signal: AbortSignal) {
  const response = await fetch(`${person.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: person.origin, cookie: person.cookie },
    body: JSON.stringify({ query: READ, variables: { id } }),
    signal,
  });
  const { data } = (await response.json()) as { data: { accessRequest: { state: string; version: number } } };
  return data.accessRequest;
}

/** PostgreSQL has a process for each connection. */
async function childrenOf(parent: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : []));
}
