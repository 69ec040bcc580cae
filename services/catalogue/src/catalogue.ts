import type { MikroORM } from '@mikro-orm/postgresql';
import {
  clockAgrees,
  createTokenVerifier,
  type DatabaseWaits,
  migrateBack,
  migrateDatabase,
  openDatabase,
  type Running,
  serveSubgraph,
} from '@portal/service-kit';
import type { CatalogueConfig } from './config.ts';
import { contentRoutes } from './content/http.ts';
import { loadContent } from './content/load-content.ts';
import type { PortfolioFile } from './content/portfolio-file.ts';
import { CONTENT_FOLDER, readContent } from './content/read-content.ts';
import type { CatalogueContext } from './context.ts';
import { logger } from './logger.ts';
import { Catalogue0001 } from './migrations/0001-catalogue.ts';
import { Catalogue0002 } from './migrations/0002-approval-by-rule.ts';
import { Catalogue0003 } from './migrations/0003-published-portfolio.ts';
import { Portfolio } from './portfolios/portfolio.ts';
import { CatalogueReader } from './reader.ts';
import { Requirement } from './requirements/requirement.ts';
import { Endpoint } from './services/endpoint.ts';
import { Service } from './services/service.ts';
import { ServiceVersion } from './services/service-version.ts';
import { buildCatalogueSubgraph } from './subgraph.ts';

export type { CatalogueConfig } from './config.ts';

/** Of the database `catalogue`, in order. */
export const MIGRATIONS = [Catalogue0001, Catalogue0002, Catalogue0003];

/** Starts the catalogue: database migrated, content loaded, subgraph served. */
export async function startCatalogue(config: CatalogueConfig): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  if (config.databaseOwnerUrl) await migrateCatalogue(config);
  const files = await readContent(config.contentFolder ?? CONTENT_FOLDER);
  const orm = await openCatalogue(config.databaseUrl, files, config.waits);
  starting.defer(() => orm.close());
  const reader = await CatalogueReader.open(orm);
  const verifyToken = createTokenVerifier(config.internalJwks, 'catalogue');
  const { schema } = await buildCatalogueSubgraph();
  const server = starting.use(
    await serveSubgraph({
      schema,
      port: config.port,
      address: config.address,
      verifyToken,
      createContext: (caller, { traceId }): CatalogueContext => ({
        caller,
        traceId,
        catalogue: reader.current(),
        orm,
      }),
      ready: () => clockAgrees(orm),
      drainMs: config.drainMs,
      routes: (app) => app.use(contentRoutes({ orm, files, reader, verifyToken })),
      logger,
    }),
  );
  const started = starting.move();
  return { url: server.url, [Symbol.asyncDispose]: () => started.disposeAsync() };
}

/** Makes and migrates the catalogue's database as its owner, and gives the service's user what it needs. */
export function migrateCatalogue({ databaseUrl, databaseOwnerUrl }: CatalogueConfig): Promise<void> {
  return migrateDatabase({ url: databaseUrl, ownerUrl: databaseOwnerUrl, migrations: MIGRATIONS });
}

/** Takes back what was made after a migration; gives the names of what went. */
export function migrateCatalogueBack(
  { databaseUrl, databaseOwnerUrl }: CatalogueConfig,
  last: string | undefined,
): Promise<string[]> {
  return migrateBack({ url: databaseUrl, ownerUrl: databaseOwnerUrl, migrations: MIGRATIONS }, last);
}

/** Opens the catalogue's database, which says what was published, and of all else what the files say. */
export async function openCatalogue(
  databaseUrl: string,
  files: PortfolioFile[],
  waits?: DatabaseWaits,
): Promise<MikroORM> {
  const orm = await openDatabase({
    url: databaseUrl,
    entities: [Portfolio, Service, ServiceVersion, Endpoint, Requirement],
    migrations: MIGRATIONS,
    waits,
  });
  try {
    await loadContent(orm.em.fork(), files);
  } catch (error) {
    await orm.close();
    throw error;
  }
  return orm;
}
