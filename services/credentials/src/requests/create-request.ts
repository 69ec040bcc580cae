import type { EntityManager } from '@mikro-orm/postgresql';
import { teamMay } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { refuse } from '@portal/service-kit';
import { belong } from '../teams/belong.ts';
import { membersOf } from '../teams/members.ts';
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
  if (person.ofTeam !== undefined) await beginInTeam(em, request, id, person.ofTeam);
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

/** What a team's token begins is the team's before its establishment is chosen: a program has nothing of its own. */
async function beginInTeam(em: EntityManager, request: AccessRequest, tokenId: string, teamId: string): Promise<void> {
  const members = await membersOf(em, teamId);
  if (!teamMay(members[tokenId] ?? null, 'CREATE')) refuse('NOT_ALLOWED', 'Este token só lê o que é da equipe.');
  if (request.teamId === null) Object.assign(request, { teamId, members });
}
