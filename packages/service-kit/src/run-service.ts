import { once } from 'node:events';
import { ConfigError } from './configuration.ts';
import { DatabaseUnavailable } from './database/database-unavailable.ts';
import { createLogger } from './logger.ts';
import type { Running } from './running.ts';
import { startTelemetry } from './telemetry/start-telemetry.ts';

/**
 * What every `main.ts` does: starts the service, waits for SIGINT, SIGTERM or the end of its starter, disposes. What the operator can mend (the
 * configuration, the database, a taken port) is told in one line on standard error, with exit code 1. Started with the name
 * of one of `commands` it does that, and ends; what the command answers is logged.
 */
export async function runService(
  name: string,
  start: () => Promise<Running>,
  commands: Readonly<Record<string, (args: readonly string[]) => Promise<unknown>>> = {},
): Promise<void> {
  const logger = createLogger(name);
  const stop = new AbortController();
  // Started with a channel, a service also stops when its starter is gone, killed without a chance to stop its children.
  const asks = ['SIGINT', 'SIGTERM', 'disconnect'].map((event) => once(process, event, stop));
  const stopped = Promise.race(asks).catch(() => {});
  try {
    const [asked = '', ...args] = process.argv.slice(2);
    const command = commands[asked];
    if (command) {
      logger.info({ result: await command(args) }, `${asked}: done`);
      return;
    }
    await using _telemetry = await startTelemetry(name, process.env);
    await using service = await start();
    logger.info({ url: service.url }, 'ready');
    await stopped;
    logger.info('stopping');
  } catch (error) {
    const line = operatorLine(error);
    if (line) process.stderr.write(`${name}: ${line}\n`);
    else logger.fatal({ err: error }, 'failed');
    process.exitCode = 1;
  } finally {
    stop.abort();
  }
}

function operatorLine(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof DatabaseUnavailable) return error.message;
  const { code, port } = error as { code?: unknown; port?: unknown };
  return code === 'EADDRINUSE' ? `port ${port} is taken: stop what uses it, or set another` : undefined;
}
