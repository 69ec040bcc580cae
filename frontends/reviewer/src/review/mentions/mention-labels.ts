import { mentionOf, replaceMentions } from '@portal/domain';

/** Somebody who is mentioned, or may be. */
export interface Mentioned {
  personId: string;
  /** Null of whom the Portal knows nothing any more. */
  name: string | null;
}

const UNKNOWN = 'pessoa que saiu do Portal';

/** Which names stand for whom while a text is written: one each, and the same to the end. */
export class MentionLabels {
  private readonly labels = new Map<string, string>();

  /** What stands behind the @; of two of one name the second is told apart. */
  labelOf({ personId, name }: Mentioned): string {
    const known = this.labels.get(personId);
    if (known !== undefined) return known;
    const taken = new Set(this.labels.values());
    const wanted = name ?? UNKNOWN;
    let label = wanted;
    for (let other = 2; taken.has(label); other++) label = `${wanted} (${other})`;
    this.labels.set(personId, label);
    return label;
  }

  /** A text as it is read: with names. */
  shown(text: string, mentions: readonly Mentioned[]): string {
    return replaceMentions(text, (id) => {
      const mentioned = mentions.find(({ personId }) => personId === id);
      return `@${this.labelOf(mentioned ?? { personId: id, name: null })}`;
    });
  }

  /** A text as it is kept: with ids. A name that was not chosen from the list is a word like others. */
  kept(text: string): string {
    const longestFirst = [...this.labels].sort(([, one], [, other]) => other.length - one.length);
    if (longestFirst.length === 0) return text;
    const ids = new Map(longestFirst.map(([id, label]) => [label, id]));
    const any = longestFirst.map(([, label]) => label.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
    return text.replace(new RegExp(`@(${any})(?![\\p{L}\\p{N}])`, 'gu'), (whole, label: string) => {
      const id = ids.get(label);
      return id === undefined ? whole : mentionOf(id);
    });
  }
}
