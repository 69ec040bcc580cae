import { openSupergraph } from '@portal/federation';
import { readSupergraph } from '@portal/schema';
import { quickest } from '@portal/service-kit/testing';
import fc from 'fast-check';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { LARGEST_OPERATION } from './cost-rules.ts';
import { operationCosts } from './operation-cost.ts';

const { schema } = openSupergraph(await readSupergraph());
const costOf = operationCosts(schema);

function cost(text: string, variables: Record<string, unknown> = {}, name?: string): number {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return costOf(document, name, variables);
}

describe('the cost of an operation', () => {
  it.each([
    ['an object 1, its scalars nothing', '{ viewer { id name email } }', 1],
    ['scalars alone the least there is', '{ __typename }', 1],
    ['a list its items', '{ portfolios { slug } }', 10],
    ['a list in a list the product', '{ portfolios { services { slug } } }', 10 * (1 + 10)],
    ['a connection its edges and nodes', '{ accessRequests(first: 30) { edges { node { id } } } }', 1 + 30 * 2],
    ['a connection without first its default', '{ accessRequests { edges { node { id } } } }', 1 + 20 * 2],
    [
      'what stands beside the edges once',
      '{ accessRequests { pageInfo { endCursor } totalCount edges { cursor } } }',
      1 + 1 + 1 + 20,
    ],
    ['an alias as much again', '{ a: viewer { id } b: viewer { id } }', 2],
    ['an exception what the field says', '{ changesCursor }', 1],
    ['a mutation 10', 'mutation { cancelAccessRequest(id: "1", version: 1) { accessRequest { id } } }', 11],
    ['a subscription 5', 'subscription { credentialChanged { cursor } }', 5],
    ['nothing for a first below zero', '{ accessRequests(first: -100) { edges { node { id } } } }', 1],
    ['what @skip leaves', '{ viewer @skip(if: true) { id } portfolio(slug: "rnds") { slug } }', 1],
    ['what @include lets in', '{ viewer @include(if: false) { id } portfolio(slug: "rnds") { slug } }', 1],
    ['what stands in a fragment without a name or a type', '{ ... { viewer { id } portfolios { slug } } }', 11],
    [
      'what an interface is taken for',
      '{ node(id: "1") { ... on AccessRequest { history { id } ... { warnings { code } } } } }',
      1 + 10 + 2,
    ],
    ['the schema by a small rule', '{ __schema { queryType { name } } }', 11],
    ['a type by the same', '{ __type(name: "Viewer") { fields { name } } }', 11],
  ])('is %s', (_what, text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  it('reads first from the variables, from their default, or as the argument has it', () => {
    const text = 'query ($first: Int = 7) { accessRequests(first: $first) { edges { cursor } } }';
    expect(cost(text, { first: 50 })).toBe(51);
    expect(cost(text)).toBe(8);
    expect(cost(text.replace(' = 7', ''))).toBe(21);
    expect(cost(text, { first: null })).toBe(21);
    expect(cost(text, { first: 'many' })).toBe(21);
  });

  it('reads what is left out from the variables', () => {
    const text = 'query ($no: Boolean = false) { viewer @skip(if: $no) { id } portfolios { slug } }';
    expect(cost(text, { no: true })).toBe(10);
    expect(cost(text)).toBe(11);
  });

  it('follows fragments, also those that stand on a connection', () => {
    const text = `query ($first: Int) { accessRequests(first: $first) { ...Page } }
      fragment Page on AccessRequestConnection { edges { ...Row } ... on AccessRequestConnection { totalCount } }
      fragment Row on AccessRequestEdge { node { portfolio { slug } } }`;
    expect(cost(text, { first: 5 })).toBe(1 + 1 + 5 * 3);
    expect(cost(text, { first: 6 })).toBe(1 + 1 + 6 * 3);
  });

  it('tells the operations of one document apart', () => {
    const document = parse('query A { viewer { id } } query B { portfolios { slug } }');
    expect([costOf(document, 'A', {}), costOf(document, 'B', {})]).toEqual([1, 10]);
  });

  it('is the least of what is not there, and of a root that there is not', () => {
    const document = parse('query A { portfolios { slug } }');
    expect(costOf(document, 'B', {})).toBe(1);
    expect(costOf(document, 'A', null)).toBe(10);
    const small = operationCosts(buildSchema('type Query { a: Int }'));
    expect(small(parse('mutation { a }'), undefined, {})).toBe(1);
  });

  it('counts what stands below a union, by each way in', () => {
    const small = operationCosts(
      buildSchema(`type Query { found: [Found] } union Found = Page | Line
        type Page { lines: [Line] } type Line { page: Page }`),
    );
    const below = '__typename ... on Page { lines { page { __typename } } }';
    const written = (text: string) => small(parse(text), undefined, {});
    const each = written('{ found { ... on Page { lines { page { __typename } } } } }');
    expect(each).toBeGreaterThan(written('{ found { __typename } }'));
    expect(written(`{ found { ${below} } }`)).toBe(each);
    expect(written(`{ found { ... on Found { ${below} } } }`)).toBe(each);
    expect(written(`{ found { ...F } } fragment F on Found { ${below} }`)).toBe(each);
  });

  it('lets everybody read the schema', () => {
    expect(cost(getIntrospectionQuery())).toBeLessThan(100);
  });

  it('has no end and no wait for fragments that multiply', async () => {
    const depth = 250;
    const bomb = Array.from(
      { length: depth },
      (
        _,
        at,
      ) => `fragment F${at} on AccessRequest { a: portfolio { viewerRequests(first: $n) { edges { node { ...F${at + 1} } } } }
        b: portfolio { viewerRequests(first: $n) { edges { node { ...F${at + 1} } } } } }`,
    ).join('\n');
    const text = `query ($n: Int) { accessRequest(id: "1") { ...F0 } } ${bomb} fragment F${depth} on AccessRequest { id }`;
    const took = await quickest(500, () => {
      const document = parse(text);
      const before = performance.now();
      expect(costOf(document, undefined, { n: 100 })).toBeGreaterThan(LARGEST_OPERATION);
      expect(costOf(document, undefined, { n: 0 })).toBe(5);
      return performance.now() - before;
    });
    expect(took).toBeLessThan(500);
  });
});

/** Selections of a request, as a tree that may be written out with or without fragments. */
type Tree = { field: string; first?: number | undefined; below: Tree[] };

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ field: fc.constantFrom('history', 'warnings', 'checklist'), below: fc.constant<Tree[]>([]) }),
    fc.record({
      field: fc.constant('viewerRequests'),
      first: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
      below: fc.array(tie('tree') as fc.Arbitrary<Tree>, { maxLength: 3 }),
    }),
  ),
}));

const LISTS: Record<string, number> = { history: 10, warnings: 2, checklist: 10 };

/** The same sum, written as the rules are told. */
function expectedCost({ field, first = 20, below }: Tree): number {
  const list = LISTS[field];
  if (list !== undefined) return list;
  return 1 + 1 + first * (1 + 1 + below.map(expectedCost).reduce((sum, one) => sum + one, 0));
}

function written(trees: Tree[], fragments: string[] | undefined): string {
  const parts = trees.map(({ field, first, below }, at) => {
    const alias = `f${at}`;
    if (field !== 'viewerRequests') return `${alias}: ${field} { __typename }`;
    const args = first === undefined ? '' : `(first: ${first})`;
    return `${alias}: portfolio { viewerRequests${args} { edges { node { id ${written(below, fragments)} } } } }`;
  });
  if (!fragments) return parts.join(' ');
  const name = `F${fragments.length}`;
  fragments.push(`fragment ${name} on AccessRequest { id ${parts.join(' ')} }`);
  return `...${name}`;
}

describe('for any operation', () => {
  it('is the sum that the rules tell, written out or in fragments', () => {
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 4 }), (trees) => {
        const expected = 1 + trees.map(expectedCost).reduce((sum, one) => sum + one, 0);
        const fragments: string[] = [];
        const inFragments = written(trees, fragments);
        expect(costOf(parse(`{ accessRequest(id: "1") { id ${written(trees, undefined)} } }`), undefined, {})).toBe(
          expected,
        );
        expect(
          costOf(parse(`{ accessRequest(id: "1") { ${inFragments} } } ${fragments.join(' ')}`), undefined, {}),
        ).toBe(expected);
      }),
    );
  });

  it('grows with each selection and with each first', () => {
    const nested = (first: number) =>
      `{ accessRequest(id: "1") { portfolio { viewerRequests(first: ${first}) { edges { node { history { id } } } } } } }`;
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(cost(nested(less))).toBeLessThanOrEqual(cost(nested(more)));
      }),
      { numRuns: 30 },
    );
  });

  it('is a number from one on, whatever comes as variables', () => {
    const document = parse(
      'query ($a: Int, $b: Boolean!) { accessRequests(first: $a) { edges { node @skip(if: $b) { id } } } }',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b'), fc.anything()), (variables) => {
        const found = costOf(document, undefined, variables);
        expect(Number.isSafeInteger(found) && found >= 1).toBe(true);
      }),
    );
  });
});
