import type { LogContext, Logger as OrmLogger } from '@mikro-orm/core';
import { createLogger } from '../logger.ts';
import { currentTraceId } from '../trace.ts';

const logger = createLogger('database');
const recorders = new Set<Recorder>();

interface Recorder {
  statements: string[];
  of: 'everything' | 'operations';
}

/** The statements that ran while it was recorded; `using` ends it. */
export interface RecordedStatements extends Disposable {
  /** SQL in order, values left out; transactions' begin and commit are among them. */
  readonly statements: string[];
  /** How many statements there were, transaction control aside. */
  readonly count: number;
}

/**
 * Records what every database opened in this process is asked, by everything or by operations alone, without the chores of a
 * running service, so that a test can show that a page costs no statement a
 * row: `using recorded = recordStatements(); …; expect(recorded.count).toBe(3)`.
 */
export function recordStatements(of: Recorder['of'] = 'everything'): RecordedStatements {
  const statements: string[] = [];
  const recorder = { statements, of };
  recorders.add(recorder);
  return {
    statements,
    get count() {
      return statements.filter(
        (sql) => !/^(begin|start transaction|set transaction|commit|rollback|savepoint|release)\b/i.test(sql),
      ).length;
    },
    [Symbol.dispose]: () => void recorders.delete(recorder),
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
    const ofOperation = currentTraceId() !== undefined;
    for (const { statements, of } of recorders) if (ofOperation || of === 'everything') statements.push(query);
    if (level === 'error') logger.warn({ statement: query, took }, 'statement failed');
  },
};
