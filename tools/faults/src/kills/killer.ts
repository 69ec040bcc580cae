import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { sendSignal } from '../send-signal.ts';
import { HOSTS, PAIRS, type Pair, type TwoOfEach, type Which } from '../two-of-each.ts';
import { between, oneOf } from './chance.ts';

/** How often each fault is chosen, of all. */
const FAULTS: readonly [Fault, number][] = [
  [killService, 72],
  [killBackend, 10],
  [killServer, 4],
  [pauseService, 6],
  [cutConnections, 4],
  [stallConnections, 4],
  [moveClock, 4],
];
/** What connections go to through a balancer. */
const BALANCED = [...PAIRS, ...HOSTS];
/** Of those that wait for what they hit to be back. */
const AT_ONCE = 4;
const LONGEST_REST_MS = 500;

/** Longer than a session lasts. */
const MOST_HOURS = 30;
const HOUR_MS = 3_600_000;

/** What is done to a portal: chooses from what stands, says what, and resolves when that is back. */
type Fault = (killer: Killer) => Promise<void>;

interface Killer {
  portal: TwoOfEach;
  random: RandomGenerator;
  /** Instances that are being killed or stand still. */
  down: Set<string>;
  /** What was done how often. */
  done: Record<string, number>;
  /** Resolves while the server of the databases is started anew. */
  server: Promise<void>;
}

/** When enough was done. */
export type Enough = (kills: number) => boolean;

/** Does one fault after the other, as the seed has it, until it is enough and all is back; how often each. */
export async function killAround(
  portal: TwoOfEach,
  random: RandomGenerator,
  enough: Enough,
): Promise<Record<string, number>> {
  const killer: Killer = { portal, random, down: new Set(), done: {}, server: Promise.resolve() };
  const under = new Set<Promise<void>>();
  while (!enough(killsOf(killer.done))) {
    const fault = oneOf(
      random,
      FAULTS.flatMap(([one, often]) => Array.from({ length: often }, () => one)),
    );
    const work = fault(killer).finally(() => under.delete(work));
    under.add(work);
    while (under.size >= AT_ONCE) await Promise.race(under);
    await after(between(random, 0, LONGEST_REST_MS));
  }
  await Promise.all(under);
  return killer.done;
}

/** How many processes were killed. */
export function killsOf(done: Record<string, number>): number {
  return Object.entries(done).reduce((sum, [what, times]) => sum + (what.startsWith('kill ') ? times : 0), 0);
}

async function killService(killer: Killer): Promise<void> {
  await withInstance(killer, (name, which) => {
    count(killer, `kill ${name}`);
    return killer.portal.kill(name, which);
  });
}

/** PostgreSQL ends every connection when one of its processes is killed, and reads its log anew. */
async function killBackend(killer: Killer): Promise<void> {
  const pids = await backendsOf(killer.portal.databaseUrl);
  if (pids.length === 0) return;
  count(killer, 'kill a process of PostgreSQL');
  sendSignal(oneOf(killer.random, pids), 'SIGKILL');
}

async function killServer(killer: Killer): Promise<void> {
  const before = killer.server;
  const work = before.then(() => {
    count(killer, 'kill PostgreSQL');
    return killer.portal.killDatabase();
  });
  killer.server = work;
  await work;
}

async function pauseService(killer: Killer): Promise<void> {
  const ms = between(killer.random, 100, 3_000);
  await withInstance(killer, async (name, which) => {
    const pid = killer.portal.pid(name, which);
    if (!pid) return;
    count(killer, `pause ${name}`);
    sendSignal(pid, 'SIGSTOP');
    await after(ms);
    sendSignal(pid, 'SIGCONT');
  });
}

async function cutConnections(killer: Killer): Promise<void> {
  const name = oneOf(killer.random, BALANCED);
  count(killer, `cut connections to ${name}`);
  killer.portal.balancers[name].cut();
}

async function stallConnections(killer: Killer): Promise<void> {
  const name = oneOf(killer.random, BALANCED);
  count(killer, `delay connections to ${name}`);
  await killer.portal.balancers[name].stall(between(killer.random, 50, 2_000));
}

/** Hours ahead or back for a while, under way. */
async function moveClock(killer: Killer): Promise<void> {
  const aheadMs = between(killer.random, -MOST_HOURS, MOST_HOURS) * HOUR_MS;
  const ms = between(killer.random, 100, 3_000);
  await withInstance(killer, async (name, which) => {
    count(killer, `move the clock of ${name}`);
    await killer.portal.moveClock(name, which, aheadMs);
    await after(ms);
    await killer.portal.moveClock(name, which, 0);
  });
}

/** Chooses among those that nothing is done to. */
async function withInstance(killer: Killer, work: (name: Pair, which: Which) => Promise<void>): Promise<void> {
  const standing = PAIRS.flatMap((name) => ([0, 1] as const).map((which) => ({ name, which }))).filter(
    ({ name, which }) => !killer.down.has(`${name} ${which}`),
  );
  if (standing.length === 0) return;
  const { name, which } = oneOf(killer.random, standing);
  killer.down.add(`${name} ${which}`);
  await work(name, which);
  killer.down.delete(`${name} ${which}`);
}

function count(killer: Killer, what: string): void {
  killer.done[what] = (killer.done[what] ?? 0) + 1;
}

/** Processes of PostgreSQL that hold the portal's connections; none while the server starts. */
async function backendsOf(url: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    return rows.map(({ pid }) => pid);
  } catch {
    return [];
  } finally {
    await client.end().catch(() => {});
  }
}
