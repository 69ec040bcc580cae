import { readFile } from 'node:fs/promises';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { exampleOperation, graphiqlAddress } from './example-operation.ts';
import { readReference } from './read-reference.ts';
import { deprecatedFields, type Field, fieldsThatLeadTo, type Reference } from './reference.ts';
import { createSearch } from './search-reference.ts';
import { wayTo } from './way-to.ts';

const SDL = `
"What is asked first."
type Query {
  "Os portfólios do menu."
  portfolios: [Portfolio!]! @cost(weight: "1") @listSize(assumedSize: 10) @requiresScopes(scopes: [["catalogue:read"]])
  "Full-text search."
  services(
    "How many."
    first: Int = 20
    "Palavras da busca."
    text: String
  ): ServiceConnection! @cost(weight: "5") @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false) @requiresScopes(scopes: [["catalogue:read"]])
  changesCursor: String! @cost(weight: "1") @requiresScopes(scopes: [["requests:read"], ["credentials:read"]])
  queue: Secret @sessionOnly
  status: Secret @resourceServerOnly
  old(id: ID!): Portfolio @deprecated(reason: "Use portfolios. Sai em 2027-06-30.")
}
type Note { text: String! }
type Portfolio { slug: String! name: String! notes(of: String!): [Note!]! @cost(weight: "1") @listSize(assumedSize: 3) @requiresScopes(scopes: [["catalogue:read"]]) secret: Secret @cost(weight: "1") @requiresScopes(scopes: [["requests:read"]]) kind: Kind }
type Secret { word: String! }
type ServiceConnection { edges: [ServiceEdge!]! totalCount: Int! }
type ServiceEdge { node: Service! cursor: String! }
type Service { slug: String! portfolio: Portfolio! }
enum Kind { "Aberta a todos." OPEN CLOSED @deprecated }
input Filter { text: String! kind: Kind = OPEN }
"Um momento."
scalar DateTime
directive @cost(weight: String!) on FIELD_DEFINITION
`;

const reference = readReference(SDL);

function field(id: string, of: Reference = reference): Field {
  const item = of.items.get(id);
  if (item?.kind !== 'field') throw new Error(`no field ${id}`);
  return item;
}

describe('reading the schema', () => {
  it('finds what is asked, what it answers and what it takes', () => {
    expect(reference.roots.Query.map(({ name }) => name)).toContain('services');
    expect(field('Query.services')).toMatchObject({
      description: 'Full-text search.',
      type: { text: 'ServiceConnection!', name: 'ServiceConnection' },
      args: [
        { name: 'first', description: 'How many.', type: { text: 'Int', name: 'Int' }, defaultValue: '20' },
        { name: 'text', defaultValue: null },
      ],
    });
    expect(reference.types.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'scalar DateTime',
      'input Filter',
      'enum Kind',
      'object Note',
      'object Portfolio',
      'object Secret',
      'object Service',
      'object ServiceConnection',
      'object ServiceEdge',
    ]);
    expect(fieldsThatLeadTo(reference, 'Kind').map(({ id }) => id)).toEqual(['Filter.kind', 'Portfolio.kind']);
  });

  it('finds cost, lists and scopes', () => {
    expect(field('Query.portfolios')).toMatchObject({ cost: 1, list: { kind: 'assumed', size: 10 } });
    expect(field('Query.services').list).toEqual({ kind: 'argument', argument: 'first', defaultValue: '20' });
    expect(field('Portfolio.slug')).toMatchObject({ cost: 0, list: null, access: { kind: 'token', scopes: [] } });
    expect(field('Filter.text').cost).toBeNull();
    expect(field('Query.changesCursor').access).toEqual({
      kind: 'token',
      scopes: [['requests:read'], ['credentials:read']],
    });
    expect(field('Query.queue').access).toEqual({ kind: 'session' });
    expect(field('Query.status').access).toEqual({ kind: 'resource-server' });
  });

  it('finds what is deprecated, and from when it may go', () => {
    expect(deprecatedFields(reference).map(({ id, deprecation }) => [id, deprecation.from])).toEqual([
      ['Query.old', '2027-06-30'],
    ]);
    const kind = reference.items.get('Kind');
    expect(kind?.kind === 'enum' && kind.values[1]?.deprecation).toEqual({ reason: '', from: null });
  });
});

describe('searching', () => {
  const search = createSearch(reference);
  const found = (text: string) => search(text).map(({ id }) => id);

  it('ignores accents and case', () => {
    expect(found('FULL-TEXT')).toEqual(['Query.services']);
    expect(found('PORTFÓLIOS')[0]).toBe('Query.portfolios');
    expect(found('portfolios')).toEqual(found('Portfólios'));
  });

  it('knows the words of the domain in Portuguese', () => {
    expect(found('serviço').slice(0, 2)).toEqual(['Service', 'Query.services']);
    expect(found('segredos')).toEqual(found('secret'));
  });

  it('has what is called so before what speaks of it', () => {
    expect(found('portfolio').slice(0, 2)).toEqual(['Portfolio', 'Service.portfolio']);
    expect(found('kind')[0]).toBe('Kind');
    expect(found('query.services')[0]).toBe('Query.services');
  });

  it('looks at arguments and values too, and wants every word', () => {
    expect(found('palavras')).toEqual(['Query.services']);
    expect(found('aberta todos')).toEqual(['Kind']);
    expect(found('aberta palavras')).toEqual([]);
    expect(found('  ')).toEqual([]);
  });
});

describe('an example', () => {
  it('asks for what its scopes let one read, down to the items of a list', () => {
    expect(exampleOperation(reference, field('Query.services'))).toEqual({
      query: `query Services($first: Int) {
  services(first: $first) {
    totalCount
    edges {
      node {
        slug
        portfolio {
          slug
          name
          kind
        }
      }
    }
  }
}
`,
      variables: { first: 10 },
    });
  });

  it('of a field further down goes the shortest way there', () => {
    expect(wayTo(reference, field('Secret.word'))?.map(({ id }) => id)).toEqual(['Query.queue', 'Secret.word']);
    expect(exampleOperation(reference, field('Portfolio.kind'))?.query).toBe(
      'query Kind {\n  portfolios {\n    kind\n  }\n}\n',
    );
    // Where there is no other way, through what wants an argument.
    expect(exampleOperation(reference, field('Note.text'))).toEqual({
      query: 'query Text($of: String!) {\n  portfolios {\n    notes(of: $of) {\n      text\n    }\n  }\n}\n',
      variables: { of: 'texto' },
    });
    expect(exampleOperation(reference, field('Filter.text'))).toBeUndefined();
  });

  it('goes into the address of GraphiQL whole', () => {
    const { searchParams } = new URL(graphiqlAddress({ query: '{ a }', variables: { b: 1 } }), 'http://x');
    expect(searchParams.get('query')).toBe('{ a }');
    expect(JSON.parse(searchParams.get('variables') ?? '')).toEqual({ b: 1 });
  });

  it('is valid for every field of the API, and short enough for an address', async () => {
    const sdl = await readFile(new URL('../../../../../packages/schema/api.graphql', import.meta.url), 'utf8');
    const schema = buildSchema(sdl);
    const whole = readReference(sdl);
    const fields = [...whole.items.values()].filter((item) => item.kind === 'field');
    expect(fields.length).toBeGreaterThan(200);
    const inputs = new Set(whole.types.filter(({ kind }) => kind === 'input').map(({ name }) => name));
    for (const one of fields) {
      const example = exampleOperation(whole, one);
      if (inputs.has(one.owner)) expect(example, one.id).toBeUndefined();
      else {
        expect(example, one.id).toBeDefined();
        expect(validate(schema, parse(example?.query ?? '')), one.id).toEqual([]);
        expect(example && graphiqlAddress(example).length).toBeLessThan(6_000);
      }
    }
  });
});
