import { randomUUIDv7 } from 'node:crypto';
import type { Caller, Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, expect, test } from 'vitest';
import { Journey } from '../testing/journey.ts';
import { noticesFor } from '../testing/notices.ts';
import { clara, gilda } from '../testing/people.ts';
import { startService } from '../testing/service.ts';
import { tellChanges } from './tell.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const GATEWAY: Caller = { kind: 'anonymous' };

function tell(people: unknown, as: Caller = GATEWAY): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ people });
  return service.fetch('/internal/ministry-roles', { method: 'POST', headers, body, as });
}

const reviewer = (name: string) => testPerson({ id: randomUUIDv7(), name, roles: ['INTEGRATOR', 'REVIEWER'] });
const rowOf = async ({ id }: Person) =>
  (await service.orm.em.fork().execute('select roles, seen_at from notice_recipient where person_id = ?', [id]))[0];
const readToEnd = () => tellChanges(service.orm.em.fork(), new Date());
const later = () => {
  service.clock.now = new Date(service.clock.now.getTime() + 60_000);
};

test('who was taken out is told of no queue and handed nothing, without having come again; and is once they are given back', async () => {
  const davina = reviewer('Davina Reis');
  await journey.readQueue(clara);
  await noticesFor(service, clara, 'REVIEWERS');
  await noticesFor(service, davina, 'REVIEWERS');
  await journey.readQueue(davina);
  const held = await journey.inReview(clara);
  const arrivals = async () => (await noticesFor(service, davina, 'REVIEWERS')).notices.map(({ protocol }) => protocol);

  later();
  expect((await tell([{ personId: davina.id, roles: ['INTEGRATOR'] }])).status).toBe(204);
  const missed = await journey.submitted();
  expect((await journey.handOver(gilda, held, davina)).problems).toMatchObject([{ code: 'INVALID' }]);
  await readToEnd();

  later();
  expect((await tell([{ personId: davina.id, roles: ['INTEGRATOR', 'REVIEWER'] }])).status).toBe(204);
  const arrived = await journey.submitted();
  await readToEnd();
  const told = await arrivals();
  expect(told).toContain(arrived.protocol);
  expect(told).not.toContain(missed.protocol);
  await journey.done(journey.handOver(gilda, held, davina));
});

test('told again nobody counts as seen, and who is not known here is not kept', async () => {
  const [rui, nobody] = [reviewer('Rui Melo'), reviewer('Gil Reis')];
  await noticesFor(service, rui, 'REVIEWERS');
  const before = await rowOf(rui);
  later();
  await tell([rui, nobody].map(({ id, roles }) => ({ personId: id, roles })));
  expect(await rowOf(rui)).toEqual(before);
  expect(await rowOf(nobody)).toBeUndefined();
});

test('is taken from the gateway alone, and only as it is meant', async () => {
  expect((await tell([], clara)).status).toBe(401);
  for (const people of [undefined, [{ personId: 'x', roles: [] }], [{ personId: clara.id, roles: ['ROOT'] }]]) {
    expect((await tell(people)).status).toBe(400);
  }
});
