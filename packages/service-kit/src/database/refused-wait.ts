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

/** What the server ended a statement or a connection for: somebody would have waited too long for it, or there is no room. */
const GIVEN_UP = new Set([
  // Locks, statements and their cancelling, transactions that idle or last.
  '55P03',
  '57014',
  '25P03',
  '25P04',
  // Two that wait for each other.
  '40P01',
  '40001',
  // Its disk is full, or its memory.
  '53100',
  '53200',
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

/** What it means to who asked that a database, or another service, did not answer, that a disk is full, or that too much is being printed. */
export type Refusal = 'busy' | 'unknown';

const REFUSALS = new Map<unknown, Refusal>([
  ['DATABASE_BUSY', 'busy'],
  ['SUBGRAPH_AWAY', 'busy'],
  ['PRINTER_BUSY', 'busy'],
  ['DATABASE_OUTCOME_UNKNOWN', 'unknown'],
  ['SUBGRAPH_OUTCOME_UNKNOWN', 'unknown'],
  // Files are kept whole or not at all: what finds no room was not done.
  ['ENOSPC', 'busy'],
  ['EDQUOT', 'busy'],
]);
/** Errors are wrapped in one another, or folded together, a few times at most. */
const DEEPEST = 10;

/** The refusal behind an error that others have wrapped, folded, or copied as MikroORM does. */
export function refusalBehind(error: unknown, depth = 0): Refusal | undefined {
  if (!(error instanceof Error) || depth === DEEPEST) return undefined;
  const { code, cause, originalError } = error as Error & { code?: unknown; originalError?: unknown };
  const inner = error instanceof AggregateError ? error.errors : [cause, originalError];
  const refusals = inner.map((one) => refusalBehind(one, depth + 1));
  return REFUSALS.get(code) ?? (refusals.includes('unknown') ? 'unknown' : refusals.find((one) => one));
}
