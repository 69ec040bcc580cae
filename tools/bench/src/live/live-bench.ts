import { type Client, createClient } from 'graphql-ws';
import pg from 'pg';
import { WebSocket } from 'ws';
import { percentile, printTable } from '../figures.ts';
import { startBuiltPortal } from '../portal/built-portal.ts';
import { type BenchPerson, signIn } from '../portal/person.ts';
import { cpuSecondsOf } from '../portal/process-usage.ts';
import { act, completeDraft } from '../portal/request.ts';

const CLIENTS = 100;
const DECISIONS = 30;
/** Code that never ran is not what is measured. */
const WARM_UPS = 10;
const HEARD_WITHIN_MS = 10_000;

/** What an open page of the integrator subscribes to: fields of both subgraphs. */
const CHANGES = `subscription {
  accessRequestChanged { cursor event { action to message } accessRequest { id protocol state version allowedActions dueAt portfolio { name } } }
}`;

/** From the commit of a reviewer's decision to its event at each of a hundred open pages. */
export async function benchLive(): Promise<void> {
  await using portal = await startBuiltPortal();
  const [ana, clara] = [await signIn(portal.url, 'ana'), await signIn(portal.reviewerUrl, 'clara')];
  await using commits = await listenForCommits(portal.databaseUrl);
  const pages = Array.from({ length: CLIENTS }, () => openPage(ana));
  await Promise.all(pages.map((page) => page.connected));

  let request = await completeDraft(ana, 'Sistema ao vivo');
  const sinceCommit: number[] = [];
  const sinceClick: number[] = [];
  const cpu = { gateway: 0, credentials: 0, catalogue: 0 };
  for (let round = -WARM_UPS; round < DECISIONS; round++) {
    request = await act(ana, versioned('submitAccessRequest'), request);
    request = await act(clara, versioned('claimAccessRequest'), request);
    const cpuBefore = await cpuOf(portal.pids);
    const heard = pages.map((page) => page.next('REQUEST_CHANGES'));
    const committed = commits.last();
    const clicked = performance.now();
    request = await act(clara, ASK_FOR_CHANGES, {
      ...request,
      reasons: [{ code: 'OTHER', message: 'Falta uma tela.' }],
    });
    const arrivals = await Promise.all(heard);
    const at = await committed;
    if (round < 0) continue;
    sinceCommit.push(...arrivals.map((arrival) => arrival - at));
    sinceClick.push(...arrivals.map((arrival) => arrival - clicked));
    const cpuAfter = await cpuOf(portal.pids);
    for (const name of SERVICES) cpu[name] += cpuAfter[name] - cpuBefore[name];
  }
  await Promise.all(pages.map((page) => page.client.dispose()));
  const row = (name: string, times: number[]) => [
    name,
    ...[0.5, 0.95, 0.99, 1].map((share) => percentile(times, share).toFixed(1)),
  ];
  printTable(
    [`${CLIENTS} clients, ${DECISIONS} decisions`, 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms'],
    [row('from the commit', sinceCommit), row('from the reviewer’s click', sinceClick)],
  );
  printTable(
    ['', ...SERVICES],
    [
      [
        'CPU time for an event at one client, ms',
        ...SERVICES.map((name) => ((cpu[name] * 1000) / (DECISIONS * CLIENTS)).toFixed(2)),
      ],
    ],
  );
}

const SERVICES = ['gateway', 'credentials', 'catalogue'] as const;

async function cpuOf(pids: Record<string, number>): Promise<Record<(typeof SERVICES)[number], number>> {
  const seconds = await Promise.all(SERVICES.map((name) => cpuSecondsOf(pids[name] ?? 0)));
  return { gateway: seconds[0] ?? 0, credentials: seconds[1] ?? 0, catalogue: seconds[2] ?? 0 };
}

const versioned = (mutation: string) =>
  `mutation ($id: ID!, $version: Int!) { payload: ${mutation}(id: $id, version: $version)`;
const ASK_FOR_CHANGES =
  'mutation ($id: ID!, $version: Int!, $reasons: [ReasonInput!]!) { payload: requestChanges(id: $id, version: $version, reasons: $reasons)';

interface Page {
  client: Client;
  connected: Promise<void>;
  /** When the next event of this action arrives. */
  next(action: string): Promise<number>;
}

function openPage({ origin, cookie }: BenchPerson): Page {
  const connected = Promise.withResolvers<void>();
  const waiting = new Map<string, (at: number) => void>();
  const client = createClient({
    url: `${origin.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers: { cookie, origin } });
      }
    },
    retryAttempts: 0,
    on: { connected: () => connected.resolve() },
  });
  client.subscribe<{ accessRequestChanged: { event: { action: string } } }>(
    { query: CHANGES },
    {
      next({ data }) {
        const action = data?.accessRequestChanged.event.action ?? '';
        waiting.get(action)?.(performance.now());
        waiting.delete(action);
      },
      error: (error) => connected.reject(error),
      complete: () => {},
    },
  );
  return {
    client,
    connected: connected.promise,
    next: (action) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`${action} was not heard`)), HEARD_WITHIN_MS);
        waiting.set(action, (at) => {
          clearTimeout(late);
          resolve(at);
        });
      }),
  };
}

/** Hears of each commit from PostgreSQL itself, as credentials does. */
async function listenForCommits(serverUrl: string): Promise<AsyncDisposable & { last(): Promise<number> }> {
  const client = new pg.Client({ connectionString: new URL('/credentials', serverUrl).href });
  await client.connect();
  await client.query('listen outbox');
  return {
    last: () => new Promise((resolve) => client.once('notification', () => resolve(performance.now()))),
    [Symbol.asyncDispose]: () => client.end(),
  };
}
