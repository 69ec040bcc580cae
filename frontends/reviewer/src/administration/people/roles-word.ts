import { type MinistryRole, ROLE_LABELS } from '@portal/domain';

/** Roles on screen. */
export function rolesWord(roles: readonly MinistryRole[]): string {
  return roles.length === 0 ? 'Sem papel' : roles.map((role) => ROLE_LABELS[role]).join(', ');
}

/** A portfolio as people know it. */
export interface NamedPortfolio {
  slug: string;
  name: string;
}

/** Roles on screen, and where somebody reviews who is bound to portfolios. */
export function rolesIn(
  { roles, portfolios: bound }: { roles: readonly MinistryRole[]; portfolios: readonly string[] | null },
  portfolios: readonly NamedPortfolio[],
): string {
  if (bound === null) return rolesWord(roles);
  const names = bound.map((slug) => portfolios.find((one) => one.slug === slug)?.name ?? slug);
  return `${rolesWord(roles)} (analisa ${new Intl.ListFormat('pt-BR').format(names)})`;
}
