/** The two subgraphs of the benchmark: services here, the portfolio that each is of there: what anybody may read. */
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes", "@listSize"])';
/** As in the portal's catalogue, whose answers are everybody's. */
const READ = '@requiresScopes(scopes: [["catalogue:read"]])';
const SIZE = '@listSize(slicingArguments: ["first"])';

export const SUBGRAPHS = {
  // The gateway reads points in time, which this graph has none of.
  catalogue: `${LINK}
scalar DateTime
type Query { portfolios: [Portfolio!]! ${READ} }
type Portfolio @key(fields: "slug") ${READ} { slug: String!, name: String!, summary: String!, needsCredential: Boolean! }`,
  credentials: `${LINK}
type Query { services(first: Int!, tag: String): [Service!]! ${SIZE} ${READ} }
type Service @key(fields: "slug") ${READ} { slug: String!, name: String!, kind: String!, releasedAt: String!, portfolio: Portfolio! }
type Portfolio @key(fields: "slug", resolvable: false) { slug: String! }`,
};

/** Without what this gateway alone reads of it: others hold back what asks for a scope from who is not signed in. */
export function forRivals(sdl: string): string {
  return [READ, SIZE].reduce((text, directive) => text.replaceAll(` ${directive}`, ''), sdl);
}

/** Joins 20 entities across both subgraphs; `tag` makes one read, and the entities it leads to, unlike another. */
export const QUERY =
  'query Services($first: Int!, $tag: String) { services(first: $first, tag: $tag) { slug name kind releasedAt portfolio { slug name summary needsCredential } } }';

export const ENTITIES = 20;
