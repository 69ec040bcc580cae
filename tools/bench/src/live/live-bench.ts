import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { percentile, printTable } from '../figures.ts';
import { startBuiltPortal } from '../portal/built-portal.ts';
import { emailsOf, sessionsOf } from '../portal/people.ts';
import { signIn } from '../portal/person.ts';
import { cpuSecondsOf } from '../portal/process-usage.ts';
import { act, type BenchRequest, completeDraft, versioned } from '../portal/request.ts';
import { type Crowd, openCrowd } from './crowd.ts';
import { COLLECTS, heldBy } from './held-memory.ts';

const PEOPLE = 500;
const USUAL_CLIENTS = [100, 1_000];
const MOST_CLIENTS = 15_000;
const EVENTS = 30;
/** Code that never ran is not what is measured; nor is memory that it takes once. */
const WARM_UPS = 10;
const WARM_UP_CLIENTS = 100;
/** A subscription does not say when it stands: events are made until all have heard one. */
const MOST_FIRST_EVENTS = 20;
const SERVICES = ['gateway', 'credentials', 'catalogue'] as const;

/** What the reviewers' console subscribes to, fields of both subgraphs. */
const QUEUE = `subscription { reviewQueueChanged { cursor event { id action actor to } accessRequest { id protocol environment state
  version submittedAt dueAt submissions portfolio { slug name } establishment { name uf } system { id name }
  reviewer { id personId name } previousReviewer { id name } approvals { at reviewer { id name } } allowedActions } } }`;

/** What is measured of one server, or of both. */
interface Figures {
  /** Milliseconds from the commit, or from where the server is told, to each client. */
  times: number[];
  missing: number;
  /** Objects and buffers that are held for it, and what more is resident. */
  bytesPerClient: number;
  residentPerClient: number;
  /** CPU seconds. */
  cpu: Record<string, number>;
}

/** From the commit of a reviewer's act to its event at each of many clients of 500 people, beside a plain graphql-ws server. */
export async function benchLive(sizes: string[] = []): Promise<void> {
  const clients = sizes.length > 0 ? sizes.map(Number) : USUAL_CLIENTS;
  if (clients.some((count) => !(Number.isInteger(count) && count > 0 && count <= MOST_CLIENTS))) {
    throw new Error(`How many clients? Up to ${MOST_CLIENTS}.`);
  }
  const rows: string[][] = [];
  for (const count of clients) {
    const portal = await measurePortal(count);
    const plain = await measurePlain(count);
    for (const [name, figures] of [
      ['the portal', portal],
      ['plain graphql-ws', plain],
    ] as const) {
      const told = summary(name, count, figures);
      rows.push([
        String(count),
        name,
        ...Object.values(told.milliseconds).map((ms) => ms.toFixed(1)),
        kilobytes(told),
        cpuOf(told),
      ]);
      console.log(JSON.stringify(told));
    }
    rows.push([
      String(count),
      'the portal ÷ plain',
      ...[0.5, 0.95, 0.99, 1].map((share) =>
        (percentile(portal.times, share) / percentile(plain.times, share)).toFixed(2),
      ),
      (portal.bytesPerClient / plain.bytesPerClient).toFixed(2),
      '',
    ]);
  }
  printTable(['clients', '', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms', 'kB a client', 'CPU ms an event'], rows);
}

function summary(server: string, clients: number, { times, missing, bytesPerClient, residentPerClient, cpu }: Figures) {
  const ms = (share: number) => Math.round(percentile(times, share) * 10) / 10;
  return {
    bench: 'live',
    server,
    clients,
    people: PEOPLE,
    events: EVENTS,
    missing,
    milliseconds: { p50: ms(0.5), p95: ms(0.95), p99: ms(0.99), longest: ms(1) },
    bytesPerClient: Math.round(bytesPerClient),
    residentBytesPerClient: Math.round(residentPerClient),
    cpuMillisecondsPerEvent: Object.fromEntries(
      Object.entries(cpu).map(([name, seconds]) => [name, Math.round((seconds * 10_000) / EVENTS) / 10]),
    ),
  };
}

type Summary = ReturnType<typeof summary>;

const kilobytes = ({ bytesPerClient }: Summary) => (bytesPerClient / 1000).toFixed(1);
const cpuOf = ({ cpuMillisecondsPerEvent }: Summary) =>
  Object.entries(cpuMillisecondsPerEvent)
    .map(([name, ms]) => `${name} ${ms}`)
    .join(', ');

async function measurePortal(clients: number): Promise<Figures> {
  const emails = emailsOf(PEOPLE);
  await using portal = await startBuiltPortal({ ...COLLECTS, REVIEWERS: ['clara@saude.example', ...emails].join(',') });
  const [ana, clara] = [await signIn(portal.url, 'ana'), await signIn(portal.reviewerUrl, 'clara')];
  const name = clara.cookie.slice(0, clara.cookie.indexOf('='));
  const cookies = (await sessionsOf(emails, portal.databaseUrl)).map((id) => `${name}=${id}`);
  await using commits = await listenForCommits(portal.databaseUrl);
  let request = await act(ana, versioned('submitAccessRequest'), await completeDraft(ana, 'Sistema ao vivo'));
  let held = false;
  const next = async () => {
    request = await act(clara, versioned(held ? 'releaseAccessRequest' : 'claimAccessRequest'), request);
    held = !held;
  };
  const event = async (crowd: Crowd) => {
    const committed = commits.last();
    const { heard, missing } = await crowd.hear(`"version":${request.version + 1},`, next);
    const at = await committed;
    return { times: heard.map((arrival) => arrival - at), missing };
  };
  const open = (count: number) => openCrowd({ origin: portal.reviewerUrl, cookies, clients: count, query: QUEUE });
  return await measure(
    { open, event, pids: Object.fromEntries(SERVICES.map((name) => [name, portal.pids[name] ?? 0])) },
    clients,
  );
}

async function measurePlain(clients: number): Promise<Figures> {
  const child = fork(join(import.meta.dirname, 'plain-process.ts'), {
    // As the gateway runs.
    execArgv: ['--max-semi-space-size=8', '--max-old-space-size=2048'],
    env: { ...COLLECTS, PATH: process.env.PATH, NODE_ENV: 'production' },
  });
  try {
    const [port] = await once(child, 'message');
    let version = 1;
    const event = async (crowd: Crowd) => {
      version += 1;
      const told = once(child, 'message');
      const { heard, missing } = await crowd.hear(`"version":${version},`, async () => child.send(changeOf(version)));
      const [at] = await told;
      return { times: heard.map((arrival) => arrival - at), missing };
    };
    const open = (count: number) =>
      openCrowd({ origin: `http://127.0.0.1:${port}`, cookies: [], clients: count, query: QUEUE });
    return await measure({ open, event, pids: { gateway: child.pid ?? 0 } }, clients);
  } finally {
    child.kill('SIGKILL');
  }
}

interface Measured {
  open(clients: number): Promise<Crowd>;
  /** One event, and how long it took to each of the crowd. */
  event(crowd: Crowd): Promise<{ times: number[]; missing: number }>;
  /** The processes that are measured; `gateway` holds the clients. */
  pids: Record<string, number>;
}

async function measure({ open, event, pids }: Measured, clients: number): Promise<Figures> {
  {
    await using few = await open(WARM_UP_CLIENTS);
    for (let n = 0; n < WARM_UPS; n++) await event(few);
  }
  const before = await heldBy(pids.gateway ?? 0);
  await using crowd = await open(clients);
  for (let n = 0; n < MOST_FIRST_EVENTS && (n < WARM_UPS || (await event(crowd)).missing > 0); n++) await event(crowd);
  const figures: Figures = { times: [], missing: 0, bytesPerClient: 0, residentPerClient: 0, cpu: {} };
  const cpuBefore = await cpuSeconds(pids);
  for (let n = 0; n < EVENTS; n++) {
    const { times, missing } = await event(crowd);
    figures.times.push(...times);
    figures.missing += missing;
  }
  const cpuAfter = await cpuSeconds(pids);
  for (const [name, seconds] of Object.entries(cpuAfter)) figures.cpu[name] = seconds - (cpuBefore[name] ?? 0);
  const after = await heldBy(pids.gateway ?? 0);
  figures.bytesPerClient = (after.held - before.held) / clients;
  figures.residentPerClient = (after.resident - before.resident) / clients;
  return figures;
}

async function cpuSeconds(pids: Record<string, number>): Promise<Record<string, number>> {
  const seconds = await Promise.all(
    Object.entries(pids).map(async ([name, pid]) => [name, await cpuSecondsOf(pid)] as const),
  );
  return Object.fromEntries(seconds);
}

/** A change such as the portal's, ready to be told. */
function changeOf(version: BenchRequest['version']): object {
  const person = {
    id: '019ac0de-0000-7000-8000-000000000001',
    personId: '019ac0de-0000-7000-8000-000000000002',
    name: 'Clara Nunes',
  };
  const at = '2026-11-24T12:00:00.000Z';
  return {
    cursor: 'WzEyMzQ1LDE3OTU1MjE2MDAwMDAsIjAxMjM0NTY3ODlhYiJd',
    event: { id: '019ac0de-0000-7000-8000-000000000003', action: 'CLAIM', actor: 'Clara Nunes', to: 'IN_REVIEW' },
    accessRequest: {
      id: '019ac0de-0000-7000-8000-000000000004',
      protocol: '2026.000001-1',
      environment: 'HOMOLOGATION',
      state: 'IN_REVIEW',
      version,
      submittedAt: at,
      dueAt: at,
      submissions: 1,
      portfolio: { slug: 'cnes', name: 'CNES' },
      establishment: { name: 'Hospital das Clínicas', uf: 'GO' },
      system: { id: '019ac0de-0000-7000-8000-000000000005', name: 'Sistema ao vivo' },
      reviewer: person,
      previousReviewer: null,
      approvals: [],
      allowedActions: [],
    },
  };
}

/** Hears of each commit from PostgreSQL itself, as credentials does. */
async function listenForCommits(serverUrl: string): Promise<AsyncDisposable & { last(): Promise<number> }> {
  const client = new pg.Client({ connectionString: new URL('/credentials', serverUrl).href });
  await client.connect();
  await client.query('listen outbox');
  const now = () => performance.timeOrigin + performance.now();
  return {
    last: () => new Promise((resolve) => client.once('notification', () => resolve(now()))),
    [Symbol.asyncDispose]: () => client.end(),
  };
}
