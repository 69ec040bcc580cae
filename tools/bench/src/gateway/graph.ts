/** The two subgraphs of the benchmark: requests here, the portfolio that each is for there. */
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';

export const SUBGRAPHS = {
  catalogue: `${LINK}
type Query { portfolios: [Portfolio!]! }
type Portfolio @key(fields: "slug") { slug: String!, name: String!, summary: String!, needsCredential: Boolean! }`,
  credentials: `${LINK}
type Query { requests(first: Int!, tag: String): [Request!]! }
type Request @key(fields: "id") { id: ID!, protocol: String!, state: String!, createdAt: String!, portfolio: Portfolio! }
type Portfolio @key(fields: "slug", resolvable: false) { slug: String! }`,
};

/** Joins 20 entities across both subgraphs; `tag` makes one read, and the entities it leads to, unlike another. */
export const QUERY =
  'query Requests($first: Int!, $tag: String) { requests(first: $first, tag: $tag) { id protocol state createdAt portfolio { slug name summary needsCredential } } }';

export const ENTITIES = 20;
