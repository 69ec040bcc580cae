import { type ExecutionResult, GraphQLError } from 'graphql';

/** The answer of an operation that threw: thrown on, it would close its socket, and with it whatever else runs there. */
export function failedOperation(error: unknown): ExecutionResult {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return { errors: [new GraphQLError(originalError.message, { originalError })] };
}
