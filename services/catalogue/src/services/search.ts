import type { MikroORM } from '@mikro-orm/postgresql';
import type { ServiceKind } from '@portal/domain';
import { type Connection, decodeCursor, encodeCursor, pageOf, pageSize } from '@portal/service-kit';
import { z } from 'zod';
import type { Snapshot } from '../snapshot.ts';
import { findMatches, wordsOf } from './matches.ts';
import type { Service } from './service.ts';

/** What a list of services is asked for with. */
export interface ServiceSearch {
  text?: string | null;
  portfolio?: string | null;
  kind?: ServiceKind | null;
  first?: number | null;
  after?: string | null;
}

/** Where a service stands in a list: how well it matches, then its place in the catalogue, which no other has. */
type Place = [rank: number, position: number, slug: string];

const LIST = 'services';
const place = z.tuple([z.literal(LIST), z.number(), z.number(), z.string()]).transform(([, ...key]): Place => key);

/** Lists what is offered, best match first, then in the catalogue's order. The database is asked for a text alone. */
export async function searchServices(
  orm: MikroORM,
  catalogue: Snapshot,
  search: ServiceSearch,
): Promise<Connection<Service>> {
  const size = pageSize(search.first);
  const after = search.after == null ? undefined : decodeCursor(search.after, place);
  const words = wordsOf(search.text ?? '');
  const matches = words.length > 0 ? await findMatches(orm, words) : undefined;
  const placeOf = ({ slug, position }: Service): Place => [matches?.get(slug) ?? 0, position, slug];
  const found = catalogue.services
    .filter(({ slug }) => !matches || matches.has(slug))
    .filter(({ portfolioSlug }) => search.portfolio == null || portfolioSlug === search.portfolio)
    .filter(({ kind }) => search.kind == null || kind === search.kind)
    .sort((a, b) => compare(placeOf(a), placeOf(b)));
  return pageOf({
    rows: found.filter((service) => !after || compare(placeOf(service), after) > 0).slice(0, size + 1),
    size,
    after: search.after,
    cursorOf: (service) => encodeCursor([LIST, ...placeOf(service)]),
    countAll: () => found.length,
  });
}

function compare(a: Place, b: Place): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : Number(a[2] > b[2]));
}
