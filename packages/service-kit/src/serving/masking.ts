import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { refusalBehind } from '../database/refused-wait.ts';
import { internalError, outcomeUnknown, unavailable } from '../graph-errors.ts';
import type { Logger } from '../logger.ts';

/** What no code of ours carries: graphql-js and Apollo give it to whatever was thrown without one. */
const UNNAMED = [undefined, 'INTERNAL_SERVER_ERROR'];

/**
 * What the caller is told of an error. What a program did wrong passes with its code; everything else is logged with
 * the trace id and becomes INTERNAL with that id and its path, nothing more; a wait that came to its end is UNAVAILABLE.
 */
export function maskError(error: unknown, traceId: string, logger: Logger): GraphQLFormattedError {
  const formatted = error instanceof GraphQLError ? error.toJSON() : undefined;
  if (formatted && !UNNAMED.includes(formatted.extensions?.code as string | undefined)) return formatted;
  const path = formatted?.path;
  const refusal = refusalBehind(error);
  if (refusal) {
    logger.warn({ err: originOf(error), traceId, path: path?.join('.') }, 'it was waited in vain');
    const told = refusal === 'busy' ? unavailable(traceId) : outcomeUnknown(traceId);
    return { ...told.toJSON(), ...(path && { path }) };
  }
  logger.error({ err: originOf(error), traceId, path: path?.join('.') }, 'operation failed');
  return { ...internalError(traceId).toJSON(), ...(path && { path }) };
}

function originOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? originOf(error.originalError) : error;
}
