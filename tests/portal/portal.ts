import { build, startThrowawayPortal } from '@portal/start';
import { EHR, OTHER_SERVICE } from './resource-servers.ts';

/**
 * Vitest's global set-up: one whole portal for the run, each service a process, thrown away after it; or the one that
 * is running already, where TEST_PORTAL_URL names it.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.TEST_PORTAL_URL) return async () => {};
  await build('build:services');
  // Webhooks go to receivers of the tests, on this machine.
  const portal = await startThrowawayPortal({
    ...process.env,
    ALLOW_PRIVATE_WEBHOOKS: 'on',
    RESOURCE_SERVERS: JSON.stringify([EHR, OTHER_SERVICE]),
  });
  process.env.TEST_PORTAL_URL = portal.url;
  process.env.TEST_METRICS_URL = portal.metricsUrl;
  process.env.TEST_REVIEWER_URL = portal.reviewerUrl;
  process.env.TEST_PORTAL_DATABASE_URL = portal.databaseUrl;
  return async () => {
    await portal[Symbol.asyncDispose]();
  };
}
