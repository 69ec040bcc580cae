/**
 * The number of what shell and console expect of each other: ConsoleRemote, and what the shell shares. Raise it with every
 * change that a console built before would not survive: a shell refuses a console of another number, and says so.
 */
export const CONSOLE_CONTRACT = 2;

/** What a console's manifest says of what it was built against. */
export interface BuiltAgainst {
  contract: number;
  /** The names that it takes of each package that the shell shares. */
  uses: Record<string, readonly string[]>;
}
