import { type TeamAct, type TeamRole, teamMay } from '@portal/domain';
import { type Caller, refuse } from '@portal/service-kit';
import type { HomologationContext } from '../context.ts';
import type { Accreditation } from './accreditation.ts';

/** What the caller is in the team of a credential; null for who is not of it, and where there is no such credential. */
export function roleOn(credential: Accreditation | null | undefined, caller: Caller): TeamRole | null {
  if (!credential || caller.kind !== 'person') return null;
  const { members = { [credential.ownerId]: 'GESTOR' } } = credential;
  return members[caller.id] ?? null;
}

/** The same of a credential by its id. */
export async function roleAt(
  { caller, loaders }: Pick<HomologationContext, 'caller' | 'loaders'>,
  credentialId: string,
): Promise<TeamRole | null> {
  return caller.kind === 'person' ? roleOn(await loaders.credential.load(credentialId), caller) : null;
}

/** Refuses who is of the team, and may not do that in it. */
export function refuseRole(role: TeamRole, act: TeamAct, path: readonly string[]): void {
  if (teamMay(role, act)) return;
  refuse('NOT_ALLOWED', 'O seu papel na equipe não permite isso. Peça a quem é gestor da equipe.', path);
}
