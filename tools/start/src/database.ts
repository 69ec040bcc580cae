import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '@portal/postgres';
import pg from 'pg';
import { ConfigError, type PortalConfig } from './config.ts';

/** uuidv7(), which makes the identifiers, came with PostgreSQL 18. */
const OLDEST = 18;

/** Boots the embedded server of this portal. */
export function startEmbedded(config: PortalConfig): Promise<Postgres> {
  return startPostgres({
    dataDir: join(config.dataDir, 'postgres'),
    port: config.ports.database,
    settings: { max_connections: '100', shared_buffers: '32MB' },
  });
}

/** Throws, in a line, where the server of DATABASE_URL does not answer or is too old. */
export async function assertUsable(url: string): Promise<void> {
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

/**
 * The variables by which each service works as a database user of its own, who owns nothing, and migrates as the embedded
 * server's owner. A service whose URL is set already keeps to that.
 */
export function databaseUsers(
  ownerUrl: string,
  environment: Record<string, string | undefined>,
): Record<string, string> {
  const { password } = new URL(ownerUrl);
  const variables: Record<string, string> = {};
  for (const service of ['catalogue', 'credentials', 'homologation', 'gateway']) {
    const name = `${service.toUpperCase()}_DATABASE_URL`;
    if (environment[name]) continue;
    const owner = Object.assign(new URL(ownerUrl), { pathname: `/${service}` });
    const own = hkdfSync('sha256', password, '', `portal-de-servicos:database-user:${service}`, 18);
    variables[name] = Object.assign(new URL(owner), {
      username: service,
      password: Buffer.from(own).toString('base64url'),
    }).href;
    variables[`${service.toUpperCase()}_DATABASE_OWNER_URL`] = owner.href;
  }
  return variables;
}
