import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, startPortal } from '@portal/start';

/** Vitest's global set-up: one whole portal for the run, each service a process, thrown away after it. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-whole-'));
  // The account that PostgreSQL runs as must be able to enter.
  await chmod(dataDir, 0o755);
  const ports = await freePorts();
  const portal = await startPortal({ ports, dataDir, localIdentity: true, environment: process.env });
  process.env.TEST_PORTAL_URL = portal.url;
  process.env.TEST_REVIEWER_URL = portal.reviewerUrl;
  return async () => {
    await portal[Symbol.asyncDispose]();
    await rm(dataDir, { recursive: true, force: true });
  };
}
