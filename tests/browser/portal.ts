import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildConsoles, freePorts, startPortal } from '@portal/start';

/** Starts the whole portal, on ports and data of its own, before the journeys; stops it and forgets the data after them. */
export default async function portal(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-jornadas-'));
  const log = { LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' };
  await buildConsoles();
  const running = await startPortal({
    ports: await freePorts(),
    dataDir,
    localIdentity: true,
    environment: { ...process.env, ...log },
  });
  process.env.PORTAL_URL = running.url;
  process.env.REVIEWER_URL = running.reviewerUrl;
  return async () => {
    await running[Symbol.asyncDispose]();
    await rm(dataDir, { recursive: true, force: true });
  };
}
