import { ConnectionError, HttpError, OAuthError, OperationError, PortalError, ProblemError } from '../errors.ts';
import { NotFound, NotLoggedIn, UsageError } from './command-errors.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** How a failure is told, and what the program ends with. */
export interface Failure {
  exitCode: ExitCode;
  /** For people. */
  message: string;
  /** For programs. */
  value: Record<string, unknown>;
}

const NO_TOKEN =
  'O portal não aceitou quem entrou: o token ou a credencial deixou de valer. Entre de novo com "portal login".';
const MESSAGES: Record<string, { exitCode: ExitCode; message: string }> = {
  UNAUTHENTICATED: { exitCode: EXIT.NO_PERMISSION, message: NO_TOKEN },
  NOT_FOUND: { exitCode: EXIT.NOT_FOUND, message: 'Não encontrado.' },
};

/** What was sent is told what to mend by the portal's own message. */
const REFUSED_CODES = [
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'CURSOR_EXPIRED',
  'CURSOR_LOST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_TOO_EXPENSIVE',
];

/** Tells a failure in Portuguese. */
export function failureOf(cause: unknown): Failure {
  const failure = plain(cause);
  const code = cause instanceof PortalError ? cause.code : (failure.value.code ?? 'INTERNAL');
  return { ...failure, value: { code, message: failure.message, ...failure.value } };
}

function plain(cause: unknown): Failure {
  if (cause instanceof UsageError) return { exitCode: EXIT.USAGE, message: cause.message, value: { code: cause.code } };
  if (cause instanceof NotFound)
    return { exitCode: EXIT.NOT_FOUND, message: cause.message, value: { code: cause.code } };
  if (cause instanceof NotLoggedIn) {
    return { exitCode: EXIT.NO_PERMISSION, message: cause.message, value: { code: cause.code } };
  }
  if (cause instanceof ProblemError) return refused(cause);
  if (cause instanceof OperationError) return operationFailure(cause);
  if (cause instanceof HttpError) return httpFailure(cause);
  if (cause instanceof OAuthError) {
    return { exitCode: EXIT.NO_PERMISSION, message: `O portal não aceitou a credencial: ${cause.message}`, value: {} };
  }
  if (cause instanceof ConnectionError) {
    return {
      exitCode: EXIT.UNAVAILABLE,
      message: 'Não foi possível falar com o portal. Confira o endereço e a rede.',
      value: {},
    };
  }
  const told = cause instanceof Error ? cause.message : String(cause);
  return { exitCode: EXIT.INTERNAL, message: `Erro inesperado: ${told}`, value: {} };
}

function refused({ problems, payload }: ProblemError): Failure {
  const lines = problems.map(({ message, path }) => {
    const place = path?.join('.');
    // Which one was meant, the command line said.
    return place && place !== 'id' ? `${message} (${place})` : message;
  });
  const exitCode = problems.every(({ code }) => code === 'NOT_FOUND') ? EXIT.NOT_FOUND : EXIT.PROBLEMS;
  return { exitCode, message: lines.join('\n'), value: { problems, ...(payload as object) } };
}

function operationFailure({ code, traceId, message }: OperationError): Failure {
  const known = MESSAGES[code];
  if (known) return { ...known, value: {} };
  if (code === 'FORBIDDEN') return { exitCode: EXIT.NO_PERMISSION, message, value: {} };
  if (REFUSED_CODES.includes(code)) return { exitCode: EXIT.PROBLEMS, message, value: {} };
  if (code === 'UNAVAILABLE' || code === 'OUTCOME_UNKNOWN')
    return { exitCode: EXIT.UNAVAILABLE, message, value: { code } };
  const number = traceId ? ` Número para o suporte: ${traceId}.` : '';
  const told =
    code === 'INTERNAL' ? 'O portal falhou. Tente de novo mais tarde.' : `O portal recusou o pedido: ${message}`;
  return { exitCode: EXIT.INTERNAL, message: `${told}${number}`, value: traceId ? { traceId } : {} };
}

function httpFailure({ status, code, detail, retryAfter }: HttpError): Failure {
  if (status === 401) return { exitCode: EXIT.NO_PERMISSION, message: NO_TOKEN, value: { status } };
  if (status === 403) {
    return { exitCode: EXIT.NO_PERMISSION, message: detail ?? 'O portal não permite isto.', value: { status } };
  }
  if (status === 404) return { exitCode: EXIT.NOT_FOUND, message: detail ?? 'Não encontrado.', value: { status } };
  if (status === 429 || status >= 500) {
    const wait = retryAfter === undefined ? 'mais tarde' : `daqui a ${Math.ceil(retryAfter / 1_000)} s`;
    return {
      exitCode: EXIT.UNAVAILABLE,
      message: `${code === 'RATE_LIMITED' ? 'O seu limite de consultas acabou.' : 'O portal está ocupado.'} Tente de novo ${wait}.`,
      value: { status, retryAfter },
    };
  }
  return { exitCode: EXIT.PROBLEMS, message: detail ?? `O portal respondeu ${status}.`, value: { status } };
}
