import type { EntityManager } from '@mikro-orm/postgresql';
import type { AccessRequestState } from '@portal/domain';
import type { Establishment } from '../establishments/establishment.ts';
import { holderOf } from '../teams/members.ts';
import { AccessRequest } from './access-request.ts';
import { isSameName } from './same-name.ts';

/** What tells systems of one team apart. */
export interface SystemIdentity {
  systemId: string;
  establishment: Pick<Establishment, 'cnes' | 'cnpj'> | null;
  system: { name: string | null };
}

/** The same lineage, or the same establishment and name; of one team both. */
export function isSameSystem(one: SystemIdentity, other: SystemIdentity): boolean {
  if (one.systemId === other.systemId) return true;
  const { name } = one.system;
  if (name === null || other.system.name === null) return false;
  return isSameName(name, other.system.name) && isSameEstablishment(one.establishment, other.establishment);
}

function isSameEstablishment(one: SystemIdentity['establishment'], other: SystemIdentity['establishment']): boolean {
  if (!one || !other) return false;
  const sameCnes = one.cnes !== null && one.cnes === other.cnes;
  const sameCnpj = one.cnpj !== null && one.cnpj === other.cnpj;
  return sameCnes || sameCnpj;
}

/** The open request, if any, that would make another one for this system a duplicate; an alteration asks for no other. Others of the team wait meanwhile. */
export async function findOpenRequest(
  em: EntityManager,
  request: SystemIdentity & Pick<AccessRequest, 'id' | 'ownerId' | 'teamId' | 'portfolio' | 'environment'>,
  openStates: readonly AccessRequestState[],
): Promise<AccessRequest | undefined> {
  const { id, ownerId, teamId, portfolio, environment } = request;
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`systems of ${holderOf(request)}`]);
  const others = await em.find(AccessRequest, {
    id: { $ne: id },
    ...(teamId === null ? { ownerId, teamId } : { teamId }),
    portfolio,
    environment,
    state: { $in: [...openStates] },
    replacesId: null,
  });
  return others.find((other) => isSameSystem(request, submittedIdentity(other)));
}

/** Of a request that was submitted, what was sent counts, not what its team works on. */
function submittedIdentity({ systemId, submitted, establishment, system }: AccessRequest): SystemIdentity {
  return { systemId, establishment: submitted?.establishment ?? establishment, system: submitted?.system ?? system };
}
