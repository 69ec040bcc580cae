import type { EntityClass, EntityManager, FilterQuery, RequiredEntityData } from '@mikro-orm/postgresql';
import { Portfolio } from '../portfolios/portfolio.ts';
import { Requirement } from '../requirements/requirement.ts';
import { Endpoint } from '../services/endpoint.ts';
import { Service } from '../services/service.ts';
import { ServiceVersion } from '../services/service-version.ts';
import { type Columns, endpointRows, portfolioRow, requirementRows, serviceRows, versionRows } from './content-rows.ts';
import type { PortfolioFile } from './portfolio-file.ts';
import { inUse, keepPublished, type Published, readPublished } from './published.ts';

/** What leaves the files is retired, never deleted. */
interface Retirable {
  retiredAt: Date | null;
}

const LOADING_LOCK = 7_264_109_332;

/**
 * Makes the database say what was published, and of all else what the files say, in one transaction: nothing is written
 * where nothing changed, what left is retired, and several catalogues that start at once take turns.
 */
export async function loadContent(em: EntityManager, files: PortfolioFile[]): Promise<void> {
  await em.transactional(async (transaction) => {
    await takeTurn(transaction);
    await becomeContent(transaction, inUse(files, await readPublished(transaction)));
  });
}

/**
 * Makes what was published count. Other portfolios stay as they are: the files of another catalogue may be newer than those
 * of this one.
 */
export async function publishContent(em: EntityManager, told: readonly Published[]): Promise<void> {
  await em.transactional(async (transaction) => {
    await takeTurn(transaction);
    const newer = await keepPublished(transaction, told);
    if (newer.length > 0) await becomeContent(transaction, inUse([], newer), new Set(newer.map(({ slug }) => slug)));
  });
}

async function takeTurn(em: EntityManager): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(?)', [LOADING_LOCK]);
}

/** Of these portfolios, or of all that there are: what is not among what is wanted is retired. */
async function becomeContent(
  em: EntityManager,
  portfolios: PortfolioFile[],
  only?: ReadonlySet<string>,
): Promise<void> {
  const services = portfolios.flatMap((portfolio) => portfolio.services);
  await become(
    em,
    Portfolio,
    ({ slug }) => slug,
    portfolios.map(portfolioRow),
    ({ slug }) => !only || only.has(slug),
  );
  const isOf = ({ portfolioSlug }: { portfolioSlug: string }) => !only || only.has(portfolioSlug);
  const present = await become(em, Service, ({ slug }) => slug, portfolios.flatMap(serviceRows), isOf);
  const theirs = new Set(present.filter(isOf).map(({ slug }) => slug));
  const isTheirs = ({ serviceSlug }: { serviceSlug: string }) => theirs.has(serviceSlug);
  await become(em, ServiceVersion, versionKey, services.flatMap(versionRows), isTheirs);
  await become(em, Endpoint, endpointKey, services.flatMap(endpointRows), isTheirs);
  await become(em, Requirement, ({ id }) => id, portfolios.flatMap(requirementRows), isOf);
}

function versionKey({ serviceSlug, version }: Pick<ServiceVersion, 'serviceSlug' | 'version'>): string {
  return `${serviceSlug} ${version}`;
}

function endpointKey({ serviceSlug, environment, ufKey }: Pick<Endpoint, 'serviceSlug' | 'environment' | 'ufKey'>) {
  return `${serviceSlug} ${environment} ${ufKey}`;
}

/** Turns a table's rows into those wanted, and tells which there were; MikroORM writes only what differs. */
async function become<Row extends Retirable & object>(
  em: EntityManager,
  entity: EntityClass<Row>,
  keyOf: (row: Columns<Row>) => string,
  wanted: Columns<Row>[],
  mayRetire: (row: Row) => boolean,
): Promise<Row[]> {
  const present = await em.find(entity, {} as FilterQuery<Row>);
  const left = new Map(present.map((row) => [keyOf(row as Columns<Row>), row]));
  for (const row of wanted) {
    const known = left.get(keyOf(row));
    left.delete(keyOf(row));
    if (known) Object.assign(known, row);
    else em.persist(em.create(entity, row as object as RequiredEntityData<Row>));
  }
  for (const row of left.values()) if (mayRetire(row)) row.retiredAt ??= new Date();
  await em.flush();
  return present;
}
