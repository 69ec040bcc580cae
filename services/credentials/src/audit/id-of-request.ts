import type { EntityManager } from '@mikro-orm/postgresql';

/** The request of a protocol, as the audit log knows it. */
export async function idOfRequest(em: EntityManager, protocol: string): Promise<string | undefined> {
  const [request] = await em.execute<{ id: string }[]>('select id from access_request where protocol = ?', [protocol]);
  return request?.id;
}
