/** A filter of the queue that somebody gave a name. */
export interface SavedView {
  name: string;
  /** As the queue's address has it. */
  query: string;
}

export const MOST_VIEWS = 20;

/** What was kept, as views; anything else is left out. */
export function viewsKept(kept: unknown): readonly SavedView[] {
  if (!Array.isArray(kept)) return [];
  return kept.filter(isView).slice(0, MOST_VIEWS);
}

/** The views with one more, by name; one of the same name is replaced by it. */
export function addView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const others = views.filter(({ name }) => name !== view.name);
  return [...others, view].toSorted((one, other) => one.name.localeCompare(other.name, 'pt-BR'));
}

function isView(kept: unknown): kept is SavedView {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'name' in kept &&
    typeof kept.name === 'string' &&
    'query' in kept &&
    typeof kept.query === 'string'
  );
}
