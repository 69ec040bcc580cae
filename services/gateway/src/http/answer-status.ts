import { GRAPHQL_ERRORS } from '@portal/domain';

/** What an answer's status depends on. */
interface Answered {
  /** The request's Accept. */
  accept: string | undefined;
  /** The answer's. */
  contentType: string;
  /** What Apollo, or what refused it, says. */
  status: number;
  /** Of the first error of an answer without data; undefined of every other. */
  code: string | undefined;
}

/**
 * The status of an answer by GraphQL over HTTP: as `application/graphql-response+json` one without data is 4xx or 5xx; to
 * who asks for `application/json` by name every well-formed request is 200. Budgets and malformed requests are HTTP's own
 * matter, and say so in either.
 */
export function answerStatus({ accept = '', contentType, status, code }: Answered): number {
  if (code === undefined || HTTP_MATTERS.has(code)) return status;
  if (contentType.startsWith('application/graphql-response+json')) return status < 400 ? statusOf(code) : status;
  return status === 400 && accept.includes('application/json') ? 200 : status;
}

const HTTP_MATTERS: ReadonlySet<string> = new Set(['RATE_LIMITED', 'BAD_REQUEST']);

function statusOf(code: string): number {
  const known = (GRAPHQL_ERRORS as Record<string, { status?: number }>)[code];
  return known?.status ?? 500;
}

/** Reads that code in the text of an answer; errors stand first in it. */
export function refusalCode(text: string): string | undefined {
  if (!text.startsWith('{"errors"')) return undefined;
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors: { extensions?: { code?: string } }[] };
  return data === undefined ? errors[0]?.extensions?.code : undefined;
}
