import { join } from 'node:path';
import { startPostgres } from '@portal/postgres';
import pg from 'pg';
import { ConfigError, type PortalConfig } from './config.ts';

/** uuidv7(), which makes the identifiers, came with PostgreSQL 18. */
const OLDEST = 18;

/** The server that the databases are made on. */
export interface DatabaseServer extends AsyncDisposable {
  url: string;
  /** Where the data lies, when it is ours. */
  dataDir?: string;
  pid?: number;
  /** Resolves when an embedded server ends. */
  ended?: Promise<string>;
}

/** The server of DATABASE_URL, looked at, or an embedded one. */
export async function openServer(config: PortalConfig): Promise<DatabaseServer> {
  if (config.databaseUrl === undefined) {
    return startPostgres({
      dataDir: join(config.dataDir, 'postgres'),
      port: config.ports.database,
      settings: { max_connections: '100', shared_buffers: '32MB' },
    });
  }
  await assertUsable(config.databaseUrl);
  return { url: config.databaseUrl, async [Symbol.asyncDispose]() {} };
}

async function assertUsable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  const version = await client
    .connect()
    .then(() => client.query<{ server_version: string }>('show server_version'))
    .catch((error: Error) => {
      throw new ConfigError(
        `DATABASE_URL (${new URL(url).host}) cannot be reached: ${error.message || 'connection refused'}.`,
      );
    })
    .finally(() => client.end().catch(() => {}));
  const found = version.rows[0]?.server_version ?? '0';
  if (Number.parseInt(found, 10) < OLDEST) {
    throw new ConfigError(`DATABASE_URL is PostgreSQL ${found}: ${OLDEST} or newer is needed.`);
  }
}
