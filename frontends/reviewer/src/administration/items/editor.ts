/** How an editor of a list reaches its fields: a path names each, as the problems of a save do. */
export interface FieldPaths {
  /** The id of the control there. */
  idOf: (path: string) => string;
  /** What is wrong there, or below it. */
  errorAt: (path: string) => string | undefined;
}

/** The list with one item changed. */
export function withChanged<Item>(items: readonly Item[], place: number, change: Partial<Item>): Item[] {
  return items.map((item, index) => (index === place ? { ...item, ...change } : item));
}

/** The list with an item at the place of another, which gives way. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to, 0, item);
}

/** The list without an item. */
export function without<Item>(items: readonly Item[], place: number): Item[] {
  return items.toSpliced(place, 1);
}
