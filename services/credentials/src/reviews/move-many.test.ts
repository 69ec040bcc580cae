import { randomUUID } from 'node:crypto';
import { recordStatements } from '@portal/service-kit';
import { afterAll, expect, test } from 'vitest';
import type { Answer, SeenRequest } from '../testing/journey.ts';
import { Journey } from '../testing/journey.ts';
import { ana, clara, davi, elis, gilda } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
await journey.readQueue(clara);
await journey.readQueue(davi);
afterAll(() => service[Symbol.asyncDispose]());

interface Several {
  results: (Answer & { requestId: string })[];
  problems: Answer['problems'];
}

const RESULTS = `{ results { requestId accessRequest { id state version allowedActions reviewer { personId } history { action message } }
  problems { code message path } } problems { code message path } }`;

const MUTATIONS = {
  claim: `mutation ($requests: [RequestVersionInput!]!) { answer: claimAccessRequests(requests: $requests) ${RESULTS} }`,
  release: `mutation ($requests: [RequestVersionInput!]!) { answer: releaseAccessRequests(requests: $requests) ${RESULTS} }`,
  handOver: `mutation ($requests: [RequestVersionInput!]!, $toPersonId: ID!) {
    answer: handOverAccessRequests(requests: $requests, toPersonId: $toPersonId) ${RESULTS} }`,
};

async function several(
  person: typeof ana,
  act: keyof typeof MUTATIONS,
  of: readonly Pick<SeenRequest, 'id' | 'version'>[],
  toPersonId?: string,
): Promise<Several> {
  const requests = of.map(({ id, version }) => ({ id, version }));
  const { data, errors } = await service.ask<{ answer: Several }>(person, MUTATIONS[act], { requests, toPersonId });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

const submitted = (count: number) => Promise.all(Array.from({ length: count }, () => journey.submitted()));
const codes = ({ results }: Several) => results.map(({ problems }) => problems.map(({ code }) => code));
const now = ({ results }: Several) => results.map(({ accessRequest }) => accessRequest as SeenRequest);

test('each is claimed, or tells why not, in the order in which they were asked for', async () => {
  const [free, changed, taken] = (await submitted(3)) as [SeenRequest, SeenRequest, SeenRequest];
  const held = await journey.done(journey.act(davi, 'claim', taken));
  const draft = await journey.draft(ana);
  const asked = [
    free,
    { ...changed, version: 1 },
    held,
    draft,
    { id: randomUUID(), version: 1 },
    { id: 'x', version: 1 },
  ];
  const answer = await several(clara, 'claim', asked);
  expect(codes(answer)).toEqual([[], ['STALE_VERSION'], ['NOT_ALLOWED'], ['NOT_FOUND'], ['NOT_FOUND'], ['NOT_FOUND']]);
  expect(answer.results.map(({ requestId }) => requestId)).toEqual(asked.map(({ id }) => id));
  expect(now(answer)).toEqual([
    expect.objectContaining({ state: 'IN_REVIEW', version: free.version + 1, reviewer: { personId: clara.id } }),
    expect.objectContaining({ state: 'SUBMITTED', version: changed.version }),
    expect.objectContaining({ reviewer: { personId: davi.id } }),
    null,
    null,
    null,
  ]);
});

test('MANAGER gives several to a reviewer, held ones and waiting ones, and takes it back', async () => {
  const [waiting, toHold] = (await submitted(2)) as [SeenRequest, SeenRequest];
  const held = await journey.done(journey.act(clara, 'claim', toHold));
  const given = await several(gilda, 'handOver', [waiting, held], davi.id);
  expect(codes(given)).toEqual([[], []]);
  expect(now(given)).toMatchObject([
    {
      reviewer: { personId: davi.id },
      history: expect.arrayContaining([{ action: 'HAND_OVER', message: 'Para Davi Rocha.' }]),
    },
    { reviewer: { personId: davi.id } },
  ]);
  const back = await several(gilda, 'release', now(given).slice(0, 1));
  expect(now(back)).toMatchObject([{ state: 'SUBMITTED', reviewer: null }]);
  const again = await several(gilda, 'handOver', now(given), davi.id);
  expect(codes(again)).toEqual([['STALE_VERSION'], ['INVALID']]);
});

test('to nobody who does not review nothing is given, and none is tried', async () => {
  const [waiting] = (await submitted(1)) as [SeenRequest];
  const answer = await several(gilda, 'handOver', [waiting], elis.id);
  expect(answer).toMatchObject({ results: [], problems: [{ code: 'INVALID', path: ['toPersonId'] }] });
  expect(await journey.read(gilda, waiting.id, 'state version')).toEqual({
    state: 'SUBMITTED',
    version: waiting.version,
  });
});

test('none, more than fifty, and one twice are refused', async () => {
  const one = { id: randomUUID(), version: 1 };
  const many = Array.from({ length: 51 }, () => ({ id: randomUUID(), version: 1 }));
  for (const asked of [[], many, [one, one]]) {
    expect(await several(clara, 'claim', asked)).toMatchObject({
      results: [],
      problems: [{ code: 'INVALID', path: ['requests'] }],
    });
  }
});

test('two who claim the same rows in opposite orders share them out, and nobody waits for ever', async () => {
  const requests = await submitted(6);
  const answers = await Promise.all([several(clara, 'claim', requests), several(davi, 'claim', requests.toReversed())]);
  const taken = answers.flatMap(codes).filter((problems) => problems.length === 0);
  expect(taken).toHaveLength(6);
});

test('many are written by as few statements as two', async () => {
  const written = async (count: number) => {
    const requests = await submitted(count);
    using recorded = recordStatements();
    expect(codes(await several(clara, 'claim', requests)).flat()).toEqual([]);
    const ofTheAct = /^(update "?access_request"?|insert into "(access_request_event|outbox|audit_record)")/;
    return recorded.statements.filter((statement) => ofTheAct.test(statement)).length;
  };
  expect([await written(2), await written(12)]).toEqual([4, 4]);
});

test('sent again with its key, several are taken once, and what came of each is told again', async () => {
  const [free, taken] = (await submitted(2)) as [SeenRequest, SeenRequest];
  await journey.done(journey.act(davi, 'claim', taken));
  const requests = [free, taken].map(({ id, version }) => ({ id, version }));
  const claim = async () => {
    const query = `mutation ($requests: [RequestVersionInput!]!, $key: String) {
      answer: claimAccessRequests(requests: $requests, idempotencyKey: $key) ${RESULTS} }`;
    const { data } = await service.ask<{ answer: Several }>(clara, query, { requests, key: `several ${free.id}` });
    return data?.answer as Several;
  };
  const first = await claim();
  expect(codes(first)).toEqual([[], ['STALE_VERSION']]);
  expect(await claim()).toEqual(first);
});
