import { setTimeout as after } from 'node:timers/promises';
import { type BenchPerson, signIn } from '@portal/bench/person';
import { firstService } from '@portal/bench/request';
import { startTwoOfEach, type TwoOfEach } from '../two-of-each.ts';
import type { Told } from './acknowledged.ts';
import { between, randomOf } from './chance.ts';
import type { Check } from './check.ts';
import { lookAtAll, toldOfAll, type Witness } from './checks.ts';
import { type Connectors, connectorWork, takeConnectors } from './connectors/connectors.ts';
import { follow } from './follower.ts';
import { type Acknowledged, walk } from './journey.ts';
import { type Enough, killAround } from './killer.ts';
import { withCauses } from './logged-causes.ts';
import { startReceiver } from './receiver.ts';

/** Clocks of machines that keep time by each other are apart by less. */
const MOST_APART_MS = 2_000;
/** Where in the seed's numbers those of clocks begin. */
const CLOCKS = 1_000;
const INTEGRATORS = ['ana', 'bruno'];
const REVIEWERS = ['clara', 'davi'];
/** Journeys of one integrator under way at once. */
const AT_ONCE = 3;
/** What is on its way when the last fault is over arrives within this. */
const SETTLED_WITHIN_MS = 90_000;
const EVENTS = [
  'REQUEST_CREATED',
  'REQUEST_SUBMITTED',
  'REQUEST_CLAIMED',
  'REQUEST_RELEASED',
  'REQUEST_CHANGES_REQUESTED',
  'REQUEST_APPROVED',
  'REQUEST_REJECTED',
  'REQUEST_CANCELLED',
  'REQUEST_EVIDENCE_CHANGED',
];

/** What came of a run. */
export interface Outcome {
  /** How often each fault was done. */
  faults: Record<string, number>;
  /** What was answered, and what was sent again because it was not. */
  answered: number;
  again: number;
  checks: Check[];
}

/**
 * Everything twice on one database, and people who file, review, draw secrets and follow live, while processes are killed
 * and stand still and connections break as the seed has it; then looks at what became of all that was acknowledged.
 */
export async function survives(seed: number, enough: Enough): Promise<Outcome> {
  const clocks = randomOf(seed, CLOCKS);
  await using portal = await startTwoOfEach(
    {
      RATE_LIMITS: 'off',
      // What a service gives up on is told in time to be sent again.
      DATABASE_ACQUIRE_MS: '5000',
      LOG_LEVEL: 'warn',
    },
    () => between(clocks, -MOST_APART_MS, MOST_APART_MS),
  );
  const over = new AbortController();
  const told: Told = { answered: 0, again: 0, wrong: [], signal: over.signal };
  const reviewers = await Promise.all(REVIEWERS.map((name) => signIn(portal.url, name)));
  const parts = await Promise.all(INTEGRATORS.map((name) => takePart(portal, name, told, reviewers[0] as BenchPerson)));
  await using _receivers = disposing(parts);
  let killing = true;
  const work = parts.flatMap(({ witness, services }, place) => [
    ...Array.from({ length: AT_ONCE }, (_, lane) => {
      const random = randomOf(seed, 1 + place * AT_ONCE + lane);
      const cast = { owner: witness.person, reviewers, services };
      return () => walk(told, cast, random, witness.ledger);
    }),
    ...connectorWork(told, witness.connectors, seed, place),
  ]);
  const load = work.map(async (lane) => {
    while (killing) await lane().catch((error: Error) => told.wrong.push(error.message));
  });
  const faults = await killAround(portal, randomOf(seed), enough);
  killing = false;
  await Promise.all(load);
  const witnesses = parts.map(({ witness }) => witness);
  const limit = performance.now() + SETTLED_WITHIN_MS;
  while (performance.now() < limit && !(await Promise.all(witnesses.map(toldOfAll))).every(Boolean)) await after(200);
  const checks = await lookAtAll(portal, witnesses);
  over.abort();
  await Promise.all(parts.map(({ followed }) => followed));
  const answers = {
    what: 'no answer was an error that a fault of a machine does not explain',
    of: told.answered,
    broken: await withCauses(told.wrong, portal.logsDir),
  };
  return { faults, answered: told.answered, again: told.again, checks: [...checks, answers] };
}

/** Signs an integrator in, who follows live, has a webhook, and connectors in test. */
async function takePart(portal: TwoOfEach, name: string, told: Told, reviewer: BenchPerson) {
  const person = await signIn(portal.url, name);
  const connectors = await takeConnectors(told, person, reviewer);
  const receiver = await startReceiver();
  await registerWebhook(person, receiver.url);
  const { changesCursor } = await person.ask<{ changesCursor: string }>('{ changesCursor }');
  const ledger: Acknowledged[] = [];
  const witness = { person, ledger, changes: [], deliveries: receiver.deliveries, connectors } satisfies Witness;
  const followed = follow(person, changesCursor, witness.changes, told.wrong, told.signal);
  return { witness, followed, receiver, services: await firstService(person) };
}

async function registerWebhook(person: BenchPerson, url: string): Promise<void> {
  const { createWebhook } = await person.ask<{ createWebhook: { problems: unknown[] } }>(
    'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { problems { code message } } }',
    { input: { url, eventTypes: EVENTS } },
  );
  if (createWebhook.problems.length > 0) throw new Error(JSON.stringify(createWebhook.problems));
}

function disposing(
  parts: readonly { receiver: AsyncDisposable; witness: { connectors: Connectors } }[],
): AsyncDisposable {
  return {
    async [Symbol.asyncDispose]() {
      for (const { receiver, witness } of parts) {
        await receiver[Symbol.asyncDispose]();
        await witness.connectors[Symbol.asyncDispose]();
      }
    },
  };
}
