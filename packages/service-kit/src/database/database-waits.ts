import { z } from 'zod';

/** How long a service waits for its database, and how much of it it may use at once. */
export interface DatabaseWaits {
  /** The most connections of one process. */
  connections: number;
  /** For a free connection, or for one to be made. */
  acquireMs: number;
  /** For the answer to a statement. */
  statementMs: number;
  /** For a row or table that another transaction holds. */
  lockMs: number;
  /** A transaction in which nothing is asked for so long is ended by the server. */
  idleInTransactionMs: number;
}

/**
 * What holds where nothing is said: together less than what a gateway waits for a subgraph, so that what had to wait too
 * long is refused by whoever knows that nothing was done.
 */
export const DATABASE_WAITS: DatabaseWaits = {
  connections: 10,
  acquireMs: 5_000,
  statementMs: 10_000,
  lockMs: 3_000,
  idleInTransactionMs: 10_000,
};

/** A transaction is ended by the server after so long, whatever it does: before a gateway stops waiting for it. */
export const LONGEST_TRANSACTION_MS = 25_000;

const milliseconds = (otherwise: number) => {
  const wrong = `must be a whole number of milliseconds from 100 to ${LONGEST_TRANSACTION_MS}`;
  return z.coerce.number(wrong).int(wrong).min(100, wrong).max(LONGEST_TRANSACTION_MS, wrong).default(otherwise);
};
const CONNECTIONS = 'must be a whole number from 4 to 1000';

/** The variables that say otherwise, to be spread into the schema of a service's environment. */
export const DATABASE_VARIABLES = {
  DATABASE_CONNECTIONS: z.coerce
    .number(CONNECTIONS)
    .int(CONNECTIONS)
    .min(4, CONNECTIONS)
    .max(1_000, CONNECTIONS)
    .default(DATABASE_WAITS.connections),
  DATABASE_ACQUIRE_MS: milliseconds(DATABASE_WAITS.acquireMs),
  DATABASE_STATEMENT_MS: milliseconds(DATABASE_WAITS.statementMs),
  DATABASE_LOCK_MS: milliseconds(DATABASE_WAITS.lockMs),
  DATABASE_IDLE_IN_TRANSACTION_MS: milliseconds(DATABASE_WAITS.idleInTransactionMs),
};

/** What the variables say. */
export function databaseWaits(set: { [Name in keyof typeof DATABASE_VARIABLES]: number }): DatabaseWaits {
  return {
    connections: set.DATABASE_CONNECTIONS,
    acquireMs: set.DATABASE_ACQUIRE_MS,
    statementMs: set.DATABASE_STATEMENT_MS,
    lockMs: set.DATABASE_LOCK_MS,
    idleInTransactionMs: set.DATABASE_IDLE_IN_TRANSACTION_MS,
  };
}
