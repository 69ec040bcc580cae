import type { Checkpoint } from './checkpoint.ts';
import { BEFORE_ALL, canonicalText, type RecordedAct } from './record.ts';

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

/**
 * SHA-256 of each, in order and in hexadecimal: of a text its UTF-8, of hexadecimal the bytes. Node and browsers each have
 * their fastest way.
 */
export type HashAll = (all: readonly string[], as: 'text' | 'hexadecimal') => Promise<string[]>;

/** A link in its turn, with what the one before it was. */
interface Step {
  kept: KeptLink;
  before: string;
  /** How many are gone between the one before and this. */
  gap: number;
}

/** Follows a chain from its first link on, in any number of pages; what is wrong is told as it is met. */
export class ChainVerifier {
  private before = BEFORE_ALL;
  private last = 0;
  private readonly hashAll: HashAll;
  private readonly byPlace: Map<number, Checkpoint[]>;

  /** Checkpoints are held against the links that they speak of. */
  constructor(hashAll: HashAll, checkpoints: readonly Checkpoint[] = []) {
    // Written out: what is run as it stands, without a build, may have no parameter properties.
    this.hashAll = hashAll;
    this.byPlace = Map.groupBy(checkpoints, ({ place }) => place);
  }

  /** The next links, by place. */
  async next(page: readonly KeptLink[]): Promise<ChainFault[]> {
    const faults: ChainFault[] = [];
    const steps: Step[] = [];
    for (const kept of page) {
      const { place, recordId, link } = kept;
      // No link is there twice, nor before the first: it was put in.
      if (!Number.isSafeInteger(place) || place <= this.last) faults.push({ kind: 'REORDERED', place, recordId });
      else {
        steps.push({ kept, before: this.before, gap: place - this.last - 1 });
        this.before = link;
        this.last = place;
      }
    }
    // What a link should be follows from what is kept, so that all of a page are hashed at once.
    const [digests, links] = await Promise.all([
      this.hashAll(
        steps.map(({ kept: { record } }) => (record ? canonicalText(record) : '')),
        'text',
      ),
      this.hashAll(
        steps.map(({ before, kept }) => before + kept.digest),
        'hexadecimal',
      ),
    ]);
    for (const [index, step] of steps.entries()) faults.push(...this.faultsOf(step, digests[index], links[index]));
    return faults;
  }

  private faultsOf({ kept, gap }: Step, digestNow: string | undefined, linkNow: string | undefined): ChainFault[] {
    const { place, recordId, digest, link, record } = kept;
    const faults: ChainFault[] = [];
    if (gap > 0) {
      const until = gap > 1 ? { until: place - 1 } : {};
      faults.push({ kind: 'MISSING', place: place - gap, ...until, recordId: null });
    }
    if (!record) faults.push({ kind: 'MISSING', place, recordId });
    else if (record.id !== recordId || digestNow !== digest) faults.push({ kind: 'ALTERED', place, recordId });
    // Behind a gap nothing says what the link before was.
    if (gap === 0 && linkNow !== link) faults.push({ kind: 'REORDERED', place, recordId });
    for (const said of this.byPlace.get(place) ?? []) {
      if (said.link !== link) faults.push({ kind: 'REWRITTEN', place, recordId });
    }
    this.byPlace.delete(place);
    return faults;
  }

  /** At the end: what checkpoints say of links that are no longer there. */
  end(): ChainFault[] {
    const beyond = [...this.byPlace.keys()].filter((place) => place > this.last);
    return beyond.length > 0 ? [{ kind: 'MISSING', place: Math.max(...beyond), recordId: null }] : [];
  }
}
