import { randomUUID } from 'node:crypto';
import { FaultKind } from '@portal/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHosts, type TestHosts } from '../testing/hosts.ts';
import { armedFaults, armFault, disarmFaults, takeFault } from './faults.ts';

let portal: TestHosts;
beforeAll(async () => {
  portal = await openTestHosts();
});
afterAll(() => portal[Symbol.asyncDispose]());

/** A system in test, and its next calls. */
async function system() {
  const { certificate, accreditation } = await portal.accredited();
  const token = await portal.token(certificate);
  const authorization = portal.population.professionalsAt('2337991')[0]?.cns ?? '';
  const headers = { 'x-authorization-server': `Bearer ${token}`, authorization };
  const { credentialId } = accreditation;
  const call = () => portal.call(`${portal.hosts.ehrUrl}/api/fhir/r4/Organization/2337991`, { headers });
  const em = () => portal.orm.em.fork();
  const until = () => new Date(portal.clock.now.getTime() + 60_000);
  const arm = (kind: FaultKind, calls = 1, seed?: number) =>
    armFault(em(), { credentialId, kind, calls, by: randomUUID(), until: until(), seed }, portal.clock.now);
  const armed = () => armedFaults(em(), credentialId, portal.clock.now);
  const disarm = () => disarmFaults(em(), credentialId);
  const statusOfCall = () =>
    call().then(
      ({ status }) => status,
      (error: { code: string }) => error.code,
    );
  const recorded = () =>
    portal.orm.em.fork().execute<{ fault_id: string | null; status: number }[]>(
      `select fault_id, status from call join call_of_credential on call_id = call.id
       where credential_id = ? and operation <> 'token' order by call.id`,
      [credentialId],
    );
  return { call, arm, armed, disarm, statusOfCall, recorded, credentialId };
}

test.each([
  [FaultKind.ERROR_500, 500],
  [FaultKind.ERROR_502, 502],
  [FaultKind.ERROR_503, 503],
  [FaultKind.EXPIRED_TOKEN, 401],
  [FaultKind.RESET, 'ECONNRESET'],
  [FaultKind.HALF_ANSWER, 'ECONNRESET'],
])('%s is done to the calls it was armed for, is recorded with them, and no more', async (kind, expected) => {
  const { arm, armed, statusOfCall, recorded } = await system();
  await arm(kind, 2);
  const [fault] = await armed();
  expect([await statusOfCall(), await statusOfCall(), await statusOfCall()]).toEqual([expected, expected, 200]);
  expect((await recorded()).map(({ fault_id }) => fault_id)).toEqual([fault?.id, fault?.id, null]);
});

test('what was armed first is done first, also of one moment', async () => {
  const { arm, armed } = await system();
  const kinds = Array.from({ length: 4 }, () => [FaultKind.ERROR_503, FaultKind.ERROR_502, FaultKind.ERROR_500]).flat();
  for (const kind of kinds) await arm(kind);
  expect((await armed()).map(({ kind }) => kind)).toEqual(kinds);
});

test('503 says when to come again, the same for the same seed', async () => {
  const [one, other] = [await system(), await system()];
  const waits = async ({ arm, call }: typeof one) => {
    await arm(FaultKind.ERROR_503, 3, 7);
    return [await call(), await call(), await call()].map(({ headers }) => Number(headers['retry-after']));
  };
  const told = await waits(one);
  expect(await waits(other)).toEqual(told);
  expect(told.every((seconds) => seconds >= 2 && seconds <= 10)).toBe(true);
});

test('those of others are let be', async () => {
  const [one, other] = [await system(), await system()];
  await one.arm(FaultKind.ERROR_500);
  expect([await other.statusOfCall(), await one.statusOfCall()]).toEqual([200, 500]);
});

test('of calls at once only so many are struck as were asked for', async () => {
  const { arm, statusOfCall } = await system();
  await arm(FaultKind.ERROR_500, 3);
  const statuses = await Promise.all(Array.from({ length: 10 }, statusOfCall));
  expect(statuses.filter((status) => status === 500)).toHaveLength(3);
});

test('one that is over, or disarmed, is done no more', async () => {
  const { arm, armed, disarm, statusOfCall } = await system();
  await arm(FaultKind.ERROR_500, 5);
  expect(await armed()).toMatchObject([{ kind: 'ERROR_500', callsLeft: 5 }]);
  await disarm();
  expect([await armed(), await statusOfCall()]).toEqual([[], 200]);
  await arm(FaultKind.ERROR_500, 5);
  portal.clock.now = new Date(portal.clock.now.getTime() + 60_000);
  expect([await armed(), await statusOfCall()]).toEqual([[], 200]);
});

test('a slow answer comes, after a time that its seed tells', async () => {
  const { arm, credentialId } = await system();
  await arm(FaultKind.SLOW, 1, 7);
  const taken = await takeFault(portal.orm.em.fork(), [credentialId], portal.clock.now);
  expect(taken).toMatchObject({ kind: 'SLOW', instead: false, delayMs: expect.any(Number) });
  expect(taken?.delayMs).toBeGreaterThanOrEqual(5_000);
  expect(taken?.delayMs).toBeLessThan(15_000);
});
