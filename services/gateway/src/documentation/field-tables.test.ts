import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { API_SCOPES, type FieldScope } from '@portal/domain';
import { directiveAt, openSupergraph } from '@portal/federation';
import { readSupergraph } from '@portal/schema';
import { type GraphQLField, type GraphQLObjectType, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { requiredScopes } from '../access/required-scopes.ts';
import { BUDGETS } from '../budget-limits.ts';
import { FILE_ENDPOINTS, OPEN_FILE_ENDPOINTS } from '../evidence/file-endpoints.ts';

const DOCS = fileURLToPath(new URL('../../../../docs/', import.meta.url));
const { schema } = openSupergraph(await readSupergraph());

const ROOTS = ['Query', 'Mutation', 'Subscription'];
const types = Object.values(schema.getTypeMap())
  .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'))
  .sort((one, other) => rank(one) - rank(other));
const fields = types.flatMap((type) =>
  Object.values(type.getFields()).map((field) => ({ path: `${type.name}.${field.name}`, field })),
);

/** Roots first. */
function rank({ name }: GraphQLObjectType): number {
  return ROOTS.includes(name) ? ROOTS.indexOf(name) : ROOTS.length;
}

function table(head: string[], rows: (string | number)[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const code = (text: string) => `\`${text}\``;

function scopeTable(): string {
  const endpoints = Object.entries(FILE_ENDPOINTS);
  const row = (title: string, scope: FieldScope) => {
    const asks = (one: GraphQLObjectType | GraphQLField<unknown, unknown>) =>
      requiredScopes(one)?.flat().includes(scope);
    return [
      title,
      fields.filter(({ field }) => asks(field)).map(({ path }) => path),
      types.filter(asks).map(({ name }) => name),
      endpoints.filter(([, endpoint]) => endpoint.scope === scope).map(([name]) => name),
    ].map((names) => (typeof names === 'string' ? names : names.map(code).join(', ') || '—'));
  };
  return table(
    ['scope', 'fields', 'types', 'endpoints'],
    [
      ...API_SCOPES.map((scope) => row(scope, scope)),
      row('any token', 'anyone'),
      row('no token: a person in a browser', 'session'),
      row('no system: a person, or a token of theirs, with the scope', 'person'),
      row('registered resource server', 'resource-server'),
      ['anybody, without a token', '—', '—', Object.keys(OPEN_FILE_ENDPOINTS).map(code).join(', ')],
      row('whatever leads to it', 'inherited'),
    ],
  );
}

/** What fields say by a directive, in its argument. */
function said(directive: string, argument: string, at = fields): [string, number][] {
  return at.flatMap(({ path, field }): [string, number][] => {
    const value = directiveAt(field, directive)?.[argument];
    return typeof value === 'number' ? [[code(path), value]] : [];
  });
}

const tables = {
  'api-access.md': () => [scopeTable()],
  'limits.md': () => [
    table(
      ['field or endpoint', 'points'],
      [
        ...said('cost', 'weight'),
        ...Object.entries(FILE_ENDPOINTS).map(([path, { points }]) => [code(path), points]),
        ...Object.entries(OPEN_FILE_ENDPOINTS).map(([path, points]) => [code(path), points]),
      ],
    ),
    // Problems have a line of their own.
    table(
      ['list', 'taken to have'],
      said(
        'listSize',
        'assumedSize',
        fields.filter(({ field }) => field.name !== 'problems'),
      ),
    ),
    table(
      ['policy', 'at once', 'back in a minute'],
      Object.entries(BUDGETS).map(([name, { burst, perMinute }]) => [code(name), burst, perMinute]),
    ),
  ],
};

it.each(Object.entries(tables))(
  'docs/%s has the tables of what the fields say, which `vitest -u` writes',
  async (name, made) => {
    let page = await readFile(DOCS + name, 'utf8');
    for (const text of made()) page = withTable(page, text);
    await expect(page).toMatchFileSnapshot(DOCS + name);
  },
);

/** The page with this table in the place of the one that has its head. */
function withTable(page: string, text: string): string {
  const [head = ''] = text.split('\n');
  const start = page.indexOf(head);
  if (start < 0) throw new Error(`no table with the head ${head}`);
  const [old = ''] = page.slice(start).match(/^(\|.*\|\n?)+/) ?? [];
  return `${page.slice(0, start)}${text}\n${page.slice(start + old.length)}`;
}
