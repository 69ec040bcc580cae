/** The portfolios whose services this environment imitates. */
const WITH_LOOK_ALIKE: ReadonlySet<string> = new Set(['rnds']);

/** Whether what a credential is for can be tried here. */
export function hasLookAlike({ portfolio }: { portfolio: string }): boolean {
  return WITH_LOOK_ALIKE.has(portfolio);
}
