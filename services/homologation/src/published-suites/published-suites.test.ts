import { randomUUIDv7 } from 'node:crypto';
import { openRun, suiteOf } from '@portal/conformance';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/service.ts';

let service: TestService;
let database: pg.Client;
beforeAll(async () => {
  service = await startTestService();
  database = new pg.Client({ connectionString: service.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await service[Symbol.asyncDispose]();
});

const suite = suiteOf('ria-r');
const STEP = 'token.reuse/three-calls';
const HOUR_MS = 3_600_000;

interface Published {
  key: string;
  requirements: {
    key: string;
    steps: { key: string; how: string; median: { credentials: number; hours: number; calls: number } | null }[];
  }[];
}

async function published(key: string | null): Promise<Published[]> {
  const { data } = await service.ask<{ conformanceSuites: Published[] }>(
    `query ($key: String) { conformanceSuites(key: $key) { key title version hash
       requirements { key steps { key how median { credentials hours calls } } } } }`,
    { key },
  );
  return data.conformanceSuites;
}

const stepOf = async () =>
  (await published('ria-r'))[0]?.requirements.flatMap(({ steps }) => steps).find(({ key }) => key === STEP);

/** A run in which the step was passed so many hours and calls after its beginning. */
async function passed({
  hours,
  calls,
  credentialId = randomUUIDv7(),
}: {
  hours: number;
  calls: number;
  credentialId?: string;
}) {
  if (!suite) throw new Error('no suite');
  const openedAt = Date.parse('2026-11-01T12:00:00Z');
  const state = openRun(suite, 'sistema/1.0');
  const step = { outcome: 'PASSED', attempts: [], tries: 1, passedAt: openedAt + hours * HOUR_MS, callsToPass: calls };
  await database.query(
    `insert into conformance_suite (hash, suite_id, version, kept_at, suite) values ($1, $2, $3, now(), '{}')
     on conflict do nothing`,
    [suite.hash, suite.id, suite.version],
  );
  await database.query(
    `insert into conformance_run (id, credential_id, owner_id, suite_id, suite_hash, state, outcome, calls, remaining,
       opened_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, 'WAITING', 9, 3, $7, $7)`,
    [
      randomUUIDv7(),
      credentialId,
      randomUUIDv7(),
      suite.id,
      suite.hash,
      JSON.stringify({ ...state, steps: { ...state.steps, [STEP]: step } }),
      new Date(openedAt),
    ],
  );
}

it('all suites, or one, are told to everybody with what is to be done', async () => {
  expect((await published(null)).map(({ key }) => key).sort()).toEqual(['ra', 'rac', 'redfm', 'rel', 'ria-r', 'sa']);
  expect(await published('outro')).toEqual([]);
  expect((await stepOf())?.how).toContain('token');
});

it('what it took is told in the middle, of no fewer than five credentials, and not of what was carried over', async () => {
  for (const hours of [1, 2, 3, 40]) await passed({ hours, calls: hours * 10 });
  // Passed before its run began: in another.
  await passed({ hours: -5, calls: 1 });
  expect((await stepOf())?.median).toBeNull();
  await passed({ hours: 100, calls: 1000 });
  // Counted again only after some minutes.
  expect((await stepOf())?.median).toBeNull();
  service.clock.now = new Date(service.clock.now.getTime() + 10 * 60_000);
  expect((await stepOf())?.median).toEqual({ credentials: 5, hours: 3, calls: 30 });
});
