import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ContentError } from '@portal/catalogue/content-error';
import { runningPostgresUrl } from '@portal/postgres';
import { ConfigError, readPortalConfig } from '@portal/start';
import pg from 'pg';
import { exportContent, importContent, Refused } from './content.ts';

const HELP = `pnpm catalogue export DIR               writes what portfolios say to files of a new folder
pnpm catalogue import DIR [--withdraw]  publishes what the files of a folder say, as newest versions

Database: CREDENTIALS_DATABASE_URL or DATABASE_URL, or that of the portal that runs here.
`;

async function main([act = '', ...rest]: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: { withdraw: { type: 'boolean', default: false } },
  });
  const [folder, ...more] = positionals;
  if ((act !== 'export' && act !== 'import') || !folder || more.length > 0) {
    console.error(HELP);
    return 2;
  }
  const client = new pg.Client({ connectionString: await databaseUrl() });
  await client.connect();
  try {
    if (act === 'export') {
      console.log(`Written to ${folder}: ${(await exportContent(client, resolve(folder))).join(', ')}.`);
      return 0;
    }
    const { published, withdrawn, unchanged } = await importContent(client, resolve(folder), values.withdraw);
    const told = { published, 'taken out of use': withdrawn, unchanged };
    for (const [what, slugs] of Object.entries(told)) if (slugs.length > 0) console.log(`${what}: ${slugs.join(', ')}`);
    return 0;
  } finally {
    await client.end();
  }
}

async function databaseUrl(): Promise<string> {
  const own = process.env.CREDENTIALS_DATABASE_URL;
  if (own) return own;
  const { databaseUrl: given, dataDir, ports } = readPortalConfig(process.env);
  const server = given ?? (await runningPostgresUrl(resolve(dataDir, 'postgres'), ports.database));
  if (!server) throw new Refused('No portal runs here, and no DATABASE_URL says where one does');
  return Object.assign(new URL(server), { pathname: '/credentials' }).href;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const isTold = error instanceof Refused || error instanceof ConfigError || error instanceof ContentError;
  console.error(isTold ? error.message : error);
  return 1;
});
