import { startThrowawayPortal } from '@portal/start';

/** Vitest's global set-up: one whole portal for the run, each service a process, thrown away after it. */
export default async function setup(): Promise<() => Promise<void>> {
  const portal = await startThrowawayPortal();
  process.env.TEST_PORTAL_URL = portal.url;
  process.env.TEST_REVIEWER_URL = portal.reviewerUrl;
  return async () => {
    await portal[Symbol.asyncDispose]();
  };
}
