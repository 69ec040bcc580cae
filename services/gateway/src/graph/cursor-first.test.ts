import type { ExecutionRequest } from '@graphql-tools/utils';
import { buildSchema, type GraphQLResolveInfo, graphql } from 'graphql';
import { expect, it } from 'vitest';
import { cursorFirst } from './cursor-first.ts';

const schema = buildSchema(
  'type Query { changesCursor: String, list: String, other: String } type Mutation { act: String }',
);

/** Which fields were asked behind, in order; each takes its time, and the cursor the longest. */
async function orderOf(source: string, variableValues: Record<string, unknown> = {}): Promise<string[]> {
  const order: string[] = [];
  const execute = cursorFirst(async ({ info }) => {
    const name = info?.fieldName ?? '';
    await new Promise((resolve) => setTimeout(resolve, name === 'changesCursor' ? 20 : 1));
    order.push(name);
    if (variableValues.fails && name === 'changesCursor') throw new Error('away');
    return { data: name };
  });
  const field = async (_args: unknown, context: object, info: GraphQLResolveInfo) =>
    (await execute({ info, context } as ExecutionRequest)).data;
  const rootValue = { changesCursor: field, list: field, other: field, act: field };
  await graphql({ schema, source, rootValue, contextValue: {}, variableValues });
  return order;
}

it.each([
  ['{ list changesCursor other }', {}],
  ['{ list ...F } fragment F on Query { after: changesCursor other }', {}],
  ['query ($yes: Boolean!) { list other changesCursor @include(if: $yes) }', { yes: true }],
  ['{ list changesCursor other }', { fails: true }],
])('a cursor is read before what is read with it: %s', async (source, variables) => {
  expect(await orderOf(source, variables)).toEqual(['changesCursor', 'list', 'other']);
});

it.each([
  ['{ list other }', {}, ['list', 'other']],
  ['query ($yes: Boolean!) { list changesCursor @include(if: $yes) }', { yes: false }, ['list']],
  ['{ changesCursor }', {}, ['changesCursor']],
  ['mutation { act }', {}, ['act']],
])('what is read without one waits for nothing: %s', async (source, variables, order) => {
  expect(await orderOf(source, variables)).toEqual(order);
});
