import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { type Portal, startThrowawayPortal } from '@portal/start';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { act, completeDraft, done, pick, type Target } from './arrange.ts';
import { evidenceOf, problemOf } from './evidence.ts';
import { aPdf } from './evidence-files.ts';
import { Person } from './person.ts';
import { read } from './reading.ts';

// A portal of its own: a part of it is stopped as by a machine that stands still. Nothing breaks, nothing comes.
let portal: Portal;
let ana: Person;
let bruno: Person;

beforeAll(async () => {
  const hasty = { DATABASE_ACQUIRE_MS: '3000', DATABASE_LOCK_MS: '1000', DATABASE_STATEMENT_MS: '4000' };
  portal = await startThrowawayPortal({ ...process.env, ...hasty });
  ana = await Person.signIn('ana', portal.url);
  bruno = await Person.signIn('bruno', portal.url);
});
afterAll(() => portal[Symbol.asyncDispose]());

const EDIT =
  'mutation ($input: UpdateAccessRequestInput!) { updateAccessRequest(input: $input) { problems { code } } }';
const CANCEL =
  'mutation ($id: ID!, $version: Int!) { cancelAccessRequest(id: $id, version: $version) { problems { code } } }';
const VERSION = 'state version';

const codeOf = async (person: Person, query: string, variables = {}) =>
  (await person.ask(query, variables)).errors?.[0]?.extensions.code ?? 'done';
const stateOf = (request: Target) => read<{ state: string; version: number }>(ana, request, VERSION);
const readCode = () => codeOf(ana, '{ viewer { id } accessRequests(first: 1) { edges { node { id } } } }');
const catalogueGoesOn = async () => {
  expect(await codeOf(Person.anonymous(portal.url), '{ portfolios { slug } }')).toBe('done');
  expect((await fetch(`${portal.url}/schema.graphql`)).status).toBe(200);
};
const readiness = async () => {
  const response = await fetch(`${portal.url}/readyz`);
  return { status: response.status, told: (await response.json()) as unknown };
};

/** A connection's process may have ended meanwhile. */
function send(pid: number, signal: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function whileStill<Result>(pids: number[], work: () => Promise<Result>): Promise<Result> {
  for (const pid of pids) send(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    for (const pid of pids) send(pid, 'SIGCONT');
  }
}

/** PostgreSQL has a process for each connection. */
async function childrenOf(parent: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  return rows.flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : []));
}

test('while credentials stands still all else goes on, every answer comes, and what may have been done is done once', async () => {
  const [edited, left] = [await completeDraft(ana), await completeDraft(ana)];
  const [sent] = [await ana.upload(left.id, aPdf(), 'antes.pdf')];
  const { downloadUrl } = (await sent.json()) as { downloadUrl: string };
  const before = await stateOf(left);
  const edit = { ...pick(edited), system: { vendor: 'Casa' }, idempotencyKey: randomUUID() };
  const answers = await whileStill([portal.pids.credentials ?? 0], async () => {
    const asked = Promise.all([
      codeOf(ana, EDIT, { input: edit }),
      codeOf(ana, CANCEL, { ...pick(left), version: before.version }),
      readCode(),
      ana.upload(left.id, aPdf(), 'durante.pdf').then(problemOf),
      ana.fetch(downloadUrl).then(problemOf),
    ]);
    await catalogueGoesOn();
    const elis = await Person.signIn('elis', portal.url);
    expect(await codeOf(elis, '{ personalAccessTokens { id } }')).toBe('done');
    expect(await readiness()).toEqual({
      status: 200,
      told: {
        status: 'ready',
        subgraphs: { catalogue: 'ready', credentials: 'does not answer', homologation: 'ready' },
      },
    });
    return asked;
  });
  expect(answers).toEqual([
    'OUTCOME_UNKNOWN',
    'OUTCOME_UNKNOWN',
    'UNAVAILABLE',
    { status: 504, code: 'OUTCOME_UNKNOWN' },
    { status: 503, code: 'UNAVAILABLE' },
  ]);
  await expect.poll(readCode).toBe('done');
  // What lay unread until nobody waited for it any more is not begun.
  await done(
    act(ana, 'updateAccessRequest', { input: { ...pick(await completeDraft(ana)), system: { vendor: 'X' } } }),
  );
  expect(await stateOf(edited)).toEqual({ state: 'DRAFT', version: edited.version });
  expect(await stateOf(left)).toEqual(before);
  expect((await evidenceOf(ana, left.id)).map(({ fileName }) => fileName)).toEqual(['antes.pdf']);
  for (const _ of [1, 2]) expect(await codeOf(ana, EDIT, { input: edit })).toBe('done');
  expect(await stateOf(edited)).toEqual({ state: 'DRAFT', version: edited.version + 1 });
});

test('while somebody holds a row, who writes it is told so, and nobody else waits', async () => {
  const [held, other] = [await completeDraft(ana), await completeDraft(bruno)];
  const url = Object.assign(new URL(portal.databaseUrl), { pathname: '/credentials' }).href;
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query('select 1 from access_request where id = $1 for update', [held.id]);
    const waiting = Promise.all(Array.from({ length: 10 }, () => codeOf(ana, CANCEL, pick(held))));
    expect(await read(bruno, other, 'state')).toEqual({ state: 'DRAFT' });
    expect(new Set(await waiting)).toEqual(new Set(['UNAVAILABLE']));
  } finally {
    await holder.end();
  }
  expect((await stateOf(held)).state).toBe('DRAFT');
});

test('while PostgreSQL stands still everybody is answered, the catalogue goes on, and what is said to have failed has', async () => {
  const [edited, left] = [await completeDraft(ana), await completeDraft(ana)];
  const database = portal.pids.database ?? 0;
  const answers = await whileStill([...(await childrenOf(database)), database], async () => {
    const asked = Promise.all([
      codeOf(ana, EDIT, { input: { ...pick(edited), system: { vendor: 'Casa' } } }),
      codeOf(ana, CANCEL, pick(left)),
      readCode(),
      ana.upload(left.id, aPdf(), 'durante.pdf').then(problemOf),
    ]);
    await catalogueGoesOn();
    expect((await readiness()).status).toBe(503);
    return asked;
  });
  expect(answers).toEqual(['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE', { status: 503, code: 'UNAVAILABLE' }]);
  await expect.poll(readCode).toBe('done');
  await done(
    act(ana, 'updateAccessRequest', { input: { ...pick(await completeDraft(ana)), system: { vendor: 'X' } } }),
  );
  expect(await stateOf(edited)).toEqual({ state: 'DRAFT', version: edited.version });
  expect(await stateOf(left)).toEqual({ state: 'DRAFT', version: left.version });
  await expect.poll(async () => (await readiness()).status).toBe(200);
});
