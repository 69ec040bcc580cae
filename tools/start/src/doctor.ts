import { spawnSync } from 'node:child_process';
import { access, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runningPostgresUrl } from '@portal/postgres';
import { build } from './build.ts';
import { ConfigError, readPortalConfig } from './config.ts';
import { servicesEnvironment } from './portal.ts';
import { loadSecrets } from './secrets.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const SERVICES = ['gateway', 'catalogue', 'credentials', 'homologation'];
const GB = 1_000_000_000;

/** `pnpm run doctor`: lets each service look at its part of the installation of this DATA_DIR, as `start` would start it. */
async function main(): Promise<number> {
  const config = readPortalConfig(process.env);
  const { dataDir, ports } = config;
  // None are made where there are none.
  const isThere = await access(join(dataDir, 'secrets.json')).then(
    () => true,
    () => false,
  );
  if (!isThere) throw new ConfigError(`No portal has its data in ${dataDir}: start it once, or set DATA_DIR.`);
  const url = config.databaseUrl ?? (await runningPostgresUrl(join(dataDir, 'postgres'), ports.database));
  if (!url) throw new ConfigError(`${dataDir} has no database: start the portal once.`);
  const { bavail, bsize } = await statfs(dataDir);
  const free = (bavail * bsize) / GB;
  console.log(
    `${free > 1 ? 'ok    ' : 'WRONG '} machine: Node ${process.versions.node}, room for ${free.toFixed(1)} GB in ${dataDir}`,
  );
  let whole = free > 1;
  await build('build:services');
  const environment = servicesEnvironment(config, await loadSecrets(dataDir), url);
  for (const service of SERVICES) {
    const { status } = spawnSync(process.execPath, ['dist/main.js', 'doctor'], {
      cwd: join(ROOT, 'services', service),
      env: environment,
      stdio: 'inherit',
    });
    whole &&= status === 0;
  }
  console.log(whole ? 'Nothing is wrong.' : 'What is WRONG keeps the portal, or a part of it, from working.');
  return whole ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  return 1;
});
