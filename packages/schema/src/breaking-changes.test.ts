import { expect, test } from 'vitest';
import { undeclaredBreakingChanges } from './breaking-changes.ts';

const today = '2026-11-24';

test('a breaking change counts unless it was declared', async () => {
  const released = 'type Query { a: Int, b: Int, c(x: Int): Int }';
  const api = 'type Query { "Described." a: Int, c: Int, d: Int }';
  expect(await undeclaredBreakingChanges(released, api, { declared: [], today })).toEqual([
    expect.stringMatching(/^Query\.b: /),
    expect.stringMatching(/^Query\.c\.x: /),
  ]);
  const declared = [
    { path: 'Query.b', reason: 'nobody asked for it' },
    { path: 'Query.c.x', reason: 'it did nothing' },
  ];
  expect(await undeclaredBreakingChanges(released, api, { declared, today })).toEqual([]);
});

test.each([
  ['2026-11-24', []],
  ['2026-11-25', ['Query.b', 'Query.c.x', 'Kind.OLD', 'Filter.old']],
])('what was announced for %s may go from that day on, with the types that it led to', async (date, refused) => {
  const gone = `@deprecated(reason: "Nobody needs it. May go from ${date}.")`;
  const released = `
    type Query { a(filter: Filter): Kind, b: Thing ${gone}, c(x: Int ${gone}): Int }
    type Thing { id: ID! }
    enum Kind { NEW OLD ${gone} }
    input Filter { new: Int, old: Int ${gone} }
  `;
  const api = 'type Query { a(filter: Filter): Kind, c: Int } enum Kind { NEW } input Filter { new: Int }';
  const undeclared = await undeclaredBreakingChanges(released, api, { declared: [], today });
  expect(undeclared.map((line) => line.split(':')[0]).sort()).toEqual([...refused].sort());
});

test('an announced removal lets nothing else of the same place break', async () => {
  const gone = '@deprecated(reason: "May go from 2026-01-01.")';
  const undeclared = await undeclaredBreakingChanges(`type Query { a: Int ${gone} }`, 'type Query { a: String }', {
    declared: [],
    today,
  });
  expect(undeclared).toEqual([expect.stringMatching(/^Query\.a: /)]);
});
