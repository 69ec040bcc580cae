import { expect, test } from 'vitest';
import { contractBreaches } from './contract.ts';

const CONTRACT = `
  type Query { services(filter: Filter, first: Int = 20): [Service!]! }
  extend type Query { service(slug: String!): Service }
  type Service { slug: String!, kind: Kind! }
  enum Kind { API WEB_SERVICE }
  input Filter { text: String }
`;

test('an API that adds to the contract keeps it', () => {
  const api = `
    type Query { services(filter: Filter, first: Int = 20, after: String): [Service!]!  service(slug: String!): Service  more: Int }
    type Service { slug: String!, kind: Kind!, name: String }
    enum Kind { API WEB_SERVICE QUEUE }
    input Filter { text: String, kind: Kind }
  `;
  expect(contractBreaches(CONTRACT, api)).toEqual([]);
});

test.each([
  ['slug: String!, kind', 'slug: String, kind', 'Service.slug is String, not String!'],
  ['slug: String!, kind', 'kind', 'Service.slug is missing'],
  ['first: Int = 20', 'first: Int = 10', 'Query.services.first is 10 where absent, not 20'],
  ['first: Int = 20', 'limit: Int', 'Query.services.first is missing'],
  ['first: Int = 20', 'first: Int = 20, kind: Kind!', 'Query.services.kind is demanded and not promised'],
  ['API WEB_SERVICE', 'API', 'Kind.WEB_SERVICE is missing'],
  ['text: String', 'text: String, kind: Kind!', 'Filter.kind is demanded and not promised'],
  ['text: String', 'texts: [String]', 'Filter.text is missing'],
  ['service(slug: String!): Service', 'one: Int', 'Query.service is missing'],
])('%s → %s is a breach', (promised, actual, breach) => {
  const api = CONTRACT.replace('extend type Query {', 'type Query {')
    .replace(/type Query \{ (services.*) \}\n {2}type Query \{ (.*) \}/, 'type Query { $1 $2 }')
    .replace(promised, actual);
  expect(contractBreaches(CONTRACT, api)).toEqual([breach]);
});
