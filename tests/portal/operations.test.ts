import { beforeAll, describe, expect, test } from 'vitest';
import { contentWithoutCertificate, newDraft, pick, uniqueName } from './arrange.ts';
import { signedIn } from './people.ts';
import { Person } from './person.ts';
import { type Cast, homologationCredential, requestIn } from './stages.ts';

let ana: Person;
let clara: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
  cast = { owner: ana, reviewer: clara };
});

describe('several mutations in one operation', () => {
  test('are done in order, each seeing what the one before did', async () => {
    const draft = await newDraft(ana, 'cnes');
    const data = await ana.get<Record<string, unknown>>(
      `mutation ($id: ID!, $input: UpdateAccessRequestInput!, $second: Int!, $third: Int!) {
         edited: updateAccessRequest(input: $input) { accessRequest { version system { name } } problems { code } }
         again: updateAccessRequest(input: $input) { accessRequest { version } problems { code } }
         sent: submitAccessRequest(id: $id, version: $second) {
           accessRequest { version state history { action } services { name portfolio { name } } } problems { code } }
         gone: cancelAccessRequest(id: $id, version: $third) {
           accessRequest { version state history { action } } problems { code } } }`,
      {
        id: draft.id,
        input: { ...pick(draft), ...contentWithoutCertificate('Sistema em ordem') },
        second: draft.version + 1,
        third: draft.version + 2,
      },
    );
    expect(data).toEqual({
      edited: { accessRequest: { version: draft.version + 1, system: { name: 'Sistema em ordem' } }, problems: [] },
      again: { accessRequest: { version: draft.version + 1 }, problems: [{ code: 'STALE_VERSION' }] },
      sent: {
        accessRequest: {
          version: draft.version + 2,
          state: 'SUBMITTED',
          history: [{ action: 'CREATE' }, { action: 'SUBMIT' }],
          services: [{ name: expect.any(String), portfolio: { name: 'CNES' } }],
        },
        problems: [],
      },
      gone: {
        accessRequest: {
          version: draft.version + 3,
          state: 'CANCELLED',
          history: [{ action: 'CREATE' }, { action: 'SUBMIT' }, { action: 'CANCEL' }],
        },
        problems: [],
      },
    });
  });

  test('one that fails for the program leaves the others as they are', async () => {
    const draft = await newDraft(ana, 'cnes');
    const { data, errors } = await ana.ask(
      `mutation ($id: ID!, $version: Int!) {
         claim: claimAccessRequest(id: $id, version: $version) { problems { code } }
         cancel: cancelAccessRequest(id: $id, version: $version) { accessRequest { state } } }`,
      pick(draft) as unknown as Record<string, unknown>,
    );
    expect(errors).toMatchObject([{ path: ['claim'], extensions: { code: 'FORBIDDEN' } }]);
    expect(data).toEqual({ claim: null, cancel: { accessRequest: { state: 'CANCELLED' } } });
  });
});

describe('one operation', () => {
  test('asks the same field twice under two names, across the subgraphs', async () => {
    const name = uniqueName('Dois nomes');
    await requestIn('DRAFT', cast, { portfolio: 'cadsus', content: contentWithoutCertificate(name) });
    await newDraft(ana, 'cadsus');
    const { portfolio } = await ana.get<{ portfolio: Record<string, { edges: { node: { id: string } }[] }> }>(
      `{ portfolio(slug: "cadsus") {
           one: viewerRequests(first: 1) { edges { node { id } } }
           two: viewerRequests(first: 2) { edges { node { id portfolio { a: name b: name } } } }
           services { slug } more: services { name } } }`,
    );
    expect(portfolio.one?.edges).toHaveLength(1);
    expect(portfolio.two?.edges).toHaveLength(2);
  });

  test('goes through fragments, directives and __typename as any graph', async () => {
    const { id } = await newDraft(ana, 'cnes');
    const data = await ana.get(
      `query ($id: ID!, $yes: Boolean!, $no: Boolean = false) {
         accessRequest(id: $id) { __typename ...part
           portfolio @include(if: $yes) { __typename slug }
           services @skip(if: $yes) { slug }
           ... on AccessRequest @include(if: $no) { version } } }
       fragment part on AccessRequest { state system { __typename ipRanges } }`,
      { id, yes: true },
    );
    expect(data).toEqual({
      accessRequest: {
        __typename: 'AccessRequest',
        state: 'DRAFT',
        system: { __typename: 'ClientSystem', ipRanges: [] },
        portfolio: { __typename: 'Portfolio', slug: 'cnes' },
      },
    });
  });

  test('tells where deep inside it failed, by the names that it asked with', async () => {
    const { id } = await newDraft(ana, 'cnes');
    const { errors } = await ana.ask(
      `query ($id: ID!) { mine: accessRequest(id: $id) { id
         offered: services { portfolio { listed: viewerRequests(first: 0) { totalCount } } } } }`,
      { id },
    );
    expect(errors).toMatchObject([
      { path: ['mine', 'offered', 0, 'portfolio', 'listed'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

describe('from one thing to another nobody reads more than at the door', () => {
  test('a reviewer does not get from a credential to a draft for production', async () => {
    const request = await requestIn('APPROVED', cast);
    const credentialId = request.credential?.id;
    const { createProductionRequest } = await ana.get<{ createProductionRequest: { accessRequest: { id: string } } }>(
      `mutation ($credentialId: ID!) { createProductionRequest(input: { credentialId: $credentialId }) {
         accessRequest { id } } }`,
      { credentialId },
    );
    const query = `query ($id: ID!) { accessRequest(id: $id) {
      credential { id allowedActions productionRequest { id state } } } }`;
    const through = async (person: Person) => {
      const { accessRequest } = await person.get<{ accessRequest: { credential: Record<string, unknown> } }>(query, {
        id: request.id,
      });
      return accessRequest.credential;
    };
    expect(await through(ana)).toMatchObject({
      productionRequest: { id: createProductionRequest.accessRequest.id, state: 'DRAFT' },
    });
    expect(await through(clara)).toEqual({ id: credentialId, allowedActions: [], productionRequest: null });
  });

  test('ids of things that have no door of their own open none', async () => {
    const id = await homologationCredential(cast);
    const bruno = await Person.signIn('bruno');
    expect(
      await bruno.get('query ($id: ID!) { credential(id: $id) { id } accessRequest(id: $id) { id } }', { id }),
    ).toEqual({
      credential: null,
      accessRequest: null,
    });
  });
});
