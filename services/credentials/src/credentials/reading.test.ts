import { recordStatements } from '@portal/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ana, bruno, clara, elis } from '../testing/people.ts';
import { insertCredential, insertSubmitted } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';
import { Credential } from './credential.ts';

const service = await startService();
// The rows of tests are of that month, and credentials run out.
service.clock.now = new Date('2026-11-24T12:00:00Z');
afterAll(() => service[Symbol.asyncDispose]());

function row(id: string): Promise<Credential> {
  return service.orm.em.fork().findOneOrFail(Credential, { id });
}

describe('reading', () => {
  const LIST = `query ($environment: Environment, $first: Int, $after: String) {
    credentials(environment: $environment, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { id requesterIdentifier clientId portfolio { slug } services { slug } system { id name }
        establishment { name cnes } certificate { holder } productionRequest { id state } allowedActions } }
    } }`;
  interface Page {
    credentials: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      edges: {
        node: { id: string; productionRequest: { id: string; state: string } | null; allowedActions: string[] };
      }[];
    };
  }
  const lina = { ...ana, id: '01900000-0000-7000-8000-0000000000aa' };
  const ids: string[] = [];

  beforeAll(async () => {
    for (let place = 0; place < 7; place += 1) {
      const { id } = await insertCredential(
        service.orm,
        { issuedAt: new Date(Date.UTC(2026, 10, 1 + Math.floor(place / 2))) },
        { ownerId: lina.id, environment: 'HOMOLOGATION' },
      );
      ids.unshift(id);
    }
  });

  test('pages follow each other, newest first, without gaps or doubles', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Page } = await service.ask<Page>(lina, LIST, { first: 3, after });
      expect(data.credentials.totalCount).toBe(7);
      seen.push(...data.credentials.edges.map(({ node }) => node.id));
      after = data.credentials.pageInfo.hasNextPage ? data.credentials.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(ids);
  });

  test('a page costs the same few statements however long it is', async () => {
    const cost = async (first: number) => {
      using recorded = recordStatements('operations');
      const { errors } = await service.ask<Page>(lina, LIST, { first });
      expect(errors).toBeUndefined();
      return recorded.count;
    };
    const [short, long] = [await cost(2), await cost(7)];
    expect(long).toBe(short);
    expect(long).toBe(4);
  });

  test('the newest production request shows, and while it is open no other may be asked for', async () => {
    const homologationCredential = await insertCredential(service.orm, {}, { ownerId: lina.id });
    const production = (state: 'REJECTED' | 'DRAFT', createdAt: string) =>
      insertSubmitted(service.orm, {
        environment: 'PRODUCTION',
        ownerId: lina.id,
        homologationCredential,
        state,
        submissions: state === 'DRAFT' ? 0 : 1,
        createdAt: new Date(createdAt),
      });
    const READ = 'query ($id: ID!) { credential(id: $id) { allowedActions productionRequest { id state } } }';
    type Read = { credential: { allowedActions: string[]; productionRequest: { id: string } | null } };
    const read = async (person: typeof ana) =>
      (await service.ask<Read>(person, READ, { id: homologationCredential.id })).data.credential;

    expect(await read(lina)).toMatchObject({ productionRequest: null });
    const refused = await production('REJECTED', '2026-11-10T12:00:00Z');
    expect(await read(lina)).toMatchObject({ productionRequest: { id: refused.id } });
    expect((await read(lina)).allowedActions).toContain('REQUEST_PRODUCTION');
    const draft = await production('DRAFT', '2026-11-11T12:00:00Z');
    expect(await read(lina)).toMatchObject({ productionRequest: { id: draft.id } });
    expect((await read(lina)).allowedActions).not.toContain('REQUEST_PRODUCTION');
    // A draft is its owner's alone.
    expect(await read(elis)).toMatchObject({ productionRequest: null });
  });

  test('a catalogue that does not answer hides no credential', async () => {
    const { data, errors } = await service.withoutCatalogue(() => service.ask<Page>(lina, LIST, {}));
    expect(errors).toBeUndefined();
    expect(data.credentials.edges[0]?.node.allowedActions).toContain('REQUEST_PRODUCTION');
  });

  test('an administrator finds any by identifier, establishment or system, accents ignored; nobody else may ask', async () => {
    const wanted = await insertCredential(
      service.orm,
      {},
      { system: { ...(await row(ids[0] ?? '')).system, name: 'Prontuário São João 100%' } },
    );
    const ALL = 'query ($text: String) { allCredentials(text: $text) { edges { node { id } } } }';
    type Found = { allCredentials: { edges: { node: { id: string } }[] } };
    for (const text of ['prontuario JOAO', '100%', wanted.requesterIdentifier, wanted.clientId]) {
      const { data } = await service.ask<Found>(elis, ALL, { text });
      expect(data.allCredentials.edges.map(({ node }) => node.id)).toContain(wanted.id);
    }
    const { data } = await service.ask<Found>(elis, ALL, { text: 'prontuario 1%0' });
    expect(data.allCredentials.edges).toEqual([]);
    for (const person of [ana, clara]) {
      const { errors } = await service.ask(person, ALL);
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  test.each([
    ['ana', ana, true],
    ['elis, who is ADMIN', elis, true],
    ['bruno', bruno, false],
    ['clara, who reviews', clara, false],
  ])('%s reads ana’s credential by its id: %s', async (_name, person, may) => {
    const { id } = await insertCredential(service.orm);
    const { data } = await service.ask<{ credential: { id: string } | null }>(
      person,
      'query ($id: ID!) { credential(id: $id) { id } }',
      { id },
    );
    expect(data.credential).toEqual(may ? { id } : null);
  });

  test('nobody is told anything without signing in', async () => {
    const { errors } = await service.ask({ kind: 'anonymous' }, '{ credentials { totalCount } }');
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test.each([
    ['first: 0', 'credentials(first: 0) { totalCount }'],
    ['first: 101', 'credentials(first: 101) { totalCount }'],
    ['a cursor of nothing', 'credentials(after: "bm90aGluZw") { totalCount }'],
  ])('%s is bad input', async (_what, field) => {
    const { errors } = await service.ask(ana, `{ ${field} }`);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
