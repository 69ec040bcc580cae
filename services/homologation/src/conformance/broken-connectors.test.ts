import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type RunState, remaining, type Suite, suiteOf } from '@portal/conformance';
import {
  Connector,
  type ConnectorOptions,
  documentOf,
  SCENARIOS,
  type Scenario,
  type Sendable,
  SILENCE_MS,
  type Stage,
} from '@portal/sample-connector';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { armFault, disarmFaults } from '../faults/faults.ts';
import { BROKEN_CONNECTORS } from '../testing/broken-connectors.ts';
import { openTestHosts, type TestHosts } from '../testing/hosts.ts';

let portal: TestHosts;
beforeAll(async () => {
  portal = await openTestHosts();
});
afterAll(() => portal[Symbol.asyncDispose]());

const page = readFileSync(new URL('../../../../docs/judge.md', import.meta.url), 'utf8');

const HOUR_MS = 3_600_000;
const SLOW = 'retry.patience/slow';
let people = 0;

/** Lets a connector play what a suite asks, as far as it plays it; and what its calls come to. */
async function played(
  suite: Suite,
  Made: typeof Connector,
  options: Partial<ConnectorOptions>,
  plays: (scenario: Scenario) => boolean,
) {
  const { certificate, accreditation } = await portal.accredited({ services: [...suite.services] });
  const { credentialId, requesterIdentifier } = accreditation;
  const { clock, population, orm } = portal;
  const later = async (milliseconds: number) => {
    clock.now = new Date(clock.now.getTime() + milliseconds);
  };
  const operator = population.professionalsAt('2337991')[0]?.cns ?? '';
  const connector = new Made({
    ...portal.hosts,
    pfx: certificate.pfx,
    passphrase: certificate.password,
    authorities: portal.authority.pem,
    operator,
    requesterIdentifier,
    userAgent: 'conector-de-exemplo/0.2.0',
    now: () => clock.now.getTime(),
    pause: later,
    ...options,
  });
  onTestFinished(() => connector[Symbol.asyncDispose]());
  const ordinary = population.people.filter(({ kind }) => kind === 'ORDINARY');
  const patient = () => ordinary[people++ % ordinary.length]?.cns ?? '';
  const parties = { requesterIdentifier, cnes: '2337991', operator, patient: patient() };
  const steps = suite.requirements.flatMap((requirement) => requirement.steps);
  const kind = steps.flatMap(({ see }) => see.flatMap(({ documentKind }) => documentKind ?? [])).at(-1) ?? '';
  const stage: Stage = {
    connector,
    parties,
    document: (like?: Sendable) => {
      const made = documentOf(kind, { ...parties, patient: patient() }, clock.now);
      return like ? { ...structuredClone(like), identifier: made.identifier } : made;
    },
    arm: (fault, calls) => {
      const until = new Date(clock.now.getTime() + HOUR_MS);
      // Of the delays that may be drawn the shortest.
      const drawn = { credentialId, kind: fault, calls, by: randomUUID(), until, seed: 788 };
      return armFault(orm.em.fork(), drawn, clock.now);
    },
    disarm: () => disarmFaults(orm.em.fork(), credentialId),
    pause: later,
  };
  const asked = new Set(steps.map(({ id }) => id));
  for (const scenario of SCENARIOS) {
    if (!scenario.steps.some((id) => asked.has(id)) || !plays(scenario)) continue;
    // What a broken one comes to is told by its calls.
    await playWhole(scenario, stage).catch(() => {});
    await stage.disarm();
    await later(5_000);
  }
  // That a window is over is shown by a call after it.
  await later(2 * HOUR_MS);
  await connector.read('Organization/2337991').catch(() => {});
  return runOf(credentialId, suite);
}

async function playWhole(scenario: Scenario, stage: Stage): Promise<void> {
  const then = await scenario.play(stage);
  await stage.pause(SILENCE_MS);
  await then?.();
}

/** What its run is known by, once all calls were looked at. */
async function runOf(credentialId: string, { hash }: Suite): Promise<RunState> {
  const query = <Row>(sql: string, values: unknown[]) => portal.orm.em.fork().execute<Row[]>(sql, values);
  await vi.waitFor(
    async () => {
      portal.mover.wake();
      expect(await query('select 1 from call_waiting where credential_id = ?', [credentialId])).toEqual([]);
    },
    { timeout: 60_000, interval: 50 },
  );
  const [run] = await query<{ state: RunState }>(
    'select state from conformance_run where credential_id = ? and suite_hash = ? and replaced_by is null',
    [credentialId, hash],
  );
  if (!run) throw new Error('no call opened a run');
  return run.state;
}

const suiteNamed = (id: string): Suite => {
  const suite = suiteOf(id);
  if (!suite) throw new Error(`there is no suite ${id}`);
  return suite;
};
const failed = ({ steps }: RunState) =>
  Object.entries(steps)
    .filter(([, { outcome }]) => outcome === 'FAILED')
    .map(([id]) => id)
    .sort();

test.each(['ria-r', 'rel', 'rac', 'redfm', 'ra', 'sa'])(
  'the sample connector passes all that %s asks to see',
  async (id) => {
    const suite = suiteNamed(id);
    const state = await played(suite, Connector, {}, () => true);
    const attested = suite.requirements.filter(({ attest }) => attest !== null).map((requirement) => requirement.id);
    expect(Object.entries(state.steps).filter(([, { outcome }]) => outcome !== 'PASSED')).toEqual([]);
    expect(remaining(suite, state)).toEqual(attested);
  },
);

test.each(BROKEN_CONNECTORS)(
  'one that $name fails by that, and by nothing else',
  async ({ name, fails, Made, options }) => {
    // Only an answer that is slow on purpose is slow for certain: who has no patience plays that alone, and no other plays it.
    const plays = ({ steps }: Scenario) => steps.includes(SLOW) === fails.includes(SLOW);
    const steps = failed(await played(suiteNamed('ria-r'), Made, options ?? {}, plays));
    expect(steps).toEqual([...fails].sort());
    expect(page).toContain(`| ${name} | ${steps.map((step) => `\`${step}\``).join(', ')} |`);
  },
);
