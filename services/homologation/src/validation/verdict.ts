import type { LocatedFinding } from '@portal/judge';

/** What the judge says of a document, as it leaves the judge's thread. */
export interface Verdict {
  /** The code of its kind; null where it is none that is known. */
  kind: string | null;
  findings: LocatedFinding[];
  /** Whether more is wrong than is told. */
  hasMore: boolean;
}

/** A document as it was read, in whatever form it was sent, with what is wrong with it. */
export interface JudgedDocument {
  /** As JSON has it; undefined where nothing could be read. */
  resource: unknown;
  findings: LocatedFinding[];
}
