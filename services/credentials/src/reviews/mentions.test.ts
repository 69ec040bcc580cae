import { randomUUIDv7 } from 'node:crypto';
import { mentionOf, type Role } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attach, pdf } from '../testing/attach.ts';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { noticesFor } from '../testing/notices.ts';
import { ana, clara } from '../testing/people.ts';
import { startService } from '../testing/service.ts';
import { trimPresences } from './colleagues.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const reviewer = (name: string, portfolios?: string[]): Person =>
  testPerson({ id: randomUUIDv7(), name, roles: ['INTEGRATOR', 'REVIEWER'] satisfies Role[], portfolios });
const here = reviewer('Rita Alves', ['cnes']);
const everywhere = reviewer('Davi Lima');
const elsewhere = reviewer('Otto Reis', ['cadsus']);

let request: SeenRequest;
beforeAll(async () => {
  for (const person of [here, everywhere, elsewhere, clara]) {
    await noticesFor(service, person, 'REVIEWERS');
    await journey.readQueue(person);
  }
  const draft = await journey.productionDraft();
  await attach(service, ana, draft.id, pdf('a saída'), ['saida']);
  request = await journey.done(journey.act(clara, 'claim', await journey.done(journey.act(ana, 'submit', draft))));
});

const OFFERED = 'query ($id: ID) { colleagues(toMentionOn: $id) { personId } }';
async function offered(person: Person, id = request.id): Promise<string[]> {
  const { data, errors } = await service.ask<{ colleagues: { personId: string }[] }>(person, OFFERED, { id });
  expect(errors).toBeUndefined();
  return data.colleagues.map(({ personId }) => personId).toSorted();
}

const NOTE = `query ($id: ID!) { accessRequest(id: $id) { checklist {
  requirement { id } internalNote { text mentions { personId name } } } } }`;
interface Note {
  text: string;
  mentions: { personId: string; name: string | null }[];
}
async function noteFor(person: Person): Promise<Note | null> {
  const { data, errors } = await service.ask<{ accessRequest: { checklist: { internalNote: Note | null }[] } }>(
    person,
    NOTE,
    { id: request.id },
  );
  expect(errors).toBeUndefined();
  return data.accessRequest.checklist.find(({ internalNote }) => internalNote)?.internalNote ?? null;
}

const write = (note: string) => journey.assess(clara, request.id, 'entrada', 'DOUBTFUL', undefined, note);
const told = async (person: Person) =>
  (await noticesFor(service, person, 'REVIEWERS', 'kind: MENTIONED')).notices.map(
    ({ accessRequestId }) => accessRequestId,
  );

test('only colleagues who may read the request are offered, and nobody of its team, on what one reviews alone', async () => {
  expect(await offered(clara)).toEqual([here.id, everywhere.id].toSorted());
  expect(await offered(elsewhere)).toEqual([]);
  expect(await offered(clara, (await journey.draft()).id)).toEqual([]);
  for (const unknown of [randomUUIDv7(), 'x', '']) expect(await offered(clara, unknown)).toEqual([]);
  const { errors } = await service.ask(ana, OFFERED, { id: request.id });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const own = await journey.submitted(everywhere);
  expect(await offered(everywhere, own.id)).toEqual([]);
  expect(await offered(clara, own.id)).toEqual([here.id]);
});

test('a mention is kept by id, read by the name of now, and told once', async () => {
  const text = `${mentionOf(here.id)}, o retorno serve?`;
  await journey.done(write(text));
  await journey.done(write(`${text} Acho que não.`));
  expect(await noteFor(everywhere)).toEqual({
    text: `${text} Acho que não.`,
    mentions: [{ personId: here.id, name: 'Rita Alves' }],
  });
  expect(await told(here)).toEqual([request.id]);
  expect(await told(everywhere)).toEqual([]);
  await journey.readQueue({ ...here, name: 'Rita Prado' });
  expect((await noteFor(clara))?.mentions).toEqual([{ personId: here.id, name: 'Rita Prado' }]);
  await journey.done(write(`${mentionOf(everywhere.id)} e ${mentionOf(here.id)}`));
  expect([await told(here), await told(everywhere)]).toEqual([[request.id], [request.id]]);
});

test('who may not read it is not mentioned, and what was written before stays', async () => {
  const before = await noteFor(clara);
  for (const id of [elsewhere.id, ana.id, clara.id, randomUUIDv7()]) {
    const { problems } = await write(`${mentionOf(id)} veja`);
    expect(problems).toMatchObject([{ code: 'INVALID', path: ['internalNote'] }]);
    expect(problems[0]?.message).toContain('Escolha um nome da lista');
  }
  expect((await write(mentionOf(here.id).repeat(11))).problems[0]?.message).toContain('no máximo 10 menções');
  expect(await noteFor(clara)).toEqual(before);
  expect(await told(elsewhere)).toEqual([]);
});

test('who asked reads neither note nor mention; who lost the portfolio is told no more, and stays in what was written', async () => {
  const { errors } = await service.ask(ana, NOTE, { id: request.id });
  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const moved = { ...here, name: 'Rita Prado', portfolios: ['cadsus'] };
  await journey.readQueue(moved);
  expect(await told(moved)).toEqual([]);
  await journey.done(write(`${mentionOf(here.id)} já viu.`));
  expect((await noteFor(clara))?.mentions).toEqual([{ personId: here.id, name: 'Rita Prado' }]);
});

test('a name is kept for as long as a note needs it; of whom nothing is known there is none', async () => {
  const em = service.orm.em.fork();
  const later = new Date(service.clock.now.getTime() + 60 * 86_400_000);
  await trimPresences(em, later);
  expect((await noteFor(clara))?.mentions).toEqual([{ personId: here.id, name: 'Rita Prado' }]);
  await em.execute('delete from reviewer_presence where person_id = ?', [here.id]);
  expect((await noteFor(clara))?.mentions).toEqual([{ personId: here.id, name: null }]);
  await journey.done(write('Sem ninguém.'));
  expect((await noteFor(clara))?.mentions).toEqual([]);
  expect(await em.execute('select 1 from note_mention where request_id = ?', [request.id])).toEqual([]);
});
