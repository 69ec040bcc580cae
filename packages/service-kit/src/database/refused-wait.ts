/** A wait for the database came to its end, or its connection did: nothing was changed, and it may be tried again. */
export class DatabaseBusy extends Error {
  readonly code = 'DATABASE_BUSY';

  override get name() {
    return 'DatabaseBusy';
  }
}

/** The database was told to make a change, and did not say whether it did. */
export class DatabaseOutcomeUnknown extends Error {
  readonly code = 'DATABASE_OUTCOME_UNKNOWN';

  override get name() {
    return 'DatabaseOutcomeUnknown';
  }
}

/** What the server ended a statement or a connection for, because somebody would have waited too long for it. */
const GIVEN_UP = new Set([
  // Locks, statements and their cancelling, transactions that idle or last.
  '55P03',
  '57014',
  '25P03',
  '25P04',
  // Two that wait for each other.
  '40P01',
  '40001',
  // No connection is to be had, or the server stops.
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);

/** With a digit: EPIPE is none. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;

/** What an error of a statement means; undefined for one that says something of the statement itself. */
export function refusedWait(cause: unknown, wasToChange: boolean): DatabaseBusy | DatabaseOutcomeUnknown | undefined {
  if (isRefusedWait(cause)) return cause;
  const code = (cause as { code?: unknown }).code;
  const answered = typeof code === 'string' && SQLSTATE.test(code);
  if (answered && !GIVEN_UP.has(code)) return undefined;
  const what = answered ? `given up (${code})` : 'the connection was lost, or no answer came in time';
  // An answer undoes the statement; a server that stops may have done it before.
  const unknown = wasToChange && (!answered || code.startsWith('57P'));
  return unknown ? new DatabaseOutcomeUnknown(what, { cause }) : new DatabaseBusy(what, { cause });
}

function isRefusedWait(error: unknown): error is DatabaseBusy | DatabaseOutcomeUnknown {
  return error instanceof DatabaseBusy || error instanceof DatabaseOutcomeUnknown;
}

/** What the database refused behind an error that others have wrapped, or copied as MikroORM does. */
export function refusalBehind(error: unknown): 'busy' | 'unknown' | undefined {
  for (let one = error, depth = 0; one instanceof Error && depth < 10; depth += 1) {
    const { code, cause, originalError } = one as Error & { code?: unknown; originalError?: unknown };
    if (code === 'DATABASE_BUSY') return 'busy';
    if (code === 'DATABASE_OUTCOME_UNKNOWN') return 'unknown';
    one = cause ?? originalError;
  }
  return undefined;
}
