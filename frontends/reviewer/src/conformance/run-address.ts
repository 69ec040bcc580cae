/** The page of a run, with one of its requirements open. */
export function runAddress(runId: string, requirement?: string): string {
  const asked = requirement === undefined ? '' : `?requisito=${encodeURIComponent(requirement)}`;
  return `/conformidade/${runId}${asked}`;
}
