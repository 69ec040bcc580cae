import type { ProblemFieldsFragment } from './gql/graphql.ts';

/** Whatever went wrong with the portal: each kind is a class, each has a `code` that does not change. */
export abstract class PortalError extends Error {
  /** For programs. */
  abstract readonly code: string;
}

/** No answer came, or a live connection was lost for good. */
export class ConnectionError extends PortalError {
  override readonly name: string = 'ConnectionError';
  readonly code: string = 'CONNECTION';

  constructor(
    message: string,
    options?: ErrorOptions,
    /** Of a WebSocket that was closed, such as 4403. */
    readonly closeCode?: number,
  ) {
    super(message, options);
  }
}

/** An answer that is no GraphQL answer, told by its status and by its problem+json (RFC 9457) where it has one. */
export class HttpError extends PortalError {
  override readonly name: string = 'HttpError';
  readonly code: string;
  /** For people, in Portuguese; absent where the answer came from something before the portal. */
  readonly detail: string | undefined;

  constructor(
    readonly status: number,
    problem: HttpProblem = {},
    /** How many milliseconds the portal asks to wait. */
    readonly retryAfter?: number,
  ) {
    const detail = problem.detail ?? problem.title;
    super(detail ?? `The portal answered ${status}`);
    this.detail = detail;
    this.code = problem.code ?? `HTTP_${status}`;
  }
}

/** The members of a problem+json answer that the portal fills. */
export interface HttpProblem {
  code?: string | undefined;
  title?: string | undefined;
  detail?: string | undefined;
}

/** One error of a GraphQL answer. */
export interface OperationErrorEntry {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; traceId?: string; retryAfter?: number; [name: string]: unknown };
}

/** A GraphQL answer with errors: what a program did wrong, or INTERNAL with the number that the support asks for. */
export class OperationError extends PortalError {
  override readonly name: string = 'OperationError';
  readonly code: string;
  /** Of an INTERNAL error, for the support. */
  readonly traceId: string | undefined;
  /** Of a RATE_LIMITED one: how many milliseconds the portal asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(
    readonly errors: readonly OperationErrorEntry[],
    /** What was answered all the same. */
    readonly data: unknown = null,
  ) {
    super(errors[0]?.message ?? 'The operation failed');
    this.code = errors[0]?.extensions?.code ?? 'UNKNOWN';
    this.retryAfter = retryAfterIn(errors);
    this.traceId = errors.find(({ extensions }) => extensions?.traceId)?.extensions?.traceId;
  }
}

/** The milliseconds that a GraphQL answer asks to wait; it says seconds. */
export function retryAfterIn(errors: readonly OperationErrorEntry[] | undefined): number | undefined {
  const seconds = errors?.[0]?.extensions?.retryAfter;
  return typeof seconds === 'number' ? seconds * 1_000 : undefined;
}

/** A mutation changed nothing, for reasons that a person can mend: `problems`, in Portuguese. */
export class ProblemError extends PortalError {
  override readonly name: string = 'ProblemError';
  readonly code: string;

  constructor(
    readonly problems: readonly ProblemFieldsFragment[],
    /** What the payload holds beside its problems, such as the request as it is now. */
    readonly payload: unknown,
  ) {
    super(problems.map(({ message }) => message).join(' '));
    this.code = problems[0]?.code ?? 'INVALID';
  }
}

/** The portal gave no access token (RFC 6749 §5.2): `code` is its `error`, such as `invalid_client`. */
export class OAuthError extends PortalError {
  override readonly name: string = 'OAuthError';

  constructor(
    readonly code: string,
    description?: string,
  ) {
    super(description ?? `No access token: ${code}`);
  }
}
