import { afterAll, expect, test } from 'vitest';
import { Journey } from '../testing/journey.ts';
import { ana, clara } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const wordsOf = async (who: typeof ana, id: string) => {
  const read = await journey.read<{ checklist: { description: string | null }[] }>(
    who,
    id,
    'checklist { description }',
  );
  return read?.checklist.map(({ description }) => description);
};

/** As when what a portfolio says is published, and what was read of it is a minute old. */
function publish(description: string): void {
  const requirement = service.catalogue.portfolios
    ?.find(({ slug }) => slug === 'cnes')
    ?.requirements.find(({ environment }) => environment === 'HOMOLOGATION');
  if (requirement) requirement.description = description;
  service.clock.now = new Date(service.clock.now.getTime() + 61_000);
}

test('what was sent keeps the words of its requirements, and what is written or sent again has those of the day', async () => {
  const draft = await journey.draft();
  const sent = await journey.submitted();
  publish('Mostre de outro jeito.');
  expect(await wordsOf(ana, draft.id)).toEqual(['Mostre de outro jeito.']);
  for (const who of [ana, clara]) expect(await wordsOf(who, sent.id)).toEqual(['Mostre titular.']);
  const claimed = await journey.done(journey.act(clara, 'claim', sent));
  const back = await journey.done(journey.refuse(clara, 'requestChanges', claimed));
  expect([await wordsOf(ana, sent.id), await wordsOf(clara, sent.id)]).toEqual([
    ['Mostre de outro jeito.'],
    ['Mostre titular.'],
  ]);
  await journey.done(journey.act(ana, 'submit', back));
  expect(await wordsOf(clara, sent.id)).toEqual(['Mostre de outro jeito.']);
});

test('of what was sent before they were kept there are none', async () => {
  const sent = await journey.submitted();
  await service.orm.em
    .fork()
    .execute(`update access_request set rules = rules #- '{requirements,0,description}' where id = ?`, [sent.id]);
  expect(await wordsOf(clara, sent.id)).toEqual([null]);
});
