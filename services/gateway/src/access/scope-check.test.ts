import type { ApiScope } from '@portal/domain';
import { openSupergraph } from '@portal/federation';
import { readSupergraph } from '@portal/schema';
import type { Caller } from '@portal/service-kit/identity';
import { quickest } from '@portal/service-kit/testing';
import {
  buildSchema,
  type GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { requiredScopes } from './required-scopes.ts';
import { CATALOGUE_READER, nodeRefusal, rootFieldNames, scopeRefusal } from './scope-check.ts';

const { schema } = openSupergraph(await readSupergraph());
const caller: Caller = {
  kind: 'person',
  id: '1',
  name: 'Ana Souza',
  email: null,
  roles: ['INTEGRATOR'],
  assuranceLevel: 'GOLD',
  portfolios: null,
};
const client: Caller = { kind: 'client', clientId: 'hml-1', credentialId: '1', requestId: '2' };
const resourceServer: Caller = { kind: 'resource-server', id: 'ehr' };

interface Asked {
  by?: Caller;
  of?: GraphQLSchema;
}

function ask(
  scopes: readonly ApiScope[],
  text: string,
  { by = caller, of = schema }: Asked = {},
): GraphQLError | undefined {
  const document = parse(text);
  expect(validate(of, document)).toEqual([]);
  return scopeRefusal({ scopes: new Set(scopes), caller: by }, { schema: of, document });
}

describe('a field', () => {
  const small = buildSchema(
    `directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT
    type Query {
      anyones: Int @requiresScopes(scopes: [["anyone"]])
      sessions: Int @requiresScopes(scopes: [["session"]])
      services: Int @requiresScopes(scopes: [["resource-server"]])
      persons: Int @requiresScopes(scopes: [["requests:read", "person"]])
      either: Int @requiresScopes(scopes: [["requests:read"], ["credentials:read"]])
      both: Int @requiresScopes(scopes: [["requests:read", "credentials:read"]])
      unsaid: Int
      halves: Int @requiresScopes(scopes: [["requests:read", "session"], ["credentials:read"]])
      personOr: Int @requiresScopes(scopes: [["requests:read"], ["person"]])
      writes: Open @requiresScopes(scopes: [["requests:write"]])
      open: Open @requiresScopes(scopes: [["anyone"]])
      union: Found @requiresScopes(scopes: [["anyone"]])
      interface: Node @requiresScopes(scopes: [["anyone"]])
      node: Node @requiresScopes(scopes: [["anyone"]])
    }
    type Mutation {
      write: Open @requiresScopes(scopes: [["requests:write"], ["credentials:write", "requests:read"]])
      close: Closed @requiresScopes(scopes: [["requests:write"], ["credentials:write", "requests:read"]])
      unsaid: Open
    }
    type Open { said: Int @requiresScopes(scopes: [["requests:read"]]) unsaid: Int page: Page closed: Closed }
    type Page @requiresScopes(scopes: [["inherited"]]) { size: Int }
    interface Node { id: ID! }
    type Closed implements Node @requiresScopes(scopes: [["credentials:read"]]) { id: ID! narrow: Int @requiresScopes(scopes: [["requests:read"]]) }
    type Part implements Node @requiresScopes(scopes: [["inherited"], ["requests:read"]]) { id: ID! }
    union Found = Page | Closed`,
  );
  const message = (scopes: readonly ApiScope[], text: string, by?: Caller) =>
    ask(scopes, text, { of: small, ...(by && { by }) })?.message ?? 'may';

  it.each([
    ['that is for anyone', '{ anyones }', [[], 'may'], [[], 'may', client], [[], 'may', resourceServer]],
    [
      'that is for a session is for no token',
      '{ sessions }',
      [['requests:read'], 'Query.sessions só pode ser usado por uma pessoa que entrou no Portal, e não com um token.'],
    ],
    [
      'that is for services',
      '{ services }',
      [[], 'may', resourceServer],
      [[], 'Query.services é para servidores de recursos registrados, com o seu identificador e segredo.'],
    ],
    [
      'that is for people',
      '{ persons }',
      [['requests:read'], 'may'],
      [['requests:read'], 'Query.persons é para pessoas: o token de um sistema não fala por ninguém.', client],
      [[], 'O token não tem o escopo requests:read, que Query.persons exige.', client],
    ],
    [
      'that asks for one of two scopes',
      '{ either }',
      [['credentials:read'], 'may'],
      [[], 'O token não tem o escopo requests:read ou credentials:read, que Query.either exige.'],
    ],
    [
      'that asks for both',
      '{ both }',
      [['requests:read', 'credentials:read'], 'may'],
      [['requests:read'], 'O token não tem o escopo credentials:read, que Query.both exige.'],
      [[], 'O token não tem o escopo requests:read e credentials:read, que Query.both exige.'],
    ],
    [
      'of which nothing is said is for nobody',
      '{ unsaid }',
      [['requests:read'], 'Query.unsaid só pode ser usado por uma pessoa que entrou no Portal, e não com um token.'],
    ],
    [
      'of a type that says nothing asks by itself',
      '{ open { said } }',
      [['requests:read'], 'may'],
      [[], 'O token não tem o escopo requests:read, que Open.said exige.'],
    ],
    [
      'of a type that says nothing, and says nothing itself, is for nobody',
      '{ open { unsaid } }',
      [['requests:read'], 'Open.unsaid só pode ser usado por uma pessoa que entrou no Portal, e não com um token.'],
    ],
    [
      'asks beside its type',
      '{ union { ... on Closed { narrow } } }',
      [['credentials:read', 'requests:read'], 'may'],
      [['credentials:read'], 'O token não tem o escopo requests:read, que Closed.narrow exige.'],
    ],
    [
      'that leads to a union asks for all that may come of it',
      '{ union { __typename } }',
      [['credentials:read'], 'may'],
      [[], 'O token não tem o escopo credentials:read, que Query.union exige.'],
    ],
    [
      'that leads to an interface does, too, and what it leads to inherits',
      '{ interface { id ... on Part { id } } }',
      [['credentials:read'], 'may'],
      [['requests:read'], 'O token não tem o escopo credentials:read, que Query.interface exige.'],
    ],
    [
      'that asks for what no token may, or for a scope, is told of the scope alone',
      '{ halves }',
      [['credentials:read'], 'may'],
      [['requests:read'], 'O token não tem o escopo credentials:read, que Query.halves exige.'],
      [[], 'O token não tem o escopo credentials:read, que Query.halves exige.'],
    ],
    [
      'that a person may read with no scope is told to be for people',
      '{ personOr }',
      [[], 'may'],
      [[], 'Query.personOr é para pessoas: o token de um sistema não fala por ninguém.', client],
    ],
    [
      'of the root, in a fragment, in another and twice, is looked at',
      'query { anyones ...Root ...Root } fragment Root on Query { ...Inner ... on Query { __typename } } fragment Inner on Query { either }',
      [['requests:read'], 'may'],
      [[], 'O token não tem o escopo requests:read ou credentials:read, que Query.either exige.'],
    ],
    [
      'after one that may be read is looked at as well',
      '{ anyones services }',
      [[], 'Query.services é para servidores de recursos registrados, com o seu identificador e segredo.'],
    ],
    [
      'below a query that asks for a scope of writing is read by its own',
      '{ writes { said } }',
      [['requests:write', 'requests:read'], 'may'],
      [['requests:write'], 'O token não tem o escopo requests:read, que Open.said exige.'],
    ],
    [
      'below a mutation is read by what allowed it',
      'mutation { write { said } }',
      [['requests:write'], 'may'],
      [['credentials:write', 'requests:read'], 'may'],
    ],
    [
      'below a mutation is not read by what did not',
      'mutation { close { id } }',
      [['requests:write', 'credentials:read'], 'may'],
      [['requests:write', 'requests:read'], 'O token não tem o escopo credentials:read, que Mutation.close exige.'],
    ],
    [
      'of a mutation of which nothing is said is for nobody',
      'mutation { unsaid { said } }',
      [
        ['requests:write', 'requests:read'],
        'Mutation.unsaid só pode ser usado por uma pessoa que entrou no Portal, e não com um token.',
      ],
    ],
    [
      'in a fragment with a name asks beside its type',
      '{ union { ...Narrow } } fragment Narrow on Closed { narrow }',
      [['credentials:read', 'requests:read'], 'may'],
      [['credentials:read'], 'O token não tem o escopo requests:read, que Closed.narrow exige.'],
    ],
    [
      'that finds anything asks for what a fragment with a name takes it for',
      '{ node { ...Found } } fragment Found on Part { id }',
      [['requests:read'], 'may'],
      [['credentials:read'], 'O token não tem o escopo requests:read, que Query.node: Part exige.'],
    ],
    ['that finds anything asks for what was found, once it is', '{ node { id } }', [[], 'may']],
    [
      'that finds anything asks for what a fragment takes it for, and nothing is inherited',
      '{ node { ... on Part { id } } }',
      [['requests:read'], 'may'],
      [['credentials:read'], 'O token não tem o escopo requests:read, que Query.node: Part exige.'],
    ],
  ] as [string, string, ...[ApiScope[], string, Caller?][]][])('%s', (_what, text, ...cases) => {
    for (const [scopes, expected, by] of cases) expect(message(scopes, text, by)).toBe(expected);
  });

  it('what was found by its id asks for its own scopes', () => {
    const refusal = (scopes: ApiScope[], type: string) =>
      nodeRefusal({ scopes: new Set(scopes), caller }, small.getType(type))?.message;
    expect(refusal(['credentials:read'], 'Closed')).toBeUndefined();
    expect(refusal([], 'Closed')).toContain('credentials:read');
    expect(refusal([], 'Page')).toContain('não com um token');
    expect(refusal([], 'Nothing')).toContain('não com um token');
  });
});

describe('each field that leads to another area', () => {
  const scopesOf = (type: unknown) => (isObjectType(type) ? requiredScopes(type)?.join(' ') : undefined);
  const crossing = Object.values(schema.getTypeMap()).flatMap((parent) =>
    isObjectType(parent)
      ? Object.values(parent.getFields()).flatMap((field) => {
          const scopes = scopesOf(getNamedType(field.type));
          return scopes && scopes !== scopesOf(parent) ? [`${parent.name}.${field.name}`] : [];
        })
      : [],
  );

  it('is known', () => {
    expect(crossing).toEqual(
      expect.arrayContaining([
        'Portfolio.viewerRequests',
        'Portfolio.viewerCredentials',
        'AccessRequest.portfolio',
        'AccessRequest.credential',
        'AccessRequest.homologationCredential',
        'Credential.productionRequest',
        'Credential.alteration',
        'Credential.services',
      ]),
    );
  });

  it.each([
    ['{ accessRequests { edges { node { credential { id } } } } }', 'requests:read', 'credentials:read'],
    ['{ accessRequests { edges { node { portfolio { slug } } } } }', 'requests:read', 'catalogue:read'],
    ['{ portfolios { viewerRequests { totalCount } } }', 'catalogue:read', 'requests:read'],
    [
      '{ portfolios { ...P } } fragment P on Portfolio { viewerCredentials { totalCount } }',
      'catalogue:read',
      'credentials:read',
    ],
    [
      '{ ... on Query { portfolios { ... { viewerCredentials { totalCount } } } } }',
      'catalogue:read',
      'credentials:read',
    ],
    ['{ credentials { edges { node { productionRequest { id } } } } }', 'credentials:read', 'requests:read'],
    ['subscription { credentialChanged { credential { services { slug } } } }', 'credentials:read', 'catalogue:read'],
  ] as const)('%s', (query, held, missing) => {
    expect(ask([held], query)?.message).toContain(missing);
    expect(ask([held, missing], query)).toBeUndefined();
  });
});

describe('what a mutation answers with', () => {
  it('is read by its own scope, and nothing beyond', () => {
    const submit = (selection: string) =>
      `mutation { submitAccessRequest(id: "1", version: 1) { problems { code } accessRequest { ${selection} } } }`;
    expect(ask(['requests:write'], submit('id state manager { cpf }'))).toBeUndefined();
    expect(ask(['requests:write'], submit('credential { id }'))?.message).toContain('credentials:read');
    expect(ask(['requests:write'], '{ accessRequests { totalCount } }')?.message).toContain('requests:read');
  });
});

describe('the text', () => {
  it('may ask what the schema is with any token', () => {
    expect(ask([], '{ __schema { queryType { name } } __typename }')).toBeUndefined();
  });

  it('is looked at in linear time, however often a fragment is spread', async () => {
    const levels = Array.from({ length: 200 }, (_, level) => level);
    const fragments = levels.map(
      (level) => `fragment F${level} on Portfolio { ${level === 199 ? 'slug' : `...F${level + 1} ...F${level + 1}`} }`,
    );
    const took = await quickest(1_000, () => {
      const started = performance.now();
      const document = parse(`{ portfolios { ...F0 } } ${fragments.join(' ')}`);
      expect(scopeRefusal({ scopes: new Set(['catalogue:read']), caller }, { schema, document })).toBeUndefined();
      return performance.now() - started;
    });
    expect(took).toBeLessThan(1_000);
  });

  it('of an operation that is not there is refused by nothing here', () => {
    const document = parse('query A { credentials { totalCount } }');
    const grant = { scopes: new Set<ApiScope>(), caller };
    expect(scopeRefusal(grant, { schema, document, operationName: 'B' })).toBeUndefined();
  });

  it('is refused by the operation that is run, not by others beside it', () => {
    const document = parse('query A { portfolios { slug } } query B { credentials { totalCount } }');
    const grant = { scopes: new Set<ApiScope>(['catalogue:read']), caller };
    expect(scopeRefusal(grant, { schema, document, operationName: 'A' })).toBeUndefined();
    expect(scopeRefusal(grant, { schema, document, operationName: 'B' })?.message).toContain('credentials:read');
  });
});

describe('who reads the catalogue', () => {
  const may = (text: string) => scopeRefusal(CATALOGUE_READER, { schema, document: parse(text) }) === undefined;

  it('reads it, and nothing of anybody', () => {
    expect(may('{ portfolios { slug services { name } } }')).toBe(true);
    for (const text of [
      '{ accessRequests { totalCount } }',
      '{ credentials { totalCount } }',
      '{ reviewQueue { totalCount } }',
    ]) {
      expect(may(text)).toBe(false);
    }
  });

  it('asks for these fields of the root', () => {
    const document = parse(
      '{ portfolios { slug } ...F ...F ... on Query { __typename } } fragment F on Query { viewer { id } __schema { queryType { name } } }',
    );
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    expect(rootFieldNames(document, operation.selectionSet)).toEqual(['portfolios', 'viewer']);
  });
});
