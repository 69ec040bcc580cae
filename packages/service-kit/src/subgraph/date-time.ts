import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

const { extensions: _, ...dateTime } = GraphQLDateTime.toConfig();

/** A point in time by ISO 8601, in UTC when it is read. */
export const DateTime = new GraphQLScalarType({
  ...dateTime,
  description: 'A point in time by ISO 8601, in UTC: 2026-11-24T17:32:00.000Z.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
});
