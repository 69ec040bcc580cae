import { afterEach, describe, expect, test } from 'vitest';
import { expectAlive, refusalOf, watchGateway } from './hostile.ts';
import { signedIn } from './people.ts';
import { type Person, portalUrl } from './person.ts';

watchGateway();
afterEach(expectAlive);

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

const nested = (count: number, open: string, close: string, inside = '') =>
  `${open.repeat(count)}${inside}${close.repeat(count)}`;

/** Fragments of which each spreads the next twice. */
const doubling = (count: number, type: string, spread: (next: string) => string, last: string) =>
  `${times(count, (index) => `fragment f${index} on ${type} { ${spread(`...f${index + 1}`)} }`)} fragment f${count} on ${type} { ${last} }`;

const post = (body: object | string) =>
  fetch(`${portalUrl()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const HOSTILE: Record<string, string> = {
  'a selection as deep as its text is long': nested(1_900, '{a', '}'),
  'fields of the graph in a circle, deeper than any page': `{ portfolios { ${nested(30, 'services { portfolio { ', '} }', 'slug')} } }`,
  'fields of the graph in a circle, just within the depth': `{ portfolios { ${nested(8, 'services { portfolio { ', '} }', 'slug')} } }`,
  'a list in a list in a list': `{ portfolio(slug: ${nested(2_900, '[', ']')}) { slug } }`,
  'an object in an object in an object': `{ services(filter: ${nested(1_400, '{a:', '}', '1')}) { totalCount } }`,
  'a variable of a type of lists': `query ($a: ${nested(2_900, '[', ']', 'Int')}) { portfolios { slug } }`,
  'brackets that never close': '{a'.repeat(2_900),
  'aliases by the thousand': `{ ${times(1_400, (index) => `a${index}: __typename`)} }`,
  'aliases of a list': `{ ${times(61, (index) => `a${index}: portfolios { slug }`)} }`,
  'aliases multiplied by a fragment': `{ ${times(60, () => '...f')} } fragment f on Query { ${times(59, (index) => `a${index}: portfolios { slug }`)} }`,
  'directives by the hundred on one field': `{ __typename ${times(700, () => '@include(if: true)')} }`,
  'directives that are not there': `{ __typename ${times(2_900, () => '@x')} }`,
  'a field over and over': `{ portfolios { ${times(5_900, () => 'slug')} } }`,
  'a field with fields over and over': `{ ${times(1_400, () => 'portfolios { slug }')} }`,
  'fields to compare each with each, on two levels': `{ ${times(73, () => `portfolios { ${times(78, () => 'slug')} }`)} }`,
  'the same on four levels': `{ ${times(8, () => `portfolios { ${times(8, () => `services { ${times(8, () => `portfolio { ${times(7, () => 'slug')} }`)} }`)} }`)} }`,
  'fragments to compare each with each': `{ ${times(500, (index) => `...f${index}`)} } ${times(500, (index) => `fragment f${index} on Query { __typename }`)}`,
  'fragments that are not there': `{ ${times(2_900, (index) => `...f${index}`)} }`,
  'fragments that nobody spreads': `{ __typename } ${times(700, (index) => `fragment f${index} on Query { __typename }`)}`,
  'a fragment that spreads itself': '{ ...a } fragment a on Query { ...a }',
  'fragments in a circle': '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
  'fragments in a circle of six hundred': `{ ...f0 } ${times(600, (index) => `fragment f${index} on Query { ...f${(index + 1) % 600} }`)}`,
  'fragments that double four hundred times': `{ ...f0 } ${doubling(400, 'Query', (next) => `${next} ${next}`, '__typename')}`,
  'fragments that double what they read': `{ portfolios { ...f0 } } ${doubling(5, 'Portfolio', (next) => `a: services { portfolio { ${next} } } b: services { portfolio { ${next} } }`, 'slug')}`,
  'operations by the thousand': times(1_100, (index) => `query q${index} { __typename }`),
  'operations without a name by the thousand': times(1_400, () => '{ __typename }'),
  'variables by the thousand': `query (${times(1_100, (index) => `$v${index}: Int`)}) { __typename }`,
  'fields that are not there, each with suggestions': `{ ${times(5_900, (index) => `portfolio${index}`)} }`,
  'a name of a megabyte': `{ ${'p'.repeat(1_000_000)} }`,
  'a number of a megabyte': `{ services(first: ${'9'.repeat(900_000)}) { totalCount } }`,
  'a text of a megabyte that does not end': `{ portfolio(slug: "${'x'.repeat(900_000)}`,
  'the schema in a circle': `{ __schema { types { ${nested(4, 'fields { type { ', '} }', 'name')} } } }`,
  'the schema in a circle by ofType': `{ __type(name: "Query") { ${nested(4, 'fields { type { ofType { ', '} } }', 'name')} } }`,
  'the schema in a circle by possibleTypes': `{ __schema { types { ${nested(5, 'possibleTypes { interfaces { ', '} }', 'name')} } } }`,
  'the schema sixty-one times': `{ ${times(61, (index) => `a${index}: __schema { types { name } }`)} }`,
};

describe('an operation that is', () => {
  test.for(Object.entries(HOSTILE))('%s is refused, soon, and told why', async ([, query]) => {
    const { status, codes } = await refusalOf(() => post({ query }));
    expect(status).toBe(400);
    expect(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_TOO_EXPENSIVE']).toContain(codes[0]);
  });

  test.for(Object.entries(HOSTILE))('%s is refused to a person who is signed in, too', async ([, query]) => {
    const { ana } = await people();
    const body = JSON.stringify({ query });
    const headers = { 'content-type': 'application/json' };
    const { status } = await refusalOf(() => ana.fetch('/graphql', { method: 'POST', headers, body }));
    expect(status).toBe(400);
  });

  test('many hostile ones at once hold nobody up', { timeout: 120_000 }, async () => {
    const texts = Object.values(HOSTILE).filter(({ length }) => length < 100_000);
    const all = [...texts, ...texts, ...texts].map((query) => post({ query }).then((answer) => answer.status));
    await Promise.all(all.map(async (status) => expect([400, 429]).toContain(await status)));
  });
});

describe('what only looks hostile is answered', () => {
  test.for<[string, string]>([
    [
      'fragments that each spread all that follow, and read one field',
      `{ ...f0 } ${times(70, (index) => `fragment f${index} on Query { __typename ${times(69 - index, (next) => `...f${index + next + 1}`)} }`)}`,
    ],
    [
      'fragments that double thirty times, and read one field',
      `{ ...f0 } ${doubling(30, 'Query', (next) => `${next} ${next}`, '__typename')}`,
    ],
    ['a text of a megabyte that is nearly all spaces', `{ portfolios { slug } }${' '.repeat(1_000_000)}`],
    ['a text of a megabyte that is nearly all commas', `{ portfolios { slug }${','.repeat(1_000_000)} }`],
    ['comments by the thousand', `{ portfolios { slug } }${'\n#{[('.repeat(100_000)}`],
    ['a text that begins with a byte order mark', '\ufeff{ portfolios { slug } }'],
    [
      'wrapped types as deep as they go',
      `{ __schema { types { fields { type { ${nested(8, 'ofType { ', '}', 'name')} } } } } }`,
    ],
  ])('%s', async ([, query]) => {
    const { status, text } = await refusalOf(() => post({ query }));
    expect(status).toBe(200);
    expect(text).toMatch(/^\{"data":/);
  });
});

describe('`first`', () => {
  const first = (value: unknown) =>
    refusalOf(() => post({ query: 'query ($n: Int) { services(first: $n) { totalCount } }', variables: { n: value } }));

  test.each([0, -1, 101, 1e9, 2_147_483_647, -2_147_483_648, 2_147_483_648, 1e308, 1.5, '10', [10]])(
    'of %s is a wrong input',
    async (value) => expect((await first(value)).codes).toEqual(['BAD_USER_INPUT']),
  );

  test.each(['99999999999999999999', '-1', '1e3', '0x10', '00'])('written %s is a wrong input', async (value) => {
    const { codes } = await refusalOf(() => post({ query: `{ services(first: ${value}) { totalCount } }` }));
    expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED']).toContain(codes[0]);
  });
});

const STRANGE: Record<string, string> = {
  'half a character': '\ud800',
  'the other half': '\udc00',
  'a NUL': '\0',
  'text that runs from right to left': '\u202eabc\u2066',
  'nothing to be seen': '\u200b\u200d\ufeff\u2060',
  'one letter with a thousand accents': `a${'\u0301'.repeat(1_000)}`,
  'a family of emoji': '👩‍👩‍👧‍👦'.repeat(100),
  'SQL and a format': `'; drop table outbox; -- %s %n \${7*7} {{7*7}}`,
  'a name that all objects have': '__proto__',
};

describe('in every place where a text may stand,', () => {
  const READS = [
    'query ($s: String!) { portfolio(slug: $s) { slug } service(slug: $s) { slug } }',
    'query ($s: String!) { services(filter: { text: $s, portfolio: $s }) { totalCount } }',
    'query ($s: String!) { services(after: $s) { totalCount } }',
    'query ($s: ID!) { accessRequest(id: $s) { id } credential(id: $s) { id } webhook(id: $s) { id } }',
    'query ($s: String!) { accessRequestByProtocol(protocol: $s) { id } }',
    'query ($s: String!) { accessRequests(after: $s) { totalCount } credentials(after: $s) { totalCount } }',
    'mutation ($s: String!) { createHomologationRequest(input: { portfolio: $s, services: [$s] }) { problems { code } } }',
    'mutation ($s: String!) { createPersonalAccessToken(input: { name: $s, scopes: [$s] }) { problems { code } } }',
    'mutation ($s: ID!) { cancelAccessRequest(id: $s, version: 1) { problems { code } } }',
  ];

  test.for(Object.entries(STRANGE))('%s is a text like any other', async ([, strange]) => {
    const { ana } = await people();
    for (const query of READS) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query, variables: { s: strange } });
      await refusalOf(() => ana.fetch('/graphql', { method: 'POST', headers, body }));
    }
    await refusalOf(() => post({ query: `{ portfolio(slug: "${strange}") { slug } }` }));
    await refusalOf(() => post({ query: `{ ${strange} }` }));
    await refusalOf(() => post({ query: 'query a { portfolios { slug } }', operationName: strange }));
    await refusalOf(() => post({ query: '{ portfolios { slug } }', variables: { [strange]: strange } }));
    await refusalOf(() => post({ extensions: { persistedQuery: { version: 1, sha256Hash: strange } } }));
    await refusalOf(() => fetch(`${portalUrl()}/graphql?query=${encodeURIComponent(strange.toWellFormed())}`));
  });
});

let signed: Promise<{ ana: Person }> | undefined;

function people(): Promise<{ ana: Person }> {
  signed ??= signedIn('ana');
  return signed;
}
