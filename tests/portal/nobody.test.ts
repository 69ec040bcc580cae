import {
  buildClientSchema,
  type GraphQLField,
  getIntrospectionQuery,
  type IntrospectionQuery,
  isNonNullType,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { signedIn } from './people.ts';
import { Person } from './person.ts';
import { UNKNOWN_IDS } from './unknown-ids.ts';

/** What is open to everybody. */
const OPEN = [
  'portfolios',
  'portfolio',
  'services',
  'service',
  'viewer',
  'rateLimit',
  'documentKinds',
  'validateDocument',
  'homologationIncidents',
  'conformanceSuites',
  'conformanceReport',
];

const VALUES: Record<string, string> = {
  'ID!': '"01920000-0000-7000-8000-000000000000"',
  'String!': '"x"',
  'Int!': '1',
  'Boolean!': 'true',
  'Verdict!': 'PROVEN',
  '[String!]!': '[]',
  '[ReasonInput!]!': '[{ code: "OTHER", message: "x" }]',
  'CreateHomologationRequestInput!': '{ portfolio: "rnds", services: ["rnds-auth"] }',
  'CreateProductionRequestInput!': '{ credentialId: "x" }',
  'UpdateAccessRequestInput!': '{ id: "x", version: 1 }',
};

/** A field with what it must be given; undefined where this test does not know what that is. */
function asked({ name, args }: GraphQLField<unknown, unknown>): string | undefined {
  const needed = args.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
  const given = needed.map((argument) => `${argument.name}: ${VALUES[String(argument.type)]}`);
  if (needed.some(({ type }) => VALUES[String(type)] === undefined)) return undefined;
  return given.length > 0 ? `${name}(${given.join(', ')})` : name;
}

const withSelection = (field: string, scalar: boolean) => (scalar ? field : `${field} { __typename }`);

describe('nobody', () => {
  const anyone = Person.anonymous();
  const fields = new Map<'query' | 'mutation', GraphQLField<unknown, unknown>[]>();
  beforeAll(async () => {
    const schema = buildClientSchema(await anyone.get<IntrospectionQuery>(getIntrospectionQuery()));
    fields.set('query', Object.values(schema.getQueryType()?.getFields() ?? {}));
    fields.set('mutation', Object.values(schema.getMutationType()?.getFields() ?? {}));
  });

  test.each(['query', 'mutation'] as const)('gets UNAUTHENTICATED for every %s but what is open', async (operation) => {
    const codes: Record<string, string | undefined> = {};
    const wanted: Record<string, string> = {};
    for (const field of fields.get(operation) ?? []) {
      const call = asked(field);
      if (call === undefined || (operation === 'query' && OPEN.includes(field.name))) continue;
      const scalar = /^(String|Boolean|Int|ID|DateTime)!?$/.test(String(field.type));
      const { errors } = await anyone.ask(`${operation} { ${withSelection(call, scalar)} }`);
      codes[field.name] = errors?.[0]?.extensions.code;
      wanted[field.name] = 'UNAUTHENTICATED';
    }
    // `reasonCodes` is a list of words that holds nothing of anybody.
    delete codes.reasonCodes;
    delete wanted.reasonCodes;
    expect(Object.keys(wanted).length).toBeGreaterThan(8);
    expect(codes).toEqual(wanted);
  });

  test('is null as viewer', async () => {
    expect(await anyone.get('{ viewer { id } }')).toEqual({ viewer: null });
  });
});

describe('a role that is missing', () => {
  let people: Record<'ana' | 'elis', Person>;
  beforeAll(async () => {
    people = await signedIn('ana', 'elis');
  });

  test.for([
    ['claimAccessRequest', '', ['ana', 'elis']],
    ['approveAccessRequest', '', ['ana', 'elis']],
    ['releaseAccessRequest', '', ['ana']],
    ['requestChanges', ', reasons: []', ['ana', 'elis']],
    ['rejectAccessRequest', ', reasons: []', ['ana', 'elis']],
  ] as const)('is told of before the id is looked at: %s', async ([mutation, more, names]) => {
    for (const name of names) {
      for (const id of UNKNOWN_IDS) {
        const { errors } = await people[name].ask(
          `mutation ($id: ID!) { ${mutation}(id: $id, version: 1${more}) { problems { code } } }`,
          { id },
        );
        expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      }
    }
  });
});
