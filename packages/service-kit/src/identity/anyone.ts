import type { Caller, Person } from './caller.ts';

/** Somebody of whom roles, portfolios and level are known, and nothing else. */
export interface Anyone {
  /** To be worked for in the place of all who are like this. */
  viewer: Person;
  /** Whether what was worked out for the viewer is what this person, of the same roles, portfolios and level, would be told. */
  holdsFor(person: Person): boolean;
}

/** Notes with whom somebody like that was compared. */
const comparisons = new WeakMap<Caller, (ids: readonly (string | null)[]) => void>();

/**
 * Somebody like this person. Whatever is worked out for them is the same for all people of the same roles, portfolios and level
 * who are none of those with whom they were compared (`idAmong`); what reads who they are in any other way fails, and holds for
 * nobody.
 */
export function anyoneLike({ roles, portfolios, assuranceLevel }: Person): Anyone {
  const compared = new Set<string>();
  let personal = false;
  const who = {
    enumerable: true,
    get(): never {
      personal = true;
      throw new Error('this depends on who asks');
    },
  };
  const facts = { kind: 'person', roles: [...roles], portfolios, assuranceLevel } as const;
  const viewer: Person = Object.defineProperties(facts as unknown as Person, { id: who, name: who, email: who });
  comparisons.set(viewer, (ids) => {
    for (const id of ids) if (id !== null) compared.add(id);
  });
  return { viewer, holdsFor: ({ id }) => !personal && !compared.has(id) };
}

/** The caller's id, where they are a person and it is one of these; to be compared with these alone. */
export function idAmong(caller: Caller, ids: readonly (string | null)[]): string | null {
  if (caller.kind !== 'person') return null;
  const compare = comparisons.get(caller);
  if (!compare) return ids.includes(caller.id) ? caller.id : null;
  compare(ids);
  return null;
}

/** Whether the caller is this person. */
export function isPerson(caller: Caller, id: string | null): boolean {
  return idAmong(caller, [id]) !== null;
}
