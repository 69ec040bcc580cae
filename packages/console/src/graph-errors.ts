import type { CombinedError } from '@urql/core';

/** The `extensions.code` of the first error that carries one. */
export function errorCode(error: CombinedError | undefined): string | undefined {
  return error?.graphQLErrors.map((one) => one.extensions.code).find((code) => typeof code === 'string');
}

const SAID = ['UNAVAILABLE', 'OUTCOME_UNKNOWN', 'SECOND_FACTOR_REQUIRED'];

/** What the portal itself says to people of what was not done, or of what nobody knows whether it was: their way on is in it. */
export function awayMessage(error: CombinedError | undefined): string | undefined {
  return error?.graphQLErrors.find((one) => SAID.includes(String(one.extensions.code)))?.message;
}

/** The number of an INTERNAL error, for the support. */
export function traceIdOf(error: CombinedError | undefined): string | undefined {
  return error?.graphQLErrors.map((one) => one.extensions.traceId).find((id) => typeof id === 'string');
}
