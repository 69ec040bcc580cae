import type { ErrorWords } from './error-words.ts';
import { GRAPHQL_ERRORS } from './graphql-errors.ts';
import { HTTP_ERRORS } from './http-errors.ts';
import { OAUTH_ERRORS } from './oauth-errors.ts';
import { PROBLEM_ERRORS } from './problem-errors.ts';
import { WEBSOCKET_CLOSES } from './websocket-closes.ts';

/** Where a code is answered. */
export type ErrorPlace = 'graphql' | 'problem' | 'http' | 'oauth' | 'websocket';

/** A code that the portal answers, with what it means and what to do about it, in Portuguese. */
export interface CataloguedError extends ErrorWords {
  code: string;
  where: ErrorPlace;
}

/** The places on screen, and where the code stands in an answer. */
export const ERROR_PLACE_LABELS: Readonly<Record<ErrorPlace, { label: string; found: string }>> = {
  graphql: { label: 'GraphQL', found: 'errors[].extensions.code' },
  problem: { label: 'Problemas de uma mutação', found: 'problems[].code' },
  http: { label: 'Arquivos e demais endereços HTTP', found: 'code de application/problem+json' },
  oauth: { label: 'OAuth', found: 'error' },
  websocket: { label: 'WebSocket', found: 'código de fechamento' },
};

/** Every code that the portal answers. */
export const ERROR_CATALOGUE: readonly CataloguedError[] = [
  ...at('graphql', GRAPHQL_ERRORS),
  ...at('problem', PROBLEM_ERRORS),
  ...at('http', HTTP_ERRORS),
  ...at('oauth', OAUTH_ERRORS),
  ...at('websocket', WEBSOCKET_CLOSES),
];

function at(where: ErrorPlace, errors: Readonly<Record<string, ErrorWords>>): CataloguedError[] {
  return Object.entries(errors).map(([code, words]) => ({ code, where, ...words }));
}
