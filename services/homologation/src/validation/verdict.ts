import type { LocatedFinding } from '@portal/judge';

/** What the judge says of a document, as it leaves the judge's thread. */
export interface Verdict {
  /** The code of its kind; null where it is none that is known. */
  kind: string | null;
  findings: LocatedFinding[];
  /** Whether more is wrong than is told. */
  hasMore: boolean;
}
