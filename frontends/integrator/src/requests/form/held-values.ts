import type { FieldRule } from './field-kinds.ts';
import { FIELD_NAMES, FIELDS } from './fields.ts';
import type { FieldName, FormValues } from './form-values.ts';

/** A value as the Portal keeps it: two ways of writing one value are the same. */
function keptAs(name: FieldName, value: FormValues[FieldName]): string {
  if (name === 'establishment') {
    // What was typed of it and what was found read alike once they are saved.
    const { by, code, cnpj, name: called } = value as FormValues['establishment'];
    return JSON.stringify([by, code, code === '' ? '' : cnpj, code === '' ? '' : called]);
  }
  const result = (FIELDS[name] as FieldRule<FormValues[FieldName]>).check(value);
  return JSON.stringify(result.ok ? result.patch : value);
}

/** Whether a field says the same in both. */
export function sameValue(name: FieldName, one: FormValues, other: FormValues): boolean {
  return keptAs(name, one[name]) === keptAs(name, other[name]);
}

/** What the Portal is known to hold of each field, to tell what others changed from the echo of what was sent here. */
export interface HeldValues {
  /** This was sent from here, and will come back. */
  sent(name: FieldName, value: FormValues[FieldName]): void;
  /** The fields that hold what nobody here has sent; the Portal is known to hold these values from now on. */
  changedBy(theirs: FormValues): readonly FieldName[];
}

/** Begins with what the form was opened with. */
export function createHeldValues(opened: FormValues): HeldValues {
  const known = new Map(FIELD_NAMES.map((name) => [name, new Set([keptAs(name, opened[name])])]));
  return {
    sent: (name, value) => void known.get(name)?.add(keptAs(name, value)),
    changedBy(theirs) {
      return FIELD_NAMES.filter((name) => {
        const value = keptAs(name, theirs[name]);
        if (known.get(name)?.has(value)) return false;
        known.set(name, new Set([value]));
        return true;
      });
    },
  };
}
