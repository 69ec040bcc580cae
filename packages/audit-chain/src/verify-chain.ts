import type { Checkpoint } from './checkpoint.ts';
import { BEFORE_ALL, digestOf, linkOf, type RecordedAct } from './link.ts';

/** A link as it is kept, and the record that it is of, which may have gone. */
export interface KeptLink {
  place: number;
  recordId: string;
  digest: string;
  link: string;
  record: RecordedAct | null;
}

/** What is wrong with a chain, and where. */
export interface ChainFault {
  kind:
    | 'ALTERED' // The record is not what it was when it was linked.
    | 'MISSING' // The record, or its link, is gone.
    | 'REORDERED' // The link does not follow from the one before.
    | 'UNLINKED' // The record never came into the chain, though nothing waits to be linked.
    | 'REWRITTEN'; // The chain is another than a signed checkpoint says.
  place: number | null;
  /** The last place of those that are gone one after the other. */
  until?: number;
  recordId: string | null;
}

/** Follows a chain from its first link on, in any number of pages; what is wrong is told as it is met. */
export class ChainVerifier {
  private before = BEFORE_ALL;
  private last = 0;
  private readonly byPlace: Map<number, Checkpoint[]>;

  /** Checkpoints are held against the links that they speak of. */
  constructor(checkpoints: readonly Checkpoint[] = []) {
    this.byPlace = Map.groupBy(checkpoints, ({ place }) => place);
  }

  /** The next link, by place. */
  next(kept: KeptLink): ChainFault[] {
    const { place, recordId, digest, link, record } = kept;
    // No link is there twice, nor before the first: it was put in.
    if (!Number.isSafeInteger(place) || place <= this.last) return [{ kind: 'REORDERED', place, recordId }];
    const faults: ChainFault[] = [];
    const gap = place - this.last - 1;
    if (gap > 0) {
      const until = gap > 1 ? { until: place - 1 } : {};
      faults.push({ kind: 'MISSING', place: this.last + 1, ...until, recordId: null });
    }
    if (!record) faults.push({ kind: 'MISSING', place, recordId });
    else if (record.id !== recordId || digestOf(record) !== digest) faults.push({ kind: 'ALTERED', place, recordId });
    // Behind a gap nothing says what the link before was.
    if (gap === 0 && linkOf(this.before, digest) !== link) faults.push({ kind: 'REORDERED', place, recordId });
    for (const said of this.byPlace.get(place) ?? []) {
      if (said.link !== link) faults.push({ kind: 'REWRITTEN', place, recordId });
    }
    this.byPlace.delete(place);
    this.before = link;
    this.last = place;
    return faults;
  }

  /** At the end: what checkpoints say of links that are no longer there. */
  end(): ChainFault[] {
    const beyond = [...this.byPlace.keys()].filter((place) => place > this.last);
    return beyond.length > 0 ? [{ kind: 'MISSING', place: Math.max(...beyond), recordId: null }] : [];
  }
}
