import { readFile } from 'node:fs/promises';
import { readApi } from '@portal/schema';
import { buildSchema, getNamedType, getNullableType, isLeafType, isListType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { budgetTable, sizeTable, weightTable } from './cost-document.ts';
import { ASSUMED_SIZES, SIZED_FIELDS, WEIGHTS } from './cost-table.ts';
import { costOfField } from './field-cost.ts';

const schema = buildSchema(await readApi());
const fields = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
  .flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).map((field) => ({
          path: `${type.name}.${field.name}`,
          field,
          cost: costOfField(schema, type, field),
        }))
      : [],
  );
const lists = fields.filter(
  ({ field }) => isListType(getNullableType(field.type)) && !isLeafType(getNamedType(field.type)),
);

describe('the table of costs', () => {
  it('names no field that the API does not have', () => {
    const paths = new Set(fields.map(({ path }) => path));
    expect([...Object.keys(WEIGHTS), ...Object.keys(ASSUMED_SIZES)].filter((path) => !paths.has(path))).toEqual([]);
  });

  it('tells the size of each list: by its first, by the connection above it, or by the table', () => {
    const untold = lists.filter(
      ({ path, cost }) => typeof cost.size === 'number' && !cost.sizedAbove && !(path in ASSUMED_SIZES),
    );
    expect(untold.map(({ path }) => path)).toEqual([]);
  });

  it('sizes no list in two ways', () => {
    const twice = lists.filter(
      ({ path, cost }) => path in ASSUMED_SIZES && (cost.sizedAbove || typeof cost.size !== 'number'),
    );
    expect(twice).toEqual([]);
  });

  it('reaches each connection by a field whose first says how many edges', () => {
    const connections = fields.filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'));
    expect(connections.length).toBeGreaterThan(8);
    for (const { cost } of connections) {
      expect(cost.sized).toEqual({ fields: ['edges'], size: { argument: 'first', assumed: 20 } });
    }
    const sized = lists.filter(({ cost }) => cost.sizedAbove);
    expect(sized.every(({ field }) => SIZED_FIELDS.includes(field.name))).toBe(true);
  });

  it('is the one in the documentation, and so are the budgets', async () => {
    const page = await readFile(new URL('../../../../docs/limits.md', import.meta.url), 'utf8');
    for (const table of [weightTable(), sizeTable(), budgetTable()]) expect(page).toContain(table);
  });

  it('lets no root field be had for nothing', () => {
    const free = fields.filter(({ path, cost }) => /^(Query|Mutation|Subscription)\./.test(path) && cost.weight === 0);
    expect(free.map(({ path }) => path)).toEqual([]);
  });
});
