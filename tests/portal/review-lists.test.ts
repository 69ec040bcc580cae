import { beforeAll, describe, expect, test } from 'vitest';
import { act, contentWithoutCertificate, done, pick, uniqueName } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { type Cast, requestIn, resubmitted } from './stages.ts';

let ana: Person;
let clara: Person;
let davi: Person;
let elis: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, clara, davi, elis } = await signedIn('ana', 'clara', 'davi', 'elis'));
  cast = { owner: ana, reviewer: clara };
});

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
  edges: { node: { id: string; dueAt: string; decidedAt: string } }[];
}

async function page(person: Person, list: string, variables: Record<string, unknown>): Promise<Page> {
  const data = await person.get<Record<string, Page>>(
    `query ($filter: AccessRequestFilter, $first: Int, $after: String) {
       ${list}(filter: $filter, first: $first, after: $after) {
         totalCount pageInfo { hasNextPage endCursor } edges { node { id dueAt decidedAt } } } }`,
    variables,
  );
  return data[list] as Page;
}

async function ids(person: Person, list: string, filter: Record<string, unknown>): Promise<string[]> {
  return (await page(person, list, { filter, first: 100 })).edges.map(({ node }) => node.id);
}

/** Walks a list, two at a time. */
async function walk(person: Person, list: string, filter: Record<string, unknown>): Promise<Page['edges']> {
  const edges: Page['edges'] = [];
  for (let after: string | null = null, last = false; !last; ) {
    const one: Page = await page(person, list, { filter, first: 2, after });
    edges.push(...one.edges);
    last = !one.pageInfo.hasNextPage;
    after = one.pageInfo.endCursor;
  }
  return edges;
}

describe('the queue', () => {
  test('has what was sent and what is in review, nearest deadline first, for reviewers and administrators', async () => {
    const text = uniqueName('Fila').split(' ')[1] ?? '';
    const made: string[] = [];
    for (const state of ['SUBMITTED', 'IN_REVIEW', 'SUBMITTED', 'SUBMITTED', 'IN_REVIEW'] as const) {
      const content = contentWithoutCertificate(`${text} ${made.length}`);
      made.push((await requestIn(state, cast, { content })).id);
    }
    for (const state of ['DRAFT', 'CHANGES_REQUESTED', 'APPROVED', 'REJECTED', 'CANCELLED'] as const) {
      await requestIn(state, cast, { content: contentWithoutCertificate(`${text} ${state}`) });
    }
    for (const person of [clara, elis]) {
      const edges = await walk(person, 'reviewQueue', { text });
      expect(edges.map(({ node }) => node.id)).toEqual(made);
      const due = edges.map(({ node }) => node.dueAt);
      expect(due).toEqual(due.toSorted());
      expect((await page(person, 'reviewQueue', { filter: { text } })).totalCount).toBe(5);
    }
    const [first, second, third, fourth, fifth] = made;
    expect(await ids(clara, 'reviewQueue', { text, assignedToMe: true })).toEqual([second, fifth]);
    expect(await ids(davi, 'reviewQueue', { text, assignedToMe: true })).toEqual([]);
    expect(await ids(davi, 'reviewQueue', { text, unassigned: true })).toEqual([first, third, fourth]);
    expect(await ids(clara, 'reviewQueue', { text, states: ['IN_REVIEW'] })).toEqual([second, fifth]);
    expect(await ids(clara, 'reviewQueue', { text, states: ['DRAFT', 'APPROVED'] })).toEqual([]);
    expect(await ids(clara, 'reviewQueue', { text, environment: 'PRODUCTION' })).toEqual([]);
    expect(await ids(clara, 'reviewQueue', { text, portfolio: 'rnds' })).toEqual([]);
    expect(await ids(clara, 'reviewQueue', { text: `ROMULO ${text} goiania` })).toEqual(made);
  });

  test('is searched by what was sent, never by what its owner works on', async () => {
    const [before, after] = [uniqueName('Antes'), uniqueName('Depois')];
    const asked = await requestIn('CHANGES_REQUESTED', cast, { content: contentWithoutCertificate(before) });
    const renamed = { system: { name: after } };
    const mended = await done(act(ana, 'updateAccessRequest', { input: { ...pick(asked), ...renamed } }));
    expect(await ids(ana, 'accessRequests', { text: after })).toEqual([asked.id]);
    expect(await ids(ana, 'accessRequests', { text: before })).toEqual([]);
    await done(act(ana, 'submitAccessRequest', pick(mended)));
    expect(await ids(clara, 'reviewQueue', { text: after })).toEqual([asked.id]);
    expect(await ids(clara, 'reviewQueue', { text: before })).toEqual([]);
  });

  test('puts what was sent again behind what came meanwhile', async () => {
    const text = uniqueName('Volta').split(' ')[1] ?? '';
    const named = (name: string) => ({ content: contentWithoutCertificate(`${text} ${name}`) });
    const first = await requestIn('CHANGES_REQUESTED', cast, named('um'));
    const second = await requestIn('SUBMITTED', cast, named('dois'));
    await resubmitted(ana, first);
    expect(await ids(clara, 'reviewQueue', { text })).toEqual([second.id, first.id]);
  });
});

describe('the history', () => {
  test('has what was decided, the newest decision first', async () => {
    const text = uniqueName('Decidida').split(' ')[1] ?? '';
    const made: string[] = [];
    for (const state of ['APPROVED', 'REJECTED', 'APPROVED'] as const) {
      const content = contentWithoutCertificate(`${text} ${made.length}`);
      made.push((await requestIn(state, cast, { content })).id);
    }
    for (const state of ['SUBMITTED', 'CHANGES_REQUESTED', 'CANCELLED'] as const) {
      await requestIn(state, cast, { content: contentWithoutCertificate(`${text} ${state}`) });
    }
    for (const person of [clara, davi, elis]) {
      const edges = await walk(person, 'reviewHistory', { text });
      expect(edges.map(({ node }) => node.id)).toEqual(made.toReversed());
      expect(edges.map(({ node }) => node.decidedAt)).toEqual(
        edges
          .map(({ node }) => node.decidedAt)
          .toSorted()
          .toReversed(),
      );
    }
    expect(await ids(clara, 'reviewHistory', { text, states: ['REJECTED'] })).toEqual([made[1]]);
    expect(await ids(clara, 'reviewHistory', { text, assignedToMe: true })).toEqual(made.toReversed());
  });
});

describe('one’s own', () => {
  test('are there in every state, newest first', async () => {
    const text = uniqueName('Minhas').split(' ')[1] ?? '';
    const made: string[] = [];
    for (const state of ['DRAFT', 'CANCELLED', 'SUBMITTED', 'APPROVED', 'CHANGES_REQUESTED'] as const) {
      const content = contentWithoutCertificate(`${text} ${made.length}`);
      made.push((await requestIn(state, cast, { content })).id);
    }
    expect((await walk(ana, 'accessRequests', { text })).map(({ node }) => node.id)).toEqual(made.toReversed());
    expect(await ids(clara, 'accessRequests', { text })).toEqual([]);
  });
});
