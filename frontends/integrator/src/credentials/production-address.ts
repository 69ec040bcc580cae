/** An endpoint as the catalogue gives it. */
export interface ProductionEndpoint {
  readonly uf?: string | null;
  readonly url: string;
}

/** A service with where it answers in production. */
export interface ServiceEndpoints {
  readonly slug: string;
  readonly endpoints: readonly ProductionEndpoint[];
}

/** The hosts that a system of that UF calls in production, those of its own UF first; each once. */
export function productionAddresses(
  services: readonly ServiceEndpoints[],
  granted: readonly { readonly slug: string }[],
  uf: string,
): string[] {
  const slugs = new Set(granted.map((service) => service.slug));
  const endpoints = services.filter((service) => slugs.has(service.slug)).flatMap((service) => service.endpoints);
  const own = endpoints.filter((endpoint) => endpoint.uf === uf);
  const shared = endpoints.filter((endpoint) => !endpoint.uf);
  return [...new Set([...own, ...shared].map((endpoint) => hostOf(endpoint.url)))];
}

/** Scheme and host of an address; the address itself where it is none. */
function hostOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? url : parsed.origin;
}
