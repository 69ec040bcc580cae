/** What a developer is told of a code, in Portuguese. */
export interface ErrorWords {
  /** The HTTP status that goes with it, where that is always the same. */
  status?: number;
  /** What happened. */
  meaning: string;
  /** What to do about it. */
  mend: string;
}
