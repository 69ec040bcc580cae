import { type Logger, pino } from 'pino';
import { loggableError, SECRET_KEYS } from './redaction.ts';
import { currentTraceId } from './trace.ts';

export type { Logger };

/**
 * A logger of one part, in JSON lines on standard output, with the trace id of the operation under way. Secrets are
 * taken out by key, and CPFs, tokens and passwords out of the text of errors. LOG_LEVEL sets what is written.
 */
export function createLogger(name: string): Logger {
  return pino({
    name,
    level: process.env.LOG_LEVEL || 'info',
    base: { pid: process.pid },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
    serializers: { err: loggableError, error: loggableError },
    mixin: () => {
      const traceId = currentTraceId();
      return traceId ? { traceId } : {};
    },
  });
}
