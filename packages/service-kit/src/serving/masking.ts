import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { internalError } from '../graph-errors.ts';
import type { Logger } from '../logger.ts';

/** What no code of ours carries: graphql-js and Apollo give it to whatever was thrown without one. */
const UNNAMED = [undefined, 'INTERNAL_SERVER_ERROR'];

/**
 * What the caller is told of an error. What a program did wrong passes with its code; everything else is logged with
 * the trace id and becomes INTERNAL with that id and its path, nothing more.
 */
export function maskError(error: unknown, traceId: string, logger: Logger): GraphQLFormattedError {
  const formatted = error instanceof GraphQLError ? error.toJSON() : undefined;
  if (formatted && !UNNAMED.includes(formatted.extensions?.code as string | undefined)) return formatted;
  const path = formatted?.path;
  logger.error({ err: originOf(error), traceId, path: path?.join('.') }, 'operation failed');
  return { ...internalError(traceId).toJSON(), ...(path && { path }) };
}

function originOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? originOf(error.originalError) : error;
}
