import type { RequestStep } from './agenda.ts';
import type { RequestState } from './operations.ts';
import type { Course } from './stories.ts';

/** A request of a story, as far as it has come. */
export interface Leg {
  story: number;
  name: RequestStep['leg'];
  request: RequestState;
  /** What an earlier run left, and no step of this run has met yet. */
  seen: { versions: number; files: number };
  /** The planned moment of each line of the history. */
  moments: Date[];
  claims: number;
  /** Whether this run did anything to it. */
  touched: boolean;
  /** A refusal ended it: somebody went on with it by hand, or the demo is wrong. */
  refused: string | null;
}

/** How many lines a step adds to the history. */
export function linesOf({ act, leg }: RequestStep, course: Course): number {
  switch (act) {
    case 'fill':
    case 'fillSome':
    case 'assess':
      return 0;
    case 'mend':
      return leg === 'homologation' ? 0 : 1;
    case 'requestChanges':
      // What shows a patient is erased by the same act.
      return course.words === 'personalData' ? 2 : 1;
    default:
      return 1;
  }
}

/** Whether an earlier run did this step; takes it off what was seen. */
export function wasDone({ seen, touched }: Leg, { act, leg }: RequestStep): boolean {
  // Marks leave no trace to tell by: they go with what is done in one run.
  if (act === 'assess') return !touched;
  const counter = act === 'attach' || (act === 'mend' && leg !== 'homologation') ? 'files' : 'versions';
  if (seen[counter] === 0) return false;
  seen[counter] -= 1;
  return true;
}
