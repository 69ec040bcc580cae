import { describe, expect, it } from 'vitest';
import { isTaken } from './large-requests.ts';
import { LARGEST_REQUEST } from './operation-limits.ts';

const judged = 'query ($content: String!) { validateDocument(content: $content) { outcome findings { message } } }';

describe('a body beyond a megabyte', () => {
  it.each([
    ['that has a document judged', judged],
    ['under another name', judged.replace('validateDocument', 'verdict: validateDocument')],
    [
      'with a fragment in the verdict',
      `${judged.replace('outcome', '...V')} fragment V on DocumentValidation { outcome }`,
    ],
  ])('is taken of an operation %s', (_what, query) => {
    expect(isTaken(LARGEST_REQUEST + 1, { query, variables: { content: 'x' } })).toBe(true);
  });

  it.each([
    ['something else', '{ portfolios { slug } }'],
    ['something beside it', judged.replace(/}$/, 'portfolios { slug } }')],
    ['it twice', judged.replace('validateDocument', 'a: validateDocument(content: "x") { outcome } validateDocument')],
    ['it by a fragment', 'query { ...F } fragment F on Query { validateDocument(content: "x") { outcome } }'],
    ['it in one of two operations', `${judged.replace('query', 'query A')} query B { portfolios { slug } }`],
    ['what is no operation', 'fragment F on Query { validateDocument(content: "x") { outcome } }'],
    ['what is no GraphQL', '{ validateDocument('],
    ['more than a verdict needs', `{ validateDocument(content: "x") { ${'outcome '.repeat(2_000)} } }`],
    ['a document in its text', `{ validateDocument(content: "${'x'.repeat(30_000)}") { outcome } }`],
    ['nothing', undefined],
    ['a number', 7],
  ])('is not taken where it asks for %s', (_what, query) => {
    expect(isTaken(LARGEST_REQUEST + 1, { query })).toBe(false);
  });

  it('is not taken as a list or a text, and within a megabyte anything is', () => {
    for (const body of [[{ query: judged }], judged, null, undefined]) {
      expect(isTaken(LARGEST_REQUEST + 1, body)).toBe(false);
      expect(isTaken(LARGEST_REQUEST, body)).toBe(true);
    }
  });
});
