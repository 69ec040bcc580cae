import type { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase } from '@portal/postgres/testing';
import { recordStatements } from '@portal/service-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCatalogue } from '../catalogue.ts';
import { CONTENT_FOLDER, readContent } from '../content/read-content.ts';
import { readSnapshot, type Snapshot } from '../snapshot.ts';
import { type ServiceSearch, searchServices } from './search.ts';

const resources = new AsyncDisposableStack();
let orm: MikroORM;
let catalogue: Snapshot;

beforeAll(async () => {
  const database = resources.use(await createTestDatabase());
  orm = await openCatalogue(database.url, await readContent(CONTENT_FOLDER));
  resources.defer(() => orm.close());
  catalogue = await readSnapshot(orm.em.fork());
});
afterAll(() => resources.disposeAsync());

async function find(search: ServiceSearch): Promise<string[]> {
  const { edges } = await searchServices(orm, catalogue, { first: 100, ...search });
  return edges.map(({ node }) => node.slug);
}

describe('what a text finds', () => {
  test.each(['imunobiológico', 'IMUNOBIOLOGICO', 'Imunobiológico administrado', 'imuno', 'ria-c imunobiologicos'])(
    '%s finds the RIA',
    async (text) => {
      expect(await find({ text })).toContain('rnds-ria-c');
    },
  );

  test('a portfolio’s name finds its services', async () => {
    expect(await find({ text: 'sigtap' })).toEqual([
      'sigtap-procedimento',
      'sigtap-nivel-agregacao',
      'sigtap-compatibilidade',
    ]);
  });

  test('a word in the name comes before one in the description, and that before a stem', async () => {
    const found = await find({ text: 'estabelecimento' });
    expect(found.slice(0, 2)).toEqual(['rnds-estabelecimento', 'cnes-estabelecimento-saude']);
    expect(found).toContain('cnes-leito');
  });

  test('capitals with accents are found too', async () => {
    expect(await find({ text: 'SUMÁRIO' })).toEqual(['rnds-sa']);
  });

  test.each(['%', '_', '\\', "'", 'nada-disso', '100%', '\0\0x\0'])(
    '%j stands for itself and finds nothing',
    async (text) => {
      expect(await find({ text: `${text}zz` })).toEqual([]);
    },
  );

  test.each(['', '   ', '\0', null, undefined])('%j does not filter', async (text) => {
    expect(await find({ text })).toHaveLength(30);
  });
});

test('filters narrow what a text finds', async () => {
  expect(await find({ text: 'estabelecimento', portfolio: 'cnes', kind: 'WEB_SERVICE' })).toContain('cnes-leito');
  expect(await find({ portfolio: 'cnes', kind: 'API' })).toEqual([]);
  expect(await find({ portfolio: 'no such' })).toEqual([]);
  expect(await find({ kind: 'WEB_SERVICE' })).toHaveLength(9);
});

test('pages of any size give the whole list, each service once, in order', async () => {
  const searches: ServiceSearch[] = [{}, { text: 'consulta' }, { text: 'estabelecimento' }, { portfolio: 'rnds' }];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...searches), fc.integer({ min: 1, max: 35 }), async (search, first) => {
      const all: string[] = [];
      let after: string | null = null;
      do {
        const page = await searchServices(orm, catalogue, { ...search, first, after });
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
        all.push(...page.edges.map(({ node }) => node.slug));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      expect(all).toEqual(await find(search));
    }),
    { numRuns: 25 },
  );
});

test('the total is that of the whole list; a text costs one statement, and a list without one none', async () => {
  using recorded = recordStatements();
  const page = await searchServices(orm, catalogue, { text: 'consulta', first: 2 });
  expect(recorded.count).toBe(1);
  expect(await page.countAll()).toBe((await find({ text: 'consulta' })).length);
  await find({ portfolio: 'rnds', kind: 'API' });
  expect(recorded.count).toBe(2);
});

test.each([
  [''],
  ['not base64 json'],
  [Buffer.from('[1]').toString('base64url')],
  [Buffer.from('[0,"1","x"]').toString('base64url')],
  [Buffer.from('{"0":1}').toString('base64url')],
])('the unreadable cursor %j is BAD_USER_INPUT', async (after) => {
  await expect(find({ after })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});

test.each([0, -1, 101])('a page of %i is BAD_USER_INPUT', async (first) => {
  await expect(find({ first })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});
