/**
 * Values as PostgreSQL spells an array of them, for a parameter that is cast: `any(?::uuid[])`. The mapper would make of a
 * list a parameter for each.
 */
export function arrayLiteral(values: Iterable<string | null>): string {
  const spelt = Array.from(values, (value) => (value === null ? 'null' : `"${value.replace(/["\\]/g, '\\$&')}"`));
  return `{${spelt.join(',')}}`;
}
