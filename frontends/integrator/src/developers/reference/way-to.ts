import type { Field, Reference } from './reference.ts';

/**
 * The shortest way from a door of the graph to a field: the root field first, the field itself last. Undefined for what
 * nobody reads, such as the fields of an input. What wants an argument on the way is gone around, where one can.
 */
export function wayTo(reference: Reference, wanted: Field): Field[] | undefined {
  const isFree = (field: Field) => !field.args.some(isRequired);
  return shortestWay(reference, wanted, isFree) ?? shortestWay(reference, wanted, () => true);
}

function shortestWay(reference: Reference, wanted: Field, mayPass: (field: Field) => boolean): Field[] | undefined {
  const { Query, Subscription, Mutation } = reference.roots;
  const roots = [...Query, ...Subscription, ...Mutation];
  if (roots.includes(wanted)) return [wanted];
  const seen = new Set<string>();
  let ways = roots.map((root) => [root]);
  while (ways.length > 0) {
    const longer: Field[][] = [];
    for (const way of ways) {
      const type = way.at(-1)?.type.name ?? '';
      if (seen.has(type)) continue;
      if (type === wanted.owner) return [...way, wanted];
      seen.add(type);
      const entry = reference.items.get(type);
      if (entry?.kind !== 'object') continue;
      for (const field of entry.fields) {
        if (!field.deprecation && mayPass(field)) longer.push([...way, field]);
      }
    }
    ways = longer;
  }
  return undefined;
}

/** Whether an argument has to be given. */
export function isRequired({ type, defaultValue }: { type: { text: string }; defaultValue: string | null }): boolean {
  return type.text.endsWith('!') && defaultValue === null;
}
