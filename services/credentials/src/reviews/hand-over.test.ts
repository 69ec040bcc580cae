import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { noticesFor } from '../testing/notices.ts';
import { ana, bruno, clara, davi, elis, gilda, hugo } from '../testing/people.ts';
import { startService } from '../testing/service.ts';
import { trimPresences } from './colleagues.ts';

const service = await startService();
const journey = new Journey(service);
await journey.readQueue(clara);
await journey.readQueue(davi);
afterAll(() => service[Symbol.asyncDispose]());

interface Told {
  reviewer: { personId: string; name: string } | null;
  previousReviewer: { personId: string } | null;
  history: { action: string; actor: string; message: string | null }[];
}

function told({ id }: SeenRequest): Promise<Told | null> {
  const fields = 'reviewer { personId name } previousReviewer { personId } history { action actor message }';
  return journey.read<Told>(elis, id, fields);
}

describe('a request is handed', () => {
  test('by who holds it to a colleague, who decides from then on; its history names both', async () => {
    const held = await journey.inReview(clara);
    const handed = await journey.done(journey.handOver(clara, held, davi));
    expect(handed).toMatchObject({ state: 'IN_REVIEW', version: held.version + 1, allowedActions: [] });
    const { reviewer, previousReviewer, history } = (await told(held)) as Told;
    expect(reviewer).toEqual({ personId: davi.id, name: 'Davi Rocha' });
    expect(previousReviewer).toEqual({ personId: clara.id });
    expect(history.at(-1)).toEqual({
      action: 'HAND_OVER',
      actor: 'Clara Nunes',
      message: 'De Clara Nunes para Davi Rocha.',
    });
    expect(await journey.act(clara, 'approve', handed)).toMatchObject({ problems: [{ code: 'NOT_ALLOWED' }] });
    expect(await journey.done(journey.act(davi, 'approve', handed))).toMatchObject({ state: 'APPROVED' });
  });

  test('by MANAGER, whoever holds it, and out of the queue', async () => {
    const handed = await journey.done(journey.handOver(gilda, await journey.inReview(clara), davi));
    expect(await journey.done(journey.act(davi, 'release', handed))).toMatchObject({ state: 'SUBMITTED' });
    const waiting = await journey.submitted();
    await journey.done(journey.handOver(gilda, waiting, clara));
    expect((await told(waiting))?.history.at(-1)).toEqual({
      action: 'HAND_OVER',
      actor: 'Gilda Matos',
      message: 'Para Clara Nunes.',
    });
  });

  test('not to its owner, who has it, who approved it before, nor to anybody who does not review', async () => {
    const held = await journey.inReview(clara, davi);
    const own = await journey.handOver(clara, held, davi);
    expect(own.problems).toMatchObject([{ code: 'INVALID', path: ['toPersonId'] }]);
    expect(own.problems[0]?.message).toContain('ninguém analisa a própria');
    expect((await journey.handOver(clara, held, clara)).problems[0]?.message).toContain('já está com Clara Nunes');
    for (const stranger of [bruno, gilda, hugo, elis, { ...ana, id: randomUUID() }, { ...ana, id: 'x' }]) {
      expect((await journey.handOver(clara, held, stranger)).problems).toMatchObject([{ code: 'INVALID' }]);
    }
    expect((await told(held))?.reviewer?.personId).toBe(clara.id);
    const first = await journey.done(journey.act(clara, 'approve', await journey.inReview(clara, ana, 'cadsus')));
    expect(first.state).toBe('SUBMITTED');
    const twice = await journey.handOver(gilda, first, clara);
    expect(twice.problems[0]?.message).toContain('já aprovou');
  });

  test('by two at once to one', async () => {
    const held = await journey.inReview(clara);
    const answers = await Promise.all([journey.handOver(clara, held, davi), journey.handOver(gilda, held, davi)]);
    expect(answers.map(({ problems }) => problems[0]?.code).sort()).toEqual(['STALE_VERSION', undefined]);
  });
});

test('nobody is handed anything who came without the role since, or was not at the queue for thirty days', async () => {
  const davina = testPerson({ id: randomUUIDv7(), name: 'Davina Reis', roles: ['INTEGRATOR', 'REVIEWER'] });
  const held = await journey.inReview(clara);
  const isRefused = async () => (await journey.handOver(clara, held, davina)).problems[0]?.code;
  await journey.readQueue(davina);
  service.clock.now = new Date(service.clock.now.getTime() + 60_000);
  await noticesFor(service, { ...davina, roles: ['INTEGRATOR'] }, 'INTEGRATOR');
  expect(await isRefused()).toBe('INVALID');
  await noticesFor(service, davina, 'REVIEWERS');
  await journey.done(journey.handOver(clara, held, davina));

  const kept = () => service.orm.em.fork().execute('select 1 from reviewer_presence where person_id = ?', [davina.id]);
  await service.orm.em
    .fork()
    .execute(`update reviewer_presence set seen_at = seen_at - interval '29 days' where person_id = ?`, [davina.id]);
  await trimPresences(service.orm.em.fork(), service.clock.now);
  expect(await kept()).toHaveLength(1);
  await service.orm.em
    .fork()
    .execute(`update reviewer_presence set seen_at = seen_at - interval '2 days' where person_id = ?`, [davina.id]);
  await trimPresences(service.orm.em.fork(), service.clock.now);
  expect(await kept()).toHaveLength(0);
});

test('colleagues are who reviews and was at the queue of late, with what they hold; told to who may hand over', async () => {
  const ask = (person: typeof ana) =>
    service.ask<{ colleagues: { personId: string; name: string; holding: number }[] | null }>(
      person,
      '{ colleagues { personId name holding } }',
      {},
    );
  await journey.readQueue(gilda);
  await journey.inReview(davi);
  for (const person of [clara, gilda]) {
    const { data } = await ask(person);
    expect(data.colleagues?.map(({ personId }) => personId)).toEqual([clara.id, davi.id]);
    expect(data.colleagues?.[1]?.holding).toBeGreaterThan(0);
  }
  for (const person of [ana, hugo, elis]) {
    const { errors } = await ask(person);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
});
