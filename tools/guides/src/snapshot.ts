import type { ElementRule, Profile } from '@portal/judge/guide';

/** What a profile says of an element, and no more: what is absent stays as it was. */
export type ElementChange = Partial<ElementRule> & { id: string };

/**
 * The snapshot of a profile that is published by its differences alone (https://hl7.org/fhir/R4/profiling.html#snapshot):
 * its base with them, and of each type whose elements they are about that type's own.
 */
export function snapshotOf(
  changes: readonly ElementChange[],
  base: Profile,
  typeNamed: (code: string) => Profile | undefined,
): Profile {
  const snapshot = new Snapshot(base, typeNamed);
  for (const change of changes) snapshot.change(change);
  return { type: base.type, elements: snapshot.elements() };
}

class Snapshot {
  private readonly byId: Map<string, ElementRule>;
  private readonly typeNamed: (code: string) => Profile | undefined;

  constructor({ elements }: Profile, typeNamed: (code: string) => Profile | undefined) {
    this.byId = new Map(elements.map((rule) => [rule.id, rule]));
    this.typeNamed = typeNamed;
  }

  elements(): ElementRule[] {
    return [...this.byId.values()];
  }

  change({ id, ...change }: ElementChange): void {
    this.byId.set(id, { ...this.element(id), ...change });
  }

  /** An element as it is so far; one of a slice, or of a type, is made where it is not there yet. */
  private element(id: string): ElementRule {
    const known = this.byId.get(id);
    if (known) return known;
    const dot = id.lastIndexOf('.');
    const [name = '', slice] = id.slice(dot + 1).split(':');
    const above = id.slice(0, dot);
    if (slice !== undefined) return this.slice(id, `${above}.${name}`);
    this.open(above);
    const opened = this.byId.get(id);
    if (!opened) throw new Error(`${id} is not in its base`);
    return opened;
  }

  /** Of a slice all holds that holds of the whole, but that it is sliced, and that there is one. */
  private slice(id: string, whole: string): ElementRule {
    const { slicing, ...rule } = this.element(whole);
    const slice = { ...rule, id, min: 0 };
    this.byId.set(id, slice);
    return slice;
  }

  /** Gives an element those of its type, or of the whole that it is a slice of. */
  private open(id: string): void {
    const [type] = this.element(id).types ?? [];
    const elements = this.typeNamed(type?.code ?? '')?.elements ?? [];
    const whole = id.replace(/:[^.:]*$/, '');
    if (whole !== id) this.fill(id, whole, [...this.byId.values()]);
    this.fill(id, elements[0]?.id ?? '', elements);
  }

  /** What stands right below one element stands below another too, where nothing does yet. */
  private fill(id: string, above: string, elements: readonly ElementRule[]): void {
    for (const rule of elements) {
      const below = rule.id.slice(above.length + 1);
      if (!rule.id.startsWith(`${above}.`) || below.includes('.') || below.includes(':')) continue;
      if (!this.byId.has(`${id}.${below}`)) this.byId.set(`${id}.${below}`, { ...rule, id: `${id}.${below}` });
    }
  }
}
