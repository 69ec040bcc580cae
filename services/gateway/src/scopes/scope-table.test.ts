import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { API_SCOPES, type ApiScope } from '@portal/domain';
import type { Caller } from '@portal/service-kit/identity';
import { quickest } from '@portal/service-kit/testing';
import {
  buildSchema,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { scopeRefusal } from './scope-check.ts';
import { scopeTable } from './scope-document.ts';
import { CLIENT_FIELDS, INHERITED, ROOT_FIELDS, type Rule, TYPES } from './scope-table.ts';

const schema: GraphQLSchema = buildSchema(
  await readFile(fileURLToPath(import.meta.resolve('@portal/schema/api.graphql')), 'utf8'),
);
const caller: Caller = {
  kind: 'person',
  id: '1',
  name: 'Ana Souza',
  email: null,
  roles: ['INTEGRATOR'],
  assuranceLevel: 'GOLD',
};
const client: Caller = { kind: 'client', clientId: 'hml-1', credentialId: '1', requestId: '2' };
const ROOTS = ['Query', 'Mutation', 'Subscription'] as const;

function fieldsOf(typeName: string) {
  const type = schema.getType(typeName);
  return isObjectType(type) ? Object.values(type.getFields()) : [];
}

function ask(scopes: readonly ApiScope[], text: string): GraphQLError | undefined {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return scopeRefusal({ scopes: new Set(scopes), caller }, { schema, document });
}

describe('the table of scopes', () => {
  it.each(ROOTS)('holds each field of %s and no other', (root) => {
    expect(Object.keys(ROOT_FIELDS[root]).sort()).toEqual(
      fieldsOf(root)
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('holds each object type and no other, so that every field of the schema stands in it', () => {
    const types = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .map(({ name }) => name)
      .filter((name) => !(ROOTS as readonly string[]).includes(name));
    expect(Object.keys(TYPES).sort()).toEqual(types.sort());
  });

  it('is the one in the documentation', async () => {
    const page = await readFile(new URL('../../../../docs/api-access.md', import.meta.url), 'utf8');
    expect(page).toContain(scopeTable());
  });
});

const NO_SCOPES: ReadonlySet<Rule> = new Set(['NO_TOKEN', 'RESOURCE_SERVER']);

/** An operation that selects one root field, as little as is valid below it. */
function operationFor(root: (typeof ROOTS)[number], name: string): string {
  const field = fieldsOf(root).find((one) => one.name === name);
  if (!field) throw new Error(`no field ${name}`);
  const required = field.args.filter((arg) => String(arg.type).endsWith('!') && arg.defaultValue === undefined);
  const variables = required.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const args = required.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${root.toLowerCase()}${variables && ` (${variables})`} { ${name}${args && `(${args})`}${selection} }`;
}

describe.each(ROOTS)('each field of %s', (root) => {
  it.each(Object.entries(ROOT_FIELDS[root]))('%s: %j', (name, rule: Rule) => {
    const operation = operationFor(root, name);
    for (const scope of API_SCOPES) {
      const error = ask([scope], operation);
      if (rule === 'ANY_TOKEN' || rule === scope || (Array.isArray(rule) && rule.includes(scope))) {
        expect(error).toBeUndefined();
      } else {
        expect(error?.extensions.code).toBe('FORBIDDEN');
        expect(error?.message).toContain(NO_SCOPES.has(rule) ? name : [rule].flat().join(' ou '));
      }
    }
    if (NO_SCOPES.has(rule)) expect(ask(API_SCOPES, operation)).toBeInstanceOf(GraphQLError);
    const document = parse(operation);
    const ofSystem = scopeRefusal({ scopes: new Set(API_SCOPES), caller: client }, { schema, document });
    expect(ofSystem === undefined).toBe(CLIENT_FIELDS[root].includes(name));
    const ofService = scopeRefusal(
      { scopes: new Set(), caller: { kind: 'resource-server', id: 'ehr' } },
      { schema, document },
    );
    expect(ofService === undefined).toBe(rule === 'RESOURCE_SERVER' || rule === 'ANY_TOKEN');
  });
});

describe('each field that leads to another area', () => {
  const crossing = Object.keys(TYPES).flatMap((parent) =>
    fieldsOf(parent).flatMap((field) => {
      const rule = TYPES[getNamedType(field.type).name];
      return rule && rule !== INHERITED && rule !== TYPES[parent] ? [{ parent, field: field.name, rule }] : [];
    }),
  );

  it('is known', () => {
    const names = crossing.map(({ parent, field }) => `${parent}.${field}`);
    expect(names).toEqual(
      expect.arrayContaining([
        'Portfolio.viewerRequests',
        'Portfolio.viewerCredentials',
        'AccessRequest.portfolio',
        'AccessRequest.credential',
        'AccessRequest.homologationCredential',
        'Credential.productionRequest',
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

  it('is refused by the operation that is run, not by others beside it', () => {
    const document = parse('query A { portfolios { slug } } query B { credentials { totalCount } }');
    const grant = { scopes: new Set<ApiScope>(['catalogue:read']), caller };
    expect(scopeRefusal(grant, { schema, document, operationName: 'A' })).toBeUndefined();
    expect(scopeRefusal(grant, { schema, document, operationName: 'B' })?.message).toContain('credentials:read');
  });
});
