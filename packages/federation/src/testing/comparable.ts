interface Answer {
  data?: unknown;
  errors?: readonly { message: string; path?: readonly (string | number)[] }[];
}

/**
 * An answer as text, to be compared with another's: the data to the letter, and each null that an error stands for with
 * what is said of it. An error further in, that made all around it null, counts by that null alone: of several such the
 * specification lets an executor tell those that it met.
 */
export function comparable({ data, errors = [] }: Answer): string {
  const nulls = new Set<string>();
  for (const { message, path = ['nowhere'] } of errors) {
    const { place, exact } = nullOf(data, path);
    nulls.add(place);
    if (exact) nulls.add(`${place} ${message.replace(/^(Cannot return null|Enum ").*$/, '$1')}`);
  }
  return JSON.stringify({ data, nulls: [...nulls].sort() });
}

/** The place of the null that an error at this path left. */
function nullOf(data: unknown, path: readonly (string | number)[]) {
  let value = data;
  let length = 0;
  while (value !== null && value !== undefined && length < path.length) {
    value = (value as Record<string, unknown>)[path[length] as string];
    length += 1;
  }
  const place = `${value === null ? 'null' : 'value'} at ${JSON.stringify(path.slice(0, length))}`;
  return { place, exact: length === path.length };
}
