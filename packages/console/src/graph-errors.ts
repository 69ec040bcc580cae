import type { CombinedError } from '@urql/core';

/** The `extensions.code` of the first error that carries one. */
export function errorCode(error: CombinedError | undefined): string | undefined {
  return error?.graphQLErrors.map((one) => one.extensions.code).find((code) => typeof code === 'string');
}

/** The number of an INTERNAL error, for the support. */
export function traceIdOf(error: CombinedError | undefined): string | undefined {
  return error?.graphQLErrors.map((one) => one.extensions.traceId).find((id) => typeof id === 'string');
}
