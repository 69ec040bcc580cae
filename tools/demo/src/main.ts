import { join } from 'node:path';
import { runningPostgresUrl } from '@portal/postgres';
import { ConfigError, type PortalConfig, readPortalConfig } from '@portal/start';
import { makeAgenda } from './agenda.ts';
import { gather } from './cast.ts';
import { createCertificates } from './certificates.ts';
import { moveDates } from './dates.ts';
import { type Month, playMonth } from './month.ts';
import { createTerminalProgress } from './progress.ts';
import type { Stage } from './request-acts.ts';
import { requirementsOf } from './requirements.ts';
import { DemoError } from './session.ts';
import { STORIES } from './stories.ts';
import { summarise } from './summary.ts';

async function main(): Promise<void> {
  const config = readPortalConfig(process.env);
  const portal = `http://localhost:${config.ports.gateway}`;
  if (!config.localIdentity)
    throw new DemoError('The demo needs the local issuer: its people are not those of OIDC_ISSUER.');
  console.log(`Filling ${portal} with a month`);
  const cast = await gather(portal);
  const begun = new Date();
  const stage: Stage = {
    begun,
    cast,
    certificates: await createCertificates(),
    requirements: requirementsOf(cast.admin),
  };
  const progress = createTerminalProgress();
  const month = await playMonth(stage, STORIES, makeAgenda(STORIES, begun), progress);
  console.log(summarise(month));
  await moveBack(config, month);
  if (progress.refusals > 0) process.exitCode = 1;
}

async function moveBack(config: PortalConfig, month: Month): Promise<void> {
  const url = await credentialsDatabase(config);
  if (!url) {
    console.log('  The dates stay as they are: the database is not one that this machine can reach.');
    return;
  }
  const moved = await moveDates(url, month);
  console.log(
    `  ${moved} requests moved back over the last 30 days${moved === 0 ? ' (they were there already)' : ''}.`,
  );
}

async function credentialsDatabase({ databaseUrl, dataDir, ports, environment }: PortalConfig) {
  if (environment.CREDENTIALS_DATABASE_URL) return environment.CREDENTIALS_DATABASE_URL;
  const server = databaseUrl ?? (await runningPostgresUrl(join(dataDir, 'postgres'), ports.database));
  return server && Object.assign(new URL(server), { pathname: '/credentials' }).href;
}

await main().catch((error: unknown) => {
  const known = error instanceof DemoError || error instanceof ConfigError;
  console.error(known ? error.message : error);
  process.exitCode = 1;
});
