import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { changesBetween, type Release, today, withRelease } from './changelog.ts';
import { deprecationsOf } from './deprecations.ts';
import { schemaFile } from './paths.ts';

const said = async (before: string, after: string) =>
  (await changesBetween(before, after)).map(({ criticality, path, message }) => `${criticality} ${path} ${message}`);

test('what is added is told once, and of a new type nothing but itself', async () => {
  const before = 'type Query { a: Int } enum Kind { ONE } input Filter { text: String }';
  const after = `
    "Described." type Query { "Described." a(x: Int): Int, b(y: Int): Thing }
    type Mutation { act: Int }
    type Thing { id: ID!, more: More }
    enum More { YES }
    input Other { text: String! }
    enum Kind { ONE TWO }
    input Filter { text: String, kind: Kind }
  `;
  expect((await said(before, after)).sort()).toEqual([
    'DANGEROUS Kind.TWO Novo valor `TWO` em `Kind`.',
    'DANGEROUS Query.a.x Novo argumento `x` em `Query.a`, do tipo `Int`.',
    'NON_BREAKING Filter.kind Novo campo `kind` em `Filter`, do tipo `Kind`.',
    'NON_BREAKING More Novo tipo `More`.',
    'NON_BREAKING Mutation Novo tipo `Mutation`.',
    'NON_BREAKING Other Novo tipo `Other`.',
    'NON_BREAKING Query.b Nova consulta `b`, do tipo `Thing`.',
    'NON_BREAKING Thing Novo tipo `Thing`.',
  ]);
});

test('what changes or goes is told with what it was', async () => {
  const before = `
    type Query { a(x: Int = 1, y: Int): Int, b: Int, c: Thing } type Thing { id: ID, old: Int }
    enum Kind { ONE TWO } input Filter { text: String = "a", old: Int, kind: Kind }
  `;
  const after = `
    type Query { a(x: Int = 2): Int, c(z: Int!): Thing } type Thing { id: ID! }
    enum Kind { ONE } input Filter { text: String = "b", kind: Kind! }
  `;
  expect((await said(before, after)).sort()).toEqual([
    'BREAKING Filter.kind `Filter.kind` passou do tipo `Kind` para `Kind!`.',
    'BREAKING Filter.old O campo `old` de `Filter` foi removido.',
    'BREAKING Kind.TWO O valor `TWO` de `Kind` foi removido.',
    'BREAKING Query.a.y O argumento `y` de `Query.a` foi removido.',
    'BREAKING Query.b A consulta `b` foi removida.',
    'BREAKING Query.c.z Novo argumento `z` em `Query.c`, do tipo `Int!`.',
    'BREAKING Thing.old O campo `old` de `Thing` foi removido.',
    'DANGEROUS Filter.text O valor padrão de `Filter.text` passou de `"a"` para `"b"`.',
    'DANGEROUS Query.a.x O valor padrão de `Query.a.x` passou de `1` para `2`.',
    'NON_BREAKING Thing.id `Thing.id` passou do tipo `ID` para `ID!`.',
  ]);
});

test('a deprecation is told with its reason', async () => {
  const at = '@deprecated(reason: "Use `b`. May go from 2027-06-01.")';
  const before = 'type Query { a(x: Int): Kind } enum Kind { ONE TWO } input Filter { old: Int }';
  const after = `type Query { a(x: Int ${at}): Kind ${at} } enum Kind { ONE TWO ${at} } input Filter { old: Int ${at} }`;
  const told = await said(before, after);
  expect(told.sort()).toEqual([
    'NON_BREAKING Filter.old `Filter.old` foi descontinuado.',
    'NON_BREAKING Kind.TWO `Kind.TWO` foi descontinuado: Use `b`. May go from 2027-06-01.',
    'NON_BREAKING Query.a `Query.a` foi descontinuado: Use `b`. May go from 2027-06-01.',
    'NON_BREAKING Query.a.x `Query.a.x` foi descontinuado.',
  ]);
});

test('what one asks for comes before what it is made of', async () => {
  const after = 'type Query { a: Int, b: Thing } type Thing { id: ID }';
  expect((await changesBetween('type Query { a: Int }', after)).map(({ path }) => path)).toEqual(['Query.b', 'Thing']);
});

test('a version says how much changed', () => {
  const change = (criticality: 'BREAKING' | 'DANGEROUS' | 'NON_BREAKING') => ({
    criticality,
    path: 'a',
    message: 'b.',
  });
  const on = (date: string, ...changes: ReturnType<typeof change>[]) => ({ date, changes });
  let changelog = withRelease([], on('2026-11-24', change('NON_BREAKING')));
  changelog = withRelease(changelog, on('2026-11-25', change('NON_BREAKING')));
  changelog = withRelease(changelog, on('2026-11-26', change('BREAKING'), change('NON_BREAKING')));
  changelog = withRelease(changelog, on('2026-11-27', change('DANGEROUS')));
  expect(changelog.map(({ version }) => version)).toEqual(['2.1.0', '2.0.0', '1.1.0', '1.0.0']);
  expect(withRelease(changelog, on('2026-11-28'))).toBe(changelog);
});

test('the day is that of Brasília', () => {
  expect(today(new Date('2026-11-25T02:59:00Z'))).toBe('2026-11-24');
});

test('the changelog is in order, and each of its releases says something', async () => {
  const releases = JSON.parse(await readFile(schemaFile('changelog.json'), 'utf8')) as Release[];
  expect(releases.map(({ date }) => date)).toEqual(
    releases
      .map(({ date }) => date)
      .toSorted()
      .reverse(),
  );
  expect(releases.at(-1)?.version).toBe('1.0.0');
  for (const { date, version, changes } of releases) {
    expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(changes.length).toBeGreaterThan(0);
    for (const { path, message } of changes) {
      expect(path).toMatch(/^\w+(\.\w+){0,2}$/);
      expect(message).toMatch(/^[A-ZÀ-Ý`].*\.$/);
    }
  }
});

test('what was deprecated and released stands in the changelog', async () => {
  const [released, log] = await Promise.all(
    ['released.graphql', 'changelog.json'].map((name) => readFile(schemaFile(name), 'utf8')),
  );
  const paths = new Set(
    (JSON.parse(log ?? '[]') as Release[]).flatMap(({ changes }) => changes.map(({ path }) => path)),
  );
  for (const path of deprecationsOf(released ?? '').keys()) expect([...paths]).toContain(path);
});
