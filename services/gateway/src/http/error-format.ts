import { GRAPHQL_ERRORS } from '@portal/domain';
import { maskError } from '@portal/service-kit/serving';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { logger } from '../logger.ts';
import { tooManyFaults } from './request-errors.ts';

/**
 * What may be told to whoever asked: what their program did wrong, and our own errors that a subgraph already masked. A code
 * that nobody catalogued is never told.
 */
const TOLD = new Set<unknown>(Object.keys(GRAPHQL_ERRORS));

/** An error as its caller sees it: with its code and path, or INTERNAL with the trace id and nothing more. */
export function formatError(error: unknown, traceId: string): GraphQLFormattedError {
  const told = tellable(error) ?? tooManyFaults(error);
  if (!told) return maskError(withoutCode(error), traceId, logger);
  // Where it became of a field, the client's own operation says so.
  const { path, locations } = error instanceof GraphQLError && error.path ? error : told;
  return {
    message: shortened(told.message),
    ...(path && { path }),
    ...(locations && { locations }),
    extensions: tellableExtensions(told),
  };
}

/** What a program reads of an error beside its code. */
const TOLD_EXTENSIONS = ['traceId', 'retryAfter', 'cost', 'limit'];

function tellableExtensions({ extensions }: GraphQLError): GraphQLFormattedError['extensions'] {
  const { code = 'BAD_REQUEST' } = extensions;
  const told = TOLD_EXTENSIONS.filter((name) => extensions[name] !== undefined);
  return { code, ...Object.fromEntries(told.map((name) => [name, extensions[name]])) };
}

/** GraphQL repeats names and values, which may be as long as the request. */
const LONGEST_MESSAGE = 1_000;

function shortened(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE).toWellFormed()}…` : message;
}

/** Whatever code an error of a library or a database carries, it is ours alone to know. */
function withoutCode(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error;
  const { message, path, originalError } = error;
  return new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null, extensions: {} });
}

function tellable(error: unknown): GraphQLError | undefined {
  return error instanceof GraphQLError && (TOLD.has(error.extensions.code) || isBadRequest(error)) ? error : undefined;
}

/** Apollo names most of what it refuses; of a persisted query with another's hash, or another version, it says 400 alone. */
function isBadRequest({ extensions }: GraphQLError): boolean {
  return extensions.code === undefined && (extensions.http as { status?: number } | undefined)?.status === 400;
}
