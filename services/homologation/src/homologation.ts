import type { MikroORM } from '@mikro-orm/postgresql';
import {
  clockAgrees,
  createTokenVerifier,
  type DatabaseWaits,
  migrateDatabase,
  openDatabase,
  type Running,
  serveSubgraph,
} from '@portal/service-kit';
import type { HomologationConfig } from './config.ts';
import type { HomologationContext } from './context.ts';
import { logger } from './logger.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { buildHomologationSubgraph } from './subgraph.ts';
import { openJudgeThreads } from './validation/judge-threads.ts';

export type { HomologationConfig } from './config.ts';

/** Starts the service: database migrated, subgraph served. */
export async function startHomologation(config: HomologationConfig): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  if (config.databaseOwnerUrl) await migrateHomologation(config);
  const orm = await openHomologationDatabase(config.databaseUrl, config.waits);
  starting.defer(() => orm.close());
  const judgeThreads = starting.use(openJudgeThreads());
  const { schema } = await buildHomologationSubgraph();
  const server = starting.use(
    await serveSubgraph({
      schema,
      port: config.port,
      address: config.address,
      verifyToken: createTokenVerifier(config.internalJwks, 'homologation'),
      createContext: (caller, { traceId }): HomologationContext => ({
        caller,
        traceId,
        em: orm.em.fork(),
        judgeThreads,
      }),
      ready: () => clockAgrees(orm),
      drainMs: config.drainMs,
      logger,
    }),
  );
  const started = starting.move();
  return { url: server.url, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

/** Makes and migrates the database `homologation` as its owner, and gives the service's user what it needs. */
export function migrateHomologation({ databaseUrl, databaseOwnerUrl }: HomologationConfig): Promise<void> {
  return migrateDatabase({ url: databaseUrl, ownerUrl: databaseOwnerUrl, migrations: MIGRATIONS });
}

/** Opens the database `homologation`, made and migrated. */
function openHomologationDatabase(url: string, waits?: DatabaseWaits): Promise<MikroORM> {
  return openDatabase({ url, waits, entities: [], migrations: MIGRATIONS });
}
