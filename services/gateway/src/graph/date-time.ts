import { badUserInput } from '@portal/service-kit/serving';
import { GraphQLError, type GraphQLScalarType, type GraphQLSchema, isScalarType, Kind } from 'graphql';
import { z } from 'zod';

const isoDateTime = z.iso.datetime({ offset: true });

/**
 * Has a schema read points in time as `read` makes them of a text that is one. What is none is refused where the client's
 * own names for it are known.
 */
export function readDates(schema: GraphQLSchema, read: (text: string) => unknown): GraphQLScalarType {
  const scalar = schema.getType('DateTime');
  if (!isScalarType(scalar)) throw new Error('the schema has no scalar DateTime');
  scalar.parseValue = (value) => {
    const text = isoDateTime.safeParse(value);
    if (!text.success) throw badUserInput('A data precisa estar no formato 2026-11-24T17:32:00Z.');
    return read(text.data);
  };
  scalar.parseLiteral = (node) => {
    if (node.kind !== Kind.STRING) throw new GraphQLError('DateTime is a text', { nodes: node });
    return scalar.parseValue(node.value);
  };
  return scalar;
}
