import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@portal/postgres';
import { composeServices } from '@theguild/federation-composition';
import autocannon from 'autocannon';
import { parse } from 'graphql';
import { median, printTable } from '../figures.ts';
import { ENTITIES, forRivals, QUERY, SUBGRAPHS } from './graph.ts';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';
import { installRivals } from './rivals.ts';

const ROUNDS = 3;
const WARM_UP_SECONDS = 4;
const ROUND_SECONDS = 6;
const CONNECTIONS = 20;
const OXC = ['--import', '@oxc-node/core/register'];

interface Round {
  requestsPerSecond: number;
  p99: number;
  cpuPerRequest: number;
}

/**
 * The same two subgraphs behind this gateway, Hive Gateway and Apollo Gateway, each in a process of its own. Rounds take
 * turns, so that a slow minute of the machine is everybody's; the median round counts.
 */
export async function benchGateway(): Promise<void> {
  const rivals = await installRivals();
  const folder = await mkdtemp(join(tmpdir(), 'bench-gateway-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const postgres = stack.use(await startPostgres({ dataDir: join(folder, 'postgres'), port: 0 }));
  const subgraphs = stack.use(await startMeasured('subgraphs-process.ts', {}, OXC));
  const { catalogue: CATALOGUE = '', credentials: CREDENTIALS = '' } = subgraphs.ready;
  const SUPERGRAPH = compose(CATALOGUE, CREDENTIALS, (sdl) => sdl);
  const rivalGraph = { SUPERGRAPH: compose(CATALOGUE, CREDENTIALS, forRivals), RIVALS: rivals };
  const DATABASE = new URL('/gateway', postgres.url).href;
  const gateways: Record<string, MeasuredProcess> = {
    'this gateway': stack.use(
      await startMeasured('portal-process.ts', { SUPERGRAPH, CATALOGUE, CREDENTIALS, DATABASE }, OXC),
    ),
    'Hive Gateway': stack.use(await startMeasured('hive-process.ts', rivalGraph)),
    'Apollo Gateway': stack.use(await startMeasured('apollo-process.ts', rivalGraph)),
  };
  for (const [name, { ready }] of Object.entries(gateways)) await assertJoins(name, ready.url ?? '');

  for (const [title, body] of Object.entries(LOADS)) {
    const rounds: Record<string, Round[]> = {};
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, gateway] of Object.entries(gateways)) {
        if (round === 0) await load(gateway.ready.url ?? '', body, WARM_UP_SECONDS);
        rounds[name] = [...(rounds[name] ?? []), await measure(gateway, body)];
      }
    }
    report(title, rounds);
  }
}

function compose(catalogue: string, credentials: string, written: (sdl: string) => string): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'catalogue', url: catalogue, typeDefs: parse(written(SUBGRAPHS.catalogue)) },
    { name: 'credentials', url: credentials, typeDefs: parse(written(SUBGRAPHS.credentials)) },
  ]);
  if (!supergraphSdl) throw new AggregateError(errors ?? []);
  return supergraphSdl;
}

let asked = 0;
const bodyOf = (variables: object) => JSON.stringify({ query: QUERY, variables: { first: ENTITIES, ...variables } });

/** A crowd that reads the same, whose reads a gateway may join, and people who each read something else. */
const LOADS: Record<string, () => string> = {
  'everybody asks the same': () => bodyOf({}),
  'everybody asks something else': () => bodyOf({ tag: String(asked++) }),
};

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

async function assertJoins(name: string, url: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: HEADERS, body: bodyOf({}) });
  const text = await response.text();
  const { data } = JSON.parse(text) as { data?: { services: { portfolio: { name: string } }[] } };
  if (data?.services.length !== ENTITIES || !data.services.every(({ portfolio }) => portfolio.name)) {
    throw new Error(`${name} does not join: ${text.slice(0, 300)}`);
  }
}

function load(url: string, body: () => string, duration: number): Promise<autocannon.Result> {
  return autocannon({
    url,
    connections: CONNECTIONS,
    duration,
    requests: [
      {
        method: 'POST',
        headers: HEADERS,
        setupRequest: (request: autocannon.Request) => ({ ...request, body: body() }),
      },
    ],
  });
}

async function measure(gateway: MeasuredProcess, body: () => string): Promise<Round> {
  const before = await gateway.usage();
  const result = await load(gateway.ready.url ?? '', body, ROUND_SECONDS);
  const after = await gateway.usage();
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed`);
  return {
    requestsPerSecond: result.requests.average,
    p99: result.latency.p99,
    cpuPerRequest: (after.cpu - before.cpu) / result.requests.total,
  };
}

function report(title: string, rounds: Record<string, Round[]>): void {
  const of = (name: string, figure: keyof Round) => median((rounds[name] ?? []).map((round) => round[figure]));
  const own = of('this gateway', 'requestsPerSecond');
  printTable(
    [title, 'requests/s', 'this gateway ÷ it', 'p99 ms', 'CPU time a request, ms'],
    Object.keys(rounds).map((name) => [
      name,
      of(name, 'requestsPerSecond').toFixed(0),
      (own / of(name, 'requestsPerSecond')).toFixed(2),
      of(name, 'p99').toFixed(0),
      (of(name, 'cpuPerRequest') / 1000).toFixed(2),
    ]),
  );
}
