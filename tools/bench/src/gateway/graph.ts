/** The two subgraphs of the benchmark: services here, the portfolio that each is of there: what anybody may read. */
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';

export const SUBGRAPHS = {
  // The gateway reads points in time, which this graph has none of.
  catalogue: `${LINK}
scalar DateTime
type Query { portfolios: [Portfolio!]! }
type Portfolio @key(fields: "slug") { slug: String!, name: String!, summary: String!, needsCredential: Boolean! }`,
  credentials: `${LINK}
type Query { services(first: Int!, tag: String): [Service!]! }
type Service @key(fields: "slug") { slug: String!, name: String!, kind: String!, releasedAt: String!, portfolio: Portfolio! }
type Portfolio @key(fields: "slug", resolvable: false) { slug: String! }`,
};

/** Joins 20 entities across both subgraphs; `tag` makes one read, and the entities it leads to, unlike another. */
export const QUERY =
  'query Services($first: Int!, $tag: String) { services(first: $first, tag: $tag) { slug name kind releasedAt portfolio { slug name summary needsCredential } } }';

export const ENTITIES = 20;
