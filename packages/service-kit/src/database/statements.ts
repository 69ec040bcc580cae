import type { LogContext, Logger as OrmLogger } from '@mikro-orm/core';
import { createLogger } from '../logger.ts';

const logger = createLogger('database');
const recorders = new Set<string[]>();

/** The statements that ran while it was recorded; `using` ends it. */
export interface RecordedStatements extends Disposable {
  /** SQL in order, values left out; transactions' begin and commit are among them. */
  readonly statements: string[];
  /** How many statements there were, transaction control aside. */
  readonly count: number;
}

/**
 * Records what every database opened in this process is asked, so that a test can show that a page costs no statement a
 * row: `using recorded = recordStatements(); …; expect(recorded.count).toBe(3)`.
 */
export function recordStatements(): RecordedStatements {
  const statements: string[] = [];
  recorders.add(statements);
  return {
    statements,
    get count() {
      return statements.filter(
        (sql) => !/^(begin|start transaction|set transaction|commit|rollback|savepoint|release)\b/i.test(sql),
      ).length;
    },
    [Symbol.dispose]: () => void recorders.delete(statements),
  };
}

/** MikroORM's logger: values never leave it, for they are people's data. */
export const statementLogger: OrmLogger = {
  log: (namespace, message) => logger.debug({ namespace }, message),
  warn: (namespace, message) => logger.warn({ namespace }, message),
  error: (namespace, message) => logger.error({ namespace }, message),
  setDebugMode: () => {},
  isEnabled: () => false,
  logQuery: ({ query, took, level }: LogContext) => {
    if (query === undefined) return;
    for (const statements of recorders) statements.push(query);
    if (level === 'error') logger.warn({ statement: query, took }, 'statement failed');
  },
};
