import type { EntityClass, EntityManager, FilterQuery, RequiredEntityData } from '@mikro-orm/postgresql';
import { Portfolio } from '../portfolios/portfolio.ts';
import { Requirement } from '../requirements/requirement.ts';
import { Endpoint } from '../services/endpoint.ts';
import { Service } from '../services/service.ts';
import { ServiceVersion } from '../services/service-version.ts';
import { type Columns, endpointRows, portfolioRow, requirementRows, serviceRows, versionRows } from './content-rows.ts';
import type { PortfolioFile } from './portfolio-file.ts';

/** What leaves the files is retired, never deleted. */
interface Retirable {
  retiredAt: Date | null;
}

const LOADING_LOCK = 7_264_109_332;

/**
 * Makes the database say what the files say, in one transaction: nothing is written where nothing changed, what left the
 * files is retired, and several catalogues that start at once take turns.
 */
export async function loadContent(em: EntityManager, portfolios: PortfolioFile[]): Promise<void> {
  const services = portfolios.flatMap((portfolio) => portfolio.services);
  await em.transactional(async (transaction) => {
    await transaction.execute('select pg_advisory_xact_lock(?)', [LOADING_LOCK]);
    await become(transaction, Portfolio, ({ slug }) => slug, portfolios.map(portfolioRow));
    await become(transaction, Service, ({ slug }) => slug, portfolios.flatMap(serviceRows));
    await become(transaction, ServiceVersion, versionKey, services.flatMap(versionRows));
    await become(transaction, Endpoint, endpointKey, services.flatMap(endpointRows));
    await become(transaction, Requirement, ({ id }) => id, portfolios.flatMap(requirementRows));
  });
}

function versionKey({ serviceSlug, version }: Pick<ServiceVersion, 'serviceSlug' | 'version'>): string {
  return `${serviceSlug} ${version}`;
}

function endpointKey({ serviceSlug, environment, ufKey }: Pick<Endpoint, 'serviceSlug' | 'environment' | 'ufKey'>) {
  return `${serviceSlug} ${environment} ${ufKey}`;
}

/** Turns a table's rows into those wanted; MikroORM writes only what differs. */
async function become<Row extends Retirable & object>(
  em: EntityManager,
  entity: EntityClass<Row>,
  keyOf: (row: Columns<Row>) => string,
  wanted: Columns<Row>[],
): Promise<void> {
  const present = await em.find(entity, {} as FilterQuery<Row>);
  const left = new Map(present.map((row) => [keyOf(row as Columns<Row>), row]));
  for (const row of wanted) {
    const known = left.get(keyOf(row));
    left.delete(keyOf(row));
    if (known) Object.assign(known, row);
    else em.persist(em.create(entity, row as object as RequiredEntityData<Row>));
  }
  for (const row of left.values()) row.retiredAt ??= new Date();
  await em.flush();
}
