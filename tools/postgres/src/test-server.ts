import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './cluster.ts';

/** Vitest's global set-up: one real PostgreSQL for the run, thrown away after it, whichever project boots it. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.TEST_DATABASE_URL) return async () => {};
  const folder = await mkdtemp(join(tmpdir(), 'portal-test-'));
  // The account that PostgreSQL runs as must be able to enter.
  await chmod(folder, 0o755);
  const server = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: 0,
    // Nothing here has to survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  process.env.TEST_DATABASE_URL = server.url;
  return async () => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  };
}
