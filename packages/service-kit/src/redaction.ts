import { replaceCpfsIn } from '@portal/domain';

// What was thrown may repeat what somebody sent: from no place in a text does any of these look further than a bound ahead, but
// where it then takes what it saw.
/** Also one that was cut off. */
const TOKEN = /\beyJ[\w-]{10,}(?:\.[\w-]*){0,2}/g;
/** Personal access tokens, tokens of teams, secrets of credentials, secrets of webhooks. */
const PORTAL_SECRET = /\b(?:pd[st]_[\w-]{20,}|whsec_[\w+/=-]{20,})/g;
const URL_PASSWORD = /(:\/\/[^:/\s]{1,500}:)[^@\s]{1,500}@/g;

/** Takes CPFs, tokens and passwords in URLs out of a text that is going to be logged. */
export function redactText(text: string): string {
  const withoutTokens = text.replace(TOKEN, '[token]').replace(PORTAL_SECRET, '[token]');
  return replaceCpfsIn(withoutTokens, () => '[cpf]').replace(URL_PASSWORD, '$1[password]@');
}

/** Keys whose values never reach a log, at the top of an entry and one level below. */
export const SECRET_KEYS = [
  'authorization',
  'cookie',
  'cpf',
  'internalToken',
  'password',
  'pem',
  'secret',
  'token',
  'variables',
];

interface LoggedError {
  type: string;
  message: string;
  stack: string;
  code?: string;
  constraint?: string;
  cause?: LoggedError;
}

/** An error as it may be logged: no properties but its code, because a database error's detail holds people's data. */
export function loggableError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error', stack: '' };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(error.cause instanceof Error && { cause: loggableError(error.cause) }),
  };
}
