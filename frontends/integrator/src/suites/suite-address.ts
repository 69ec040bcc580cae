/** Where a suite can be read, by its key. */
export function suiteAddress(key: string): string {
  return `/roteiros/${key}`;
}
