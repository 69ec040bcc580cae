/**
 * What a document may be made of, so that any can be judged in bounded time. The largest of the guides' own examples has 24 entries,
 * 1,000 values and 12 levels.
 */
export const BOUNDS = {
  /** Bytes of its text. */
  bytes: 2_097_152,
  /** Resources of a Bundle. */
  entries: 500,
  /** Objects, lists and values, all counted. */
  values: 20_000,
  /** How deep one stands in another. */
  depth: 64,
  /** Letters of an element's name. */
  name: 100,
  /** What is told of one document; of what is found after that it is told only that there is more. */
  findings: 1_000,
  /** Letters of what is told of each. */
  message: 1_000,
} as const;

/** A number as it is told: 2.097.152. */
export function numeral(value: number): string {
  return value.toLocaleString('pt-BR');
}
