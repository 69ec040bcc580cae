import { quickest } from '@portal/service-kit/testing';
import { buildSchema, getIntrospectionQuery } from 'graphql';
import { expect, it } from 'vitest';
import { documentChecker } from '../graph/admission.ts';

const check = documentChecker(
  buildSchema(
    'type Query { portfolios: [Portfolio!]! } type Portfolio { slug(a: [[Int]]): String! services: [Portfolio!]! }',
  ),
);

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** So long may a check take: without the limits several of these took seconds. */
const WITHIN_MS = 1_000;

it.each<[string, string]>([
  ['a selection that is nested', `${'{a'.repeat(2_900)}${'}'.repeat(2_900)}`],
  ['brackets that never close', '{a'.repeat(2_900)],
  ['a list in lists', `{ portfolios { slug(a: ${'['.repeat(2_900)}${']'.repeat(2_900)}) } }`],
  ['an object in objects', `{ portfolios { slug(a: ${'{a:'.repeat(1_900)}1${'}'.repeat(1_900)}) } }`],
  ['a type of lists', `query ($a: ${'['.repeat(2_900)}Int${']'.repeat(2_900)}) { portfolios { slug } }`],
  ['a field over and over', `{ portfolios { ${times(5_900, () => 'slug')} } }`],
  ['fields with fields over and over', `{ ${times(73, () => `portfolios { ${times(78, () => 'slug')} }`)} }`],
  ['the same under one alias', `{ ${times(900, () => 'a: portfolios { slug }')} }`],
  [
    'fragments spread over and over',
    `{ ${times(500, (i) => `...f${i}`)} } ${times(500, (i) => `fragment f${i} on Query { __typename }`)}`,
  ],
  ['fragments that are not there', `{ ${times(2_900, (i) => `...f${i}`)} }`],
  ['a name of a megabyte', `{ ${'p'.repeat(1_000_000)} }`],
  ['aliases of what costs nothing', `{ ${times(1_900, (i) => `a${i}: __typename`)} }`],
  [
    'fragments that double each time',
    `{ ...f0 } ${times(400, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} fragment f400 on Query { __typename }`,
  ],
])('%s is beyond the limits, and quickly found to be', async (_what, text) => {
  let tries = 0;
  const took = await quickest(WITHIN_MS, () => {
    // A text of its own each time: what is known is not looked at again.
    const unknown = `${text} #${++tries}`;
    const started = performance.now();
    const checked = check(unknown);
    if ('document' in checked) throw new Error('it was let through');
    expect(checked.beyondLimits).toBe(true);
    expect(checked.errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    return performance.now() - started;
  });
  expect(took).toBeLessThan(WITHIN_MS);
});

it.each([
  ['what GraphiQL asks', getIntrospectionQuery()],
  ['sixty portfolios by alias', `{ ${times(60, (i) => `p${i}: portfolios { slug services { slug } }`)} }`],
  ['a long text', `{ portfolios { slug } } # ${'p'.repeat(1_000)}`],
  ['brackets in a text', `{ portfolios { slug } } # ${'{'.repeat(1_000)}`],
])('%s is not', (_what, text) => {
  expect(check(text)).toHaveProperty('document');
});

/** `depth` fields in one another, each level by way of what `wrap` makes of it. */
function nested(depth: number, wrap: (selection: string, level: number) => string): string {
  let selection = 'slug';
  for (let level = depth - 1; level > 0; level--) {
    selection = wrap(`${level === 1 ? 'portfolios' : 'services'} { ${selection} }`, level);
  }
  return selection;
}

const ways: Record<string, (depth: number) => string> = {
  'by itself': (depth) => `{ ${nested(depth, (selection) => selection)} }`,
  'in inline fragments': (depth) =>
    `{ ${nested(depth, (selection, level) => `... on ${level === 1 ? 'Query' : 'Portfolio'} { ${selection} }`)} }`,
  'in named fragments': (depth) => {
    const fragments: string[] = [];
    const spread = nested(depth, (selection, level) => {
      fragments.push(`fragment F${level} on ${level === 1 ? 'Query' : 'Portfolio'} { ${selection} }`);
      return `...F${level}`;
    });
    return `{ ${spread} } ${fragments.join(' ')}`;
  },
};

it.each(Object.keys(ways))('depth counts fields alone, %s', (way) => {
  expect(check(ways[way]?.(20) ?? '')).toHaveProperty('document');
  const message = 'Query depth limit of 20 exceeded, found 21.';
  expect(check(ways[way]?.(21) ?? '')).toMatchObject({ beyondLimits: true, errors: [{ message }] });
});

it('what is beyond the limits is called by its name, and no syntax error', () => {
  const told = [
    `{ ${times(61, (i) => `a${i}: __typename`)} }`,
    `{ portfolios { slug ${times(61, () => '@skip(if: true)')} } }`,
  ];
  expect(told.map((text) => check(text))).toMatchObject([
    { errors: [{ message: 'Aliases limit of 60 exceeded, found 61.' }] },
    { errors: [{ message: 'Directives limit of 60 exceeded, found 61.' }] },
  ]);
});

it('what is wrong within the limits is told by its own rules', () => {
  expect(check('{ nothing }')).toMatchObject({ beyondLimits: false });
  expect(check('{')).toMatchObject({ beyondLimits: false, errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] });
});
