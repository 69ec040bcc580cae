import { openSupergraph } from '@portal/federation';
import { readApi, readSupergraph } from '@portal/schema';
import {
  buildSchema,
  type ConstDirectiveNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  valueFromASTUntyped,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { printAnnotatedSchema } from './annotated-schema.ts';

const api = await readApi();
const text = printAnnotatedSchema(openSupergraph(await readSupergraph()).schema);
const types = new Map(
  parse(text)
    .definitions.filter((one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION)
    .map((one) => [one.name.value, one]),
);

function directivesOf(path: string): Record<string, unknown> {
  const [typeName = '', fieldName] = path.split('.');
  const field = types.get(typeName)?.fields?.find(({ name }) => name.value === fieldName);
  if (!field) throw new Error(`no field ${path}`);
  return Object.fromEntries((field.directives ?? []).map((one) => [one.name.value, argumentsOf(one)]));
}

function argumentsOf({ arguments: given }: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries((given ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}

describe('the schema that is downloaded', () => {
  it('is a schema by itself, its directives defined, with all that the API has', () => {
    const schema = buildSchema(text);
    expect(Object.keys(schema.getTypeMap()).sort()).toEqual(Object.keys(buildSchema(api).getTypeMap()).sort());
    expect(schema.getDirective('cost')?.args.map(({ name }) => name)).toEqual(['weight']);
  });

  it.each([
    [
      'Query.services',
      {
        cost: { weight: '5' },
        listSize: { slicingArguments: ['first'], sizedFields: ['edges'], requireOneSlicingArgument: false },
        requiresScopes: { scopes: [['catalogue:read']] },
      },
    ],
    [
      'Query.portfolios',
      { cost: { weight: '1' }, listSize: { assumedSize: 10 }, requiresScopes: { scopes: [['catalogue:read']] } },
    ],
    ['Query.viewer', { cost: { weight: '1' } }],
    [
      'Query.changesCursor',
      { cost: { weight: '1' }, requiresScopes: { scopes: [['requests:read'], ['credentials:read']] } },
    ],
    ['Query.reviewQueue', expect.objectContaining({ sessionOnly: {} })],
    ['Query.credentialStatus', { cost: { weight: '1' }, resourceServerOnly: {} }],
    ['Mutation.submitAccessRequest', { cost: { weight: '10' }, requiresScopes: { scopes: [['requests:write']] } }],
    ['Subscription.credentialChanged', { cost: { weight: '5' }, requiresScopes: { scopes: [['credentials:read']] } }],
    ['Portfolio.name', { requiresScopes: { scopes: [['catalogue:read']] } }],
    [
      'AccessRequest.portfolio',
      { cost: { weight: '1' }, requiresScopes: { scopes: [['requests:read', 'catalogue:read']] } },
    ],
    [
      'AccessRequestPayload.accessRequest',
      { cost: { weight: '1' }, requiresScopes: { scopes: [['requests:read'], ['requests:write']] } },
    ],
    ['PersonalAccessToken.name', { sessionOnly: {} }],
    ['Viewer.name', {}],
  ])('says of %s what it costs and asks for', (path, expected) => {
    expect(directivesOf(path)).toEqual(expected);
  });
});
