import { type Logger, pino } from 'pino';
import { LineBudget } from './line-budget.ts';
import { loggableError, SECRET_KEYS } from './redaction.ts';
import { currentCause, currentTraceId } from './trace.ts';

export type { Logger };

const lineBudget = new LineBudget();

/**
 * A logger of one part, in JSON lines on standard output, with the trace id of the operation under way. Secrets are
 * taken out by key, and CPFs, tokens and passwords out of the text of errors. LOG_LEVEL sets what is written; of what one
 * address or caller causes only so many lines a minute.
 */
export function createLogger(name: string): Logger {
  return pino({
    name,
    level: process.env.LOG_LEVEL || 'info',
    base: { pid: process.pid },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
    serializers: { err: loggableError, error: loggableError },
    hooks: {
      logMethod(args, write) {
        const tell = (lines: number) => this.warn({ lines }, 'lines were left out: one cause had too many');
        if (lineBudget.admits(currentCause(), tell)) write.apply(this, args);
      },
    },
    mixin: () => {
      const traceId = currentTraceId();
      return traceId ? { traceId } : {};
    },
  });
}
