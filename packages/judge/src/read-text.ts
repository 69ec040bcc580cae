import type { FindingKind } from './finding.ts';

/** What is read of a text: a resource as JSON has it, and where its values stand, counted in letters from the start. */
export interface ReadText {
  resource: unknown;
  /** Where keys lead to, or the nearest above that is there. */
  offsetOf(path: readonly (string | number)[]): number;
}

/** What is wrong with a text, and where. */
export interface Fault {
  kind: Extract<FindingKind, 'text' | 'limit'>;
  message: string;
  offset: number;
  path?: readonly (string | number)[];
}

/** A text that is no document, or too much of one. */
export class Unreadable extends Error {
  readonly faults: readonly Fault[];

  constructor(...faults: Fault[]) {
    super(faults[0]?.message);
    this.faults = faults;
  }
}
