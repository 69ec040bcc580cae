import type { EntityManager } from '@mikro-orm/postgresql';
import { AccessRequest } from './access-request.ts';
import { createLoaders, type Loaders } from './loaders.ts';

const loadersOf = new WeakMap<object, Loaders>();

/** Reads requests as they are now, whatever the operation read before, with loaders of their own that they share. */
export async function readAgain(em: EntityManager, ids: readonly string[]): Promise<AccessRequest[]> {
  if (ids.length === 0) return [];
  const fork = em.fork();
  const loaders = createLoaders(fork);
  const requests = await fork.find(AccessRequest, { id: { $in: [...ids] } });
  for (const request of requests) loadersOf.set(request, loaders);
  return requests;
}

/** The loaders that go with a request: its own where it was read afresh, else the operation's. */
export function loadersFor(request: AccessRequest, operation: { loaders: Loaders }): Loaders {
  return loadersOf.get(request) ?? operation.loaders;
}
