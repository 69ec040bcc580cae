import type { Role } from '@portal/domain';
import { afterAll, expect, test } from 'vitest';
import { Journey } from '../testing/journey.ts';
import { ana, clara, davi, elis, gilda, hugo } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

// What of the desk is no act on a request, with every role; acts on requests are in requests/permissions.test.ts.

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const WHO: Record<Role, typeof ana> = { INTEGRATOR: davi, REVIEWER: clara, MANAGER: gilda, AUDITOR: hugo, ADMIN: elis };
const QUARTER = 'since: "2026-01-01T00:00:00Z", until: "2026-04-01T00:00:00Z"';
const MINISTRY: Role[] = ['REVIEWER', 'MANAGER', 'AUDITOR', 'ADMIN'];

/** An operation, and who does it. `$id` is a request in review, `$credential` one that is good. */
const ACTS: [name: string, operation: string, roles: Role[]][] = [
  ['reads the queue', '{ reviewQueue(first: 1) { totalCount } }', MINISTRY],
  ['reads all requests', '{ submittedRequests(first: 1) { totalCount } }', MINISTRY],
  ['reads the history', '{ reviewHistory(first: 1) { totalCount } }', MINISTRY],
  ['reads who holds what', '{ queueReviewers { name } }', MINISTRY],
  ['reads a request', 'query ($id: ID!) { accessRequest(id: $id) { id } }', MINISTRY],
  [
    'reads internal notes',
    'query ($id: ID!) { accessRequest(id: $id) { checklist { internalNote { text } } } }',
    MINISTRY,
  ],
  ['reads to whom work can be handed', '{ colleagues { name } }', ['REVIEWER', 'MANAGER']],
  ['reads the panel', `{ reviewPanel(${QUARTER}) { figures { answered } } }`, MINISTRY],
  [
    'reads the load of reviewers',
    `{ reviewPanel(${QUARTER}) { reviewers { name } } }`,
    ['MANAGER', 'AUDITOR', 'ADMIN'],
  ],
  ['finds any credential', '{ allCredentials(first: 1) { totalCount } }', ['AUDITOR', 'ADMIN']],
  ['reads any credential', 'query ($credential: ID!) { credential(id: $credential) { id } }', ['AUDITOR', 'ADMIN']],
  [
    'writes to who asked',
    'mutation ($id: ID!) { writeAccessRequestMessage(input: { id: $id, text: "Falta o laudo." }) { problems { code } } }',
    ['REVIEWER'],
  ],
  [
    'suspends a credential',
    'mutation ($credential: ID!) { suspendCredential(id: $credential, reason: "Suspeita de vazamento") { problems { code } } }',
    ['ADMIN'],
  ],
];

const { id } = await journey.inReview(clara, ana);
const { credential } = await journey.approved(ana);

test.each(ACTS)('%s: exactly who may', async (_, operation, roles) => {
  const done: Role[] = [];
  for (const [role, person] of Object.entries(WHO) as [Role, typeof ana][]) {
    const roleAlone = { ...person, roles: [...new Set<Role>(['INTEGRATOR', role])] };
    const declared = { id: operation.includes('$id') ? id : undefined, credential: credential?.id };
    const { data, errors } = await service.ask<Record<
      string,
      { problems?: object[]; reviewers?: object[] | null } | null
    > | null>(roleAlone, operation, declared);
    const answers = Object.values(data ?? {});
    if (!errors && answers.every((answer) => answer !== null && !answer.problems?.length && answer.reviewers !== null))
      done.push(role);
  }
  expect(done.toSorted()).toEqual(roles.toSorted());
});

test('the viewer is told what they may do', async () => {
  const permissions = async (person: typeof ana) =>
    (await service.ask<{ viewer: { permissions: string[] } }>(person, '{ viewer { permissions } }', {})).data.viewer
      .permissions;
  expect(await permissions(ana)).toEqual([]);
  expect(await permissions(hugo)).toEqual([
    'READ_REQUESTS',
    'READ_PANEL',
    'READ_LOAD',
    'READ_CREDENTIALS',
    'READ_CONTENT',
    'READ_ADMINISTRATION',
  ]);
  expect(await permissions(gilda)).toEqual([
    'READ_REQUESTS',
    'MOVE_CLAIMS',
    'RELEASE_CLAIMS',
    'READ_PANEL',
    'READ_LOAD',
    'READ_CONTENT',
  ]);
});
