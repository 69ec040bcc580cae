/** The text of an operation that knows its types: those of this package, of one's own codegen, or a plain string. */
export interface Document<Result, Variables> {
  toString(): string;
  /** Only for the compiler. */
  __apiType?: (variables: Variables) => Result;
}

/** Variables may be left out where none has to be given. */
// biome-ignore lint/complexity/noBannedTypes: this is how one asks whether nothing is required.
export type Arguments<Variables, Options> = {} extends Variables
  ? [variables?: Variables, options?: Options]
  : [variables: Variables, options?: Options];

/** Whether sending it twice does what sending it once does: queries, and mutations with an idempotency key. */
export function isIdempotent(text: string, variables: unknown): boolean {
  if (!/\bmutation\b/.test(text)) return true;
  const given = [variables, read(variables, 'input')];
  return given.some((one) => typeof read(one, 'idempotencyKey') === 'string');
}

/** Whether a subscription can be resumed: it takes the cursor that it was heard of last. */
export function isResumable(text: string): boolean {
  return /\$after\b/.test(text);
}

/** The cursor of a change. */
export function cursorOf(data: object): string | undefined {
  const cursor = read(Object.values(data)[0], 'cursor');
  return typeof cursor === 'string' ? cursor : undefined;
}

/** A member of a value of which nothing is known. */
export function read(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
