/** What a validator answers: the normalised value, or a sentence in Portuguese that says how to mend it. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; message: string };

/** A text that passed the validator named by its brand; it is still a string to everybody else. */
export type Branded<Name extends string> = string & { readonly brand: Name };

/** The answer of a validator that accepts. */
export function valid<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** The answer of a validator that refuses. */
export function invalid(message: string): { ok: false; message: string } {
  return { ok: false, message };
}
