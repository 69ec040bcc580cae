import { beforeAll, describe, expect, test } from 'vitest';
import { act, done, newDraft, pick } from './arrange.ts';
import { Person } from './person.ts';
import { homologationCredential, requestIn } from './stages.ts';

const anyone = Person.anonymous();

describe('joined with requests and credentials', () => {
  let ana: Person;
  let clara: Person;
  beforeAll(async () => {
    [ana, clara] = await Promise.all([Person.signIn('ana'), Person.signIn('clara')]);
  });

  test('a portfolio shows the viewer’s own requests and credentials, newest first', async () => {
    const request = await requestIn('SUBMITTED', { owner: ana, reviewer: clara }, { portfolio: 'sigtap' });
    const credentialId = await homologationCredential({ owner: ana, reviewer: clara }, { portfolio: 'sigtap' });
    const query = `{ portfolio(slug: "sigtap") { name
      viewerRequests(first: 100) { totalCount edges { node { id portfolio { slug name } createdAt } } }
      viewerCredentials(first: 100) { edges { node { id portfolio { name } } } } } }`;
    interface Joined {
      portfolio: {
        viewerRequests: { totalCount: number; edges: { node: { id: string; portfolio: object; createdAt: string } }[] };
        viewerCredentials: { edges: { node: { id: string; portfolio: object } }[] };
      };
    }
    const { portfolio } = await ana.get<Joined>(query);
    const requests = portfolio.viewerRequests.edges.map(({ node }) => node);
    expect(requests.map(({ id }) => id)).toContain(request.id);
    for (const one of requests) expect(one.portfolio).toEqual({ slug: 'sigtap', name: 'SIGTAP' });
    const created = requests.map(({ createdAt }) => createdAt);
    expect(created).toEqual(created.toSorted().toReversed());
    expect(portfolio.viewerCredentials.edges.map(({ node }) => node)).toContainEqual({
      id: credentialId,
      portfolio: { name: 'SIGTAP' },
    });
    const { portfolio: others } = await clara.get<Joined>(query);
    expect(others.viewerRequests.edges.map(({ node }) => node.id)).not.toContain(request.id);
  });

  test('pages of them follow each other', async () => {
    const made: string[] = [];
    for (let index = 0; index < 3; index++) made.push((await newDraft(clara, 'cadsus')).id);
    const query = `query ($after: String) { portfolio(slug: "cadsus") {
      viewerRequests(first: 2, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id } } } } }`;
    interface Requests {
      portfolio: {
        viewerRequests: { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { node: { id: string } }[] };
      };
    }
    const seen: string[] = [];
    for (let after: string | null = null, last = false; !last; ) {
      const { portfolio }: Requests = await clara.get<Requests>(query, { after });
      seen.push(...portfolio.viewerRequests.edges.map(({ node }) => node.id));
      last = !portfolio.viewerRequests.pageInfo.hasNextPage;
      after = portfolio.viewerRequests.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => made.includes(id))).toEqual(made.toReversed());
  });

  test('a request shows its services and their portfolio, and so on, there and back', async () => {
    const { id } = await newDraft(ana, 'rnds');
    const { accessRequest } = await ana.get<{ accessRequest: Record<string, unknown> }>(
      `query ($id: ID!) { accessRequest(id: $id) {
         services { slug name kind portfolio { slug name services { slug } viewerRequests(first: 100) { edges { node { id services { name } } } } } }
         checklist { requirement { code description environment } } } }`,
      { id },
    );
    expect(accessRequest).toMatchObject({
      services: [{ slug: 'rnds-auth', kind: 'API', portfolio: { slug: 'rnds', name: 'RNDS' } }],
    });
    expect(JSON.stringify(accessRequest)).toContain(id);
    const checklist = accessRequest.checklist as { requirement: { environment: string } }[];
    expect(checklist.length).toBeGreaterThan(0);
    for (const { requirement } of checklist) expect(requirement.environment).toBe('HOMOLOGATION');
  });

  test('to nobody the catalogue is open, and what is personal UNAUTHENTICATED, beside what was found', async () => {
    const { data, errors } = await anyone.ask<{ portfolio: { name: string } | null; viewer: object | null }>(
      '{ viewer { id } portfolios { name } portfolio(slug: "rnds") { name viewerRequests { totalCount } } }',
    );
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(data).toMatchObject({ viewer: null, portfolios: expect.arrayContaining([{ name: 'RNDS' }]) });
  });

  test('lists of requests are filtered by portfolio, environment, state and text, accents and case ignored', async () => {
    const owner = await Person.signIn('bruno');
    const request = await newDraft(owner, 'bnafar');
    const name = `Farmácia Básica ${request.protocol}`;
    await done(act(owner, 'updateAccessRequest', { input: { ...pick(request), system: { name } } }));
    const query =
      'query ($filter: AccessRequestFilter) { accessRequests(filter: $filter, first: 100) { totalCount edges { node { id } } } }';
    const ids = async (filter: Record<string, unknown>) => {
      const { accessRequests } = await owner.get<{ accessRequests: { edges: { node: { id: string } }[] } }>(query, {
        filter,
      });
      return accessRequests.edges.map(({ node }) => node.id);
    };
    const text = `FARMACIA basica ${request.protocol}`;
    for (const filter of [
      { text },
      { text, portfolio: 'bnafar' },
      { text, environment: 'HOMOLOGATION' },
      { text, states: ['DRAFT'] },
      { text: request.protocol },
    ]) {
      expect(await ids(filter)).toEqual([request.id]);
    }
    for (const filter of [
      { portfolio: 'rnds' },
      { environment: 'PRODUCTION' },
      { states: ['SUBMITTED'] },
      { states: [] },
    ]) {
      expect(await ids({ text, ...filter })).toEqual([]);
    }
  });
});
