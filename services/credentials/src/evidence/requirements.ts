import { rulesIn } from '../catalogue/catalogue-client.ts';
import type { CredentialsContext } from '../context.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import type { RequirementCopy } from '../requests/content.ts';

/** The requirement that each code names in the request's portfolio and environment, in order; null for an unknown one. */
export async function findRequirements(
  { catalogue }: Pick<CredentialsContext, 'catalogue'>,
  request: AccessRequest,
  codes: readonly string[],
): Promise<(RequirementCopy | null)[]> {
  if (codes.length === 0) return [];
  const portfolio = await catalogue.portfolio(request.portfolio);
  const known = portfolio ? rulesIn(portfolio, request.environment).requirements : [];
  return codes.map((wanted) => known.find(({ code }) => code === wanted) ?? null);
}

/** The requirements as labels: each once, and by name alone. */
export function labelsOf(requirements: readonly (RequirementCopy | null)[]): RequirementCopy[] {
  const labels = requirements.filter((requirement) => requirement !== null);
  return [...new Map(labels.map(({ id, code }) => [code, { id, code }])).values()];
}
