import type { CombinedError } from '@urql/core';

/** The `extensions.code` of the first error that carries one. */
export function errorCode(error: CombinedError | undefined): string | undefined {
  return error?.graphQLErrors.map((one) => one.extensions.code).find((code) => typeof code === 'string');
}

const AWAY = ['UNAVAILABLE', 'OUTCOME_UNKNOWN'];

/** What the portal itself says to people of a part of it that did not answer: that nothing was done, or that nobody knows. */
export function awayMessage(error: CombinedError | undefined): string | undefined {
  return error?.graphQLErrors.find((one) => AWAY.includes(String(one.extensions.code)))?.message;
}

/** The number of an INTERNAL error, for the support. */
export function traceIdOf(error: CombinedError | undefined): string | undefined {
  return error?.graphQLErrors.map((one) => one.extensions.traceId).find((id) => typeof id === 'string');
}
