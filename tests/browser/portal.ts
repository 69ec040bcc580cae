import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTimeStampAuthority } from '@portal/certificates';
import { build, startThrowawayPortal } from '@portal/start';

/**
 * Starts the whole portal, on ports and data of its own, before the journeys, and throws it away after them; or the one
 * that is running already is walked through, where TEST_PORTAL_URL, TEST_REVIEWER_URL and TEST_MAILBOX_URL name it.
 */
export default async function portal(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_PORTAL_URL) return undefined;
  await using starting = new AsyncDisposableStack();
  await build();
  // Webhooks go to receivers of the tests, on this machine; an authority of time stamps is there, too.
  const environment = { ...process.env, ALLOW_PRIVATE_WEBHOOKS: 'on', ...(await stampedBy(starting)) };
  const running = starting.use(await startThrowawayPortal(environment));
  process.env.TEST_PORTAL_URL = running.url;
  process.env.TEST_REVIEWER_URL = running.reviewerUrl;
  process.env.TEST_MAILBOX_URL = running.mailboxUrl;
  process.env.TEST_PORTAL_DATABASE_URL = running.databaseUrl;
  const started = starting.move();
  return () => started.disposeAsync();
}

async function stampedBy(starting: AsyncDisposableStack): Promise<Record<string, string>> {
  const authority = starting.use(await startTimeStampAuthority());
  const folder = await mkdtemp(join(tmpdir(), 'tsa-'));
  starting.defer(() => rm(folder, { recursive: true }));
  const roots = join(folder, 'roots.pem');
  await writeFile(roots, authority.rootPem);
  return { TSA_URL: authority.url, TSA_CA: roots };
}
