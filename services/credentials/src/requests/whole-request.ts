import type { EntityManager } from '@mikro-orm/postgresql';
import { AccessRequest } from './access-request.ts';
import type { Loaders } from './loaders.ts';

// Up to 200 units, in three copies: as long as all else together, and few lists show any of it.

/** What lists leave out, to be read where it is asked for. */
export type WholeRequest = Pick<AccessRequest, 'id' | 'childEstablishments' | 'submitted' | 'submittedBefore'>;

const WHOLE = ['childEstablishments', 'submitted', 'submittedBefore'] as const;

/** The columns of a list; with what was submitted where its readers are not the owners. */
export function listColumns(em: EntityManager, more: 'submitted' | null = null): (keyof AccessRequest)[] {
  const left = new Set<string>(WHOLE.filter((name) => name !== more));
  // What reviewers are warned of comes with what they read.
  const computed = new Set(['members', ...(more === 'submitted' ? ['hasOtherTeam'] : [])]);
  const properties = em.getMetadata().get(AccessRequest).props;
  return properties.flatMap(({ name, persist }) =>
    (persist === false && !computed.has(name)) || left.has(name) ? [] : [name as keyof AccessRequest],
  );
}

/** What lists leave out, of many at once. */
export function readWhole(em: EntityManager, ids: string[]): Promise<WholeRequest[]> {
  return em.fork().find(AccessRequest, { id: { $in: ids } }, { fields: ['id', ...WHOLE] });
}

/** A request with what a list may have left out. */
export async function wholeOf(request: AccessRequest, { whole }: Pick<Loaders, 'whole'>): Promise<WholeRequest> {
  if (WHOLE.every((name) => request[name] !== undefined)) return request;
  return (await whole.load(request.id)) ?? request;
}

/** What was last submitted; the whole is not read for it where the list brought it along. */
export async function submittedOf(
  request: AccessRequest,
  loaders: Pick<Loaders, 'whole'>,
): Promise<AccessRequest['submitted']> {
  return request.submitted === undefined ? (await wholeOf(request, loaders)).submitted : request.submitted;
}
