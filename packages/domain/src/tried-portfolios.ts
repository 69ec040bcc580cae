/** The portfolios whose services the portal's own homologation environment imitates, by slug. */
const TRIED_HERE: ReadonlySet<string> = new Set(['rnds']);

/** Whether what a portfolio offers can be tried in the portal's own homologation environment. */
export function isTriedHere(portfolio: string): boolean {
  return TRIED_HERE.has(portfolio);
}
