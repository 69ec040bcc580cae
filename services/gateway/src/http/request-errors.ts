import { type ExecutionResult, GraphQLError } from 'graphql';

/** Of several operations none has that name, or there is none to choose: what Apollo says over HTTP. */
export function unknownOperation(name: string | null | undefined): GraphQLError {
  return new GraphQLError(name ? `Unknown operation named "${name}".` : 'Must provide operation name.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  });
}

/**
 * graphql-js answers without data, and its errors without a code, when an operation cannot begin: a variable of the wrong
 * type. Apollo names them over HTTP; unnamed they would be taken for our own fault.
 */
export function nameRequestErrors<Result extends ExecutionResult | object>(result: Result): Result {
  if (!('errors' in result) || !Array.isArray(result.errors) || 'data' in result) return result;
  return { ...result, errors: result.errors.map(named) };
}

/** graphql-js gives up at so many wrong values, with an error that says neither whose fault it is nor where. */
const TOO_MANY_FAULTS = /^Too many errors processing variables/;

/** That error as its caller is to read it; undefined for any other. */
export function tooManyFaults(error: unknown): GraphQLError | undefined {
  if (!(error instanceof GraphQLError) || error.path || !TOO_MANY_FAULTS.test(error.message)) return undefined;
  const message = 'As variáveis da operação têm valores errados demais; só os primeiros 50 são mostrados.';
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function named(error: GraphQLError): GraphQLError {
  const { message, path, extensions, originalError } = error;
  const tooMany = tooManyFaults(error);
  if (tooMany) return tooMany;
  // What a resolver threw has a path; of a wrong value, graphql-js keeps its own error.
  const isOurs = originalError !== undefined && !(originalError instanceof GraphQLError);
  if (path || isOurs || extensions.code !== undefined) return error;
  return new GraphQLError(message, { ...error, extensions: { code: 'BAD_USER_INPUT' } });
}
