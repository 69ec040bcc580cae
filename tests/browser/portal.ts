import { build, startThrowawayPortal } from '@portal/start';

/**
 * Starts the whole portal, on ports and data of its own, before the journeys, and throws it away after them; or the one
 * that is running already is walked through, where TEST_PORTAL_URL and TEST_REVIEWER_URL name it.
 */
export default async function portal(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_PORTAL_URL) return undefined;
  await build();
  // Webhooks go to receivers of the tests, on this machine.
  const running = await startThrowawayPortal({ ...process.env, ALLOW_PRIVATE_WEBHOOKS: 'on' });
  process.env.TEST_PORTAL_URL = running.url;
  process.env.TEST_REVIEWER_URL = running.reviewerUrl;
  return async () => {
    await running[Symbol.asyncDispose]();
  };
}
