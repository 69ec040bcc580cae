import { build, startThrowawayPortal } from '@portal/start';

/**
 * Starts the whole portal, on ports and data of its own, before the journeys; stops it and forgets the data after them.
 * Where PORTAL_URL and REVIEWER_URL name one that runs already, that one is walked through and left running.
 */
export default async function portal(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.PORTAL_URL && process.env.REVIEWER_URL) return undefined;
  await build();
  const running = await startThrowawayPortal();
  process.env.PORTAL_URL = running.url;
  process.env.REVIEWER_URL = running.reviewerUrl;
  return async () => {
    await running[Symbol.asyncDispose]();
  };
}
