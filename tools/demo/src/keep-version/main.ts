import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { relative, resolve } from 'node:path';
import { readVersion, writeKept } from '@portal/postgres/kept-version';
import { build, type PortalConfig, startPortal, throwawayConfig } from '@portal/start';
import { showWholeStatements, watchStatements } from './statements.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');
const SERVICES = ['catalogue', 'credentials', 'gateway', 'homologation'];

/** Plays a month on a portal of its own, and keeps what that leaves in each database for the upgrade tests of the next version. */
async function main(): Promise<void> {
  await build('build:services');
  await using config = await throwawayConfig();
  {
    await using portal = await startPortal(config);
    await showWholeStatements(portal.databaseUrl);
  }
  await using portal = await startPortal(config);
  const stop = new AbortController();
  const watching = watchStatements(portal.databaseUrl, SERVICES, stop.signal);
  try {
    await Promise.race([playDemo(config), watching]);
  } finally {
    stop.abort();
  }
  const statements = await watching;
  for (const service of SERVICES) {
    const url = Object.assign(new URL(portal.databaseUrl), { pathname: `/${service}` }).href;
    const kept = await readVersion(url, statements.get(service) ?? []);
    const file = resolve(ROOT, 'services', service, 'src/migrations/kept-version.json.gz');
    await writeKept(file, kept);
    const rows = Object.values(kept.rows).reduce((sum, { length }) => sum + length, 0);
    console.log(
      `${relative(ROOT, file)}: ${kept.migrations.length} migrations, ${rows} rows, ${kept.statements.length} statements`,
    );
  }
}

async function playDemo({ dataDir, ports }: PortalConfig): Promise<void> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../main.ts')], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(ports.gateway), DATABASE_PORT: String(ports.database) },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('The demo did not come to its end: nothing was kept.');
}

await main();
