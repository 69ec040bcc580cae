import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { createDocumentCache } from './document-cache.ts';

const schema = buildSchema('type Query { a: Int }');
const textOf = (index: number, length: number) => `query q${index} { a }`.padEnd(length);

test('a text is looked at once', () => {
  const check = createDocumentCache(schema);
  expect(check('{ a }')).toBe(check('{ a }'));
});

test('of texts without end only some are kept, and none that is very long', () => {
  const check = createDocumentCache(schema);
  const first = check(textOf(0, 10_000));
  for (let index = 1; index < 40; index++) check(textOf(index, 10_000));
  expect(check(textOf(0, 10_000))).toBe(first);
  for (let index = 40; index < 100; index++) check(textOf(index, 10_000));
  expect(check(textOf(0, 10_000))).not.toBe(first);
  expect(check(textOf(0, 30_000))).not.toBe(check(textOf(0, 30_000)));
});
