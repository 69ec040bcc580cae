import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/**
 * A whole portal on ports and data of its own, for tests and benchmarks; disposing it stops it and forgets the data.
 * It runs as it was last built.
 */
export async function startThrowawayPortal(
  environment: Record<string, string | undefined> = process.env,
): Promise<Portal> {
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-'));
  // The account that PostgreSQL runs as must be able to enter.
  await chmod(dataDir, 0o755);
  const forget = () => rm(dataDir, { recursive: true, force: true });
  try {
    const portal = await startPortal({
      ports: await portalPorts(),
      dataDir,
      localIdentity: true,
      environment: { RATE_LIMITS: ENDLESS_BUDGETS, ...environment },
    });
    return {
      ...portal,
      async [Symbol.asyncDispose]() {
        await portal[Symbol.asyncDispose]();
        await forget();
      },
    };
  } catch (error) {
    await forget();
    throw error;
  }
}
