/** A service as far as it is looked at here. */
interface Named {
  readonly slug: string;
  readonly name: string;
}

/**
 * Said where services are chosen without the one that gives the access token that they ask for: in a portfolio that has
 * one, it is called by the portfolio's own name and `auth`. It may be meant so, and is no fault.
 */
export function missingTokenService(
  portfolio: { readonly slug: string; readonly services: readonly Named[] },
  chosen: readonly string[],
): string | undefined {
  const token = portfolio.services.find(({ slug }) => slug === `${portfolio.slug}-auth`);
  if (!token || chosen.length === 0 || chosen.includes(token.slug)) return undefined;
  return `Os serviços escolhidos pedem um token de acesso, e "${token.name}" não está marcado. Marque-o também, a não ser que o sistema já o tenha.`;
}
