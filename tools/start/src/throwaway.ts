import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PortalConfig } from './config.ts';
import { type Portal, startPortal } from './portal.ts';
import { portalPorts } from './ports.ts';

/** Callers of a test or a benchmark are few, and in a hurry: their budgets are kept like all, but never spent. */
const ENDLESS_BUDGETS = JSON.stringify(
  Object.fromEntries(
    ['anonymous', 'token', 'client', 'resource-server', 'person'].map((name) => [
      name,
      { burst: 1_000_000_000, perMinute: 1_000_000_000 },
    ]),
  ),
);

/** Ports and a data folder for a portal beside others, which may be started on them again; disposing it forgets the data. */
export async function throwawayConfig(
  environment: Record<string, string | undefined> = process.env,
): Promise<PortalConfig & AsyncDisposable> {
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-'));
  // The account that PostgreSQL runs as must be able to enter.
  await chmod(dataDir, 0o755);
  return {
    ports: await portalPorts(),
    dataDir,
    localIdentity: true,
    environment: { RATE_LIMITS: ENDLESS_BUDGETS, ...PATIENCE, ...environment },
    [Symbol.asyncDispose]: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** That a busy machine is slow is no fault of what is tried on it. */
const PATIENCE = { DATABASE_ACQUIRE_MS: '20000', DATABASE_LOCK_MS: '20000', DATABASE_STATEMENT_MS: '20000' };

/**
 * A whole portal on ports and data of its own, for tests and benchmarks; disposing it stops it and forgets the data.
 * It runs as it was last built.
 */
export async function startThrowawayPortal(
  environment: Record<string, string | undefined> = process.env,
): Promise<Portal> {
  await using starting = new AsyncDisposableStack();
  const portal = starting.use(await startPortal(starting.use(await throwawayConfig(environment))));
  const running = starting.move();
  return { ...portal, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
