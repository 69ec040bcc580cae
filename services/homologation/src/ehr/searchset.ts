/** A Bundle of what was found. */
export function searchset(
  ehrUrl: string,
  found: readonly { resourceType: string; id: string }[],
  path: string,
): object {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    link: [{ relation: 'self', url: `${ehrUrl}${path}` }],
    entry: found.map((resource) => ({
      fullUrl: `${ehrUrl}/api/fhir/r4/${resource.resourceType}/${resource.id}`,
      resource,
      search: { mode: 'match' },
    })),
  };
}

/** `system|value`, as a search names an identifier; the system may be left out. */
export function identifierOf(text: string): { system: string; value: string } {
  const bar = text.indexOf('|');
  return bar < 0 ? { system: '', value: text } : { system: text.slice(0, bar), value: text.slice(bar + 1) };
}
