import { randomUUID } from 'node:crypto';
import { type Caller, recordStatements } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { attach, download, pdf } from '../testing/attach.ts';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { clara, davi, elis } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const somebody = (name: string) => testPerson({ id: randomUUID(), name, email: null });
const bia = somebody('Bia');

interface Reading {
  kind: string;
  reader: string | null;
  fileName: string | null;
  protocol: string;
  accessRequestId: string;
  credentialId: string | null;
}
interface Page {
  viewer: {
    dataReadings: {
      totalCount: number;
      pageInfo: { endCursor: string | null; hasNextPage: boolean };
      edges: { node: Reading }[];
    };
  };
}

const LIST = `query ($first: Int, $after: String) { viewer { dataReadings(first: $first, after: $after) {
  totalCount pageInfo { endCursor hasNextPage }
  edges { node { kind reader fileName protocol accessRequestId credentialId } } } } }`;

async function page(who: Caller, variables: object = {}) {
  const { data, errors } = await service.ask<Page>(who, LIST, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.viewer.dataReadings;
}

const readings = async (who: Caller) => (await page(who, { first: 100 })).edges.map(({ node }) => node);

let owner: ReturnType<typeof somebody>;
let draft: SeenRequest;
let evidence: string;

beforeEach(async () => {
  owner = somebody('Olga');
  draft = await journey.draft(owner);
  evidence = (await attach(service, owner, draft.id, pdf())).id;
});

describe('who read what is theirs', () => {
  test('is told to the person and their team: a request, a file, a credential, and by whom where the history says it', async () => {
    await insertMember(service.orm, await teamOf(service.orm, draft.id), bia, 'LEITURA');
    const submitted = await journey.done(journey.act(owner, 'submit', (await journey.read(owner, draft.id)) ?? draft));
    await journey.read(davi, draft.id);
    await download(service, davi, evidence);
    const claimed = await journey.done(journey.act(clara, 'claim', submitted));
    await journey.read(clara, draft.id);
    const { credential } = await journey.done(journey.act(clara, 'approve', claimed));
    const credentialId = credential?.id ?? '';
    await service.ask(elis, 'query ($id: ID!) { credential(id: $id) { id } }', { id: credentialId });
    // Of one's own team nobody is told.
    await journey.read(bia, draft.id);
    await download(service, bia, evidence);

    const here = { protocol: draft.protocol, accessRequestId: draft.id };
    const request = { kind: 'ACCESS_REQUEST', fileName: null, credentialId: null, ...here };
    const expected = [
      { ...request, reader: null },
      { kind: 'EVIDENCE', fileName: 'evidência.pdf', credentialId: null, reader: null, ...here },
      { ...request, reader: 'Clara Nunes' },
      { kind: 'CREDENTIAL', fileName: null, credentialId, reader: null, ...here },
    ];
    const byKind = (all: Reading[]) => all.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    expect(byKind(await readings(owner))).toEqual(byKind(expected));
    expect(await readings(bia)).toEqual(await readings(owner));
  });

  test('is nobody else’s: no stranger, no reviewer, and no program', async () => {
    await journey.done(journey.act(owner, 'submit', (await journey.read(owner, draft.id)) ?? draft));
    await journey.read(clara, draft.id);
    expect((await readings(owner)).map(({ protocol }) => protocol)).toEqual([draft.protocol]);
    for (const other of [somebody('Sara'), davi]) {
      expect((await readings(other)).filter(({ accessRequestId }) => accessRequestId === draft.id)).toEqual([]);
    }
  });

  test('comes in pages, at the same few statements', async () => {
    await journey.done(journey.act(owner, 'submit', (await journey.read(owner, draft.id)) ?? draft));
    await download(service, davi, evidence);
    await journey.read(davi, draft.id);
    await journey.read(clara, draft.id);
    const all = await readings(owner);
    expect(all).toHaveLength(3);
    const first = await page(owner, { first: 2 });
    const rest = await page(owner, { first: 2, after: first.pageInfo.endCursor });
    expect([first.totalCount, first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([3, true, false]);
    expect([...first.edges, ...rest.edges].map(({ node }) => node)).toEqual(all);
    const cost = async (size: number) => {
      using recorded = recordStatements('operations');
      await page(owner, { first: size });
      return recorded.count;
    };
    expect([await cost(1), await cost(100)]).toEqual([2, 2]);
  });
});
