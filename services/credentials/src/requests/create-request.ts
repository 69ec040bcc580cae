import type { EntityManager } from '@mikro-orm/postgresql';
import type { Person } from '@portal/service-kit';
import { belong } from '../teams/belong.ts';
import type { AccessRequest } from './access-request.ts';
import { nextProtocol } from './protocol.ts';
import { record } from './record.ts';

/** Makes a draft its person's own: protocol number, history, audit record, event. */
export async function createRequest(
  em: EntityManager,
  person: Person,
  request: AccessRequest,
  now: Date,
): Promise<string> {
  const { id, name, email, assuranceLevel } = person;
  request.ownerId = id;
  request.members ??= { [id]: 'GESTOR' };
  request.requester = { name, email, assuranceLevel };
  request.protocol = await nextProtocol(em, now);
  request.createdAt = now;
  request.updatedAt = now;
  em.persist(request);
  await belong(em, request, person, now);
  record(em, request, { at: now, actor: { id, name }, action: 'CREATE', from: null, to: 'DRAFT' });
  return request.id;
}
