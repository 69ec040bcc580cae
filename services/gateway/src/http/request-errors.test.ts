import { failedOperation } from '@portal/service-kit/serving';
import { buildSchema, execute, parse } from 'graphql';
import { expect, it } from 'vitest';
import { formatError } from './error-format.ts';
import { nameRequestErrors } from './request-errors.ts';

const told = (result: object) => {
  const { errors = [] } = nameRequestErrors(result) as { errors?: readonly unknown[] };
  return errors.map((error) => formatError(error, 'trace'));
};

it('an operation that failed before it began, by no fault of its caller, is told as our own failure', () => {
  expect(told(failedOperation(new Error('inner workings')))).toEqual([
    expect.objectContaining({ extensions: { code: 'INTERNAL', traceId: 'trace' } }),
  ]);
  expect(JSON.stringify(told(failedOperation(new TypeError('inner workings'))))).not.toContain('inner');
});

it('a variable of the wrong type is its caller’s to mend', async () => {
  const schema = buildSchema('type Query { some(first: Int, of: Kind): ID } enum Kind { A }');
  const document = parse('query ($first: Int!, $of: Kind) { some(first: $first, of: $of) }');
  const result = await execute({ schema, document, variableValues: { first: 'x', of: 'B' } });
  expect(told(result).map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
});
