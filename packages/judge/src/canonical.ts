/** A canonical URL without the version that may follow it. */
export function withoutVersion(url: string): string {
  return url.split('|', 1)[0] ?? url;
}
