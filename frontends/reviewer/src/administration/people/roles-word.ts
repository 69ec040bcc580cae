import { type MinistryRole, ROLE_LABELS } from '@portal/domain';

/** Roles on screen. */
export function rolesWord(roles: readonly MinistryRole[]): string {
  return roles.length === 0 ? 'Sem papel' : roles.map((role) => ROLE_LABELS[role]).join(', ');
}
