import { suites } from '@portal/conformance';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeRun } from '../testing/complete-run.ts';
import { openTestHosts, type TestHosts } from '../testing/hosts.ts';
import { trimCalls } from './trim.ts';

let portal: TestHosts;
beforeAll(async () => {
  portal = await openTestHosts();
});
afterAll(() => portal[Symbol.asyncDispose]());

test('calls are dropped after ninety days, with what was sent; what they came to in a run is kept', async () => {
  const [suite] = suites();
  if (!suite) throw new Error('there is no suite');
  const { accreditation: credential } = await portal.accredited();
  const at = new Date('2026-06-01T12:00:00Z');
  const { id, callId } = await writeRun(portal.databaseUrl, { suite, credential, at });
  const counted = async () => {
    const [row] = await portal.orm.em.fork().execute<{ calls: number; seen: number; runs: number }[]>(
      `select (select count(*)::int from call where id = ?) as calls,
         (select count(*)::int from conformance_seen where run_id = ?) as seen,
         (select count(*)::int from conformance_run where id = ? and outcome = 'COMPLETE') as runs`,
      [callId, id, id],
    );
    return row;
  };
  await trimCalls(portal.orm.em.fork(), new Date('2026-08-30T12:00:00Z'));
  expect(await counted()).toEqual({ calls: 1, seen: 1, runs: 1 });
  await trimCalls(portal.orm.em.fork(), new Date('2026-08-30T12:00:01Z'));
  expect(await counted()).toEqual({ calls: 0, seen: 1, runs: 1 });
});
