import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildConsoles, freePorts, startPortal } from '@portal/start';

/**
 * Starts the whole portal, on ports and data of its own, before the journeys; stops it and forgets the data after them.
 * Where PORTAL_URL and REVIEWER_URL name one that runs already, that one is walked through and left running.
 */
export default async function portal(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.PORTAL_URL && process.env.REVIEWER_URL) return undefined;
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-jornadas-'));
  await buildConsoles();
  const environment = { ...process.env };
  const running = await startPortal({ ports: await freePorts(), dataDir, localIdentity: true, environment });
  process.env.PORTAL_URL = running.url;
  process.env.REVIEWER_URL = running.reviewerUrl;
  return async () => {
    await running[Symbol.asyncDispose]();
    await rm(dataDir, { recursive: true, force: true });
  };
}
