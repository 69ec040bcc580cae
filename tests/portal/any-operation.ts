import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** An id of nothing. */
export const NOBODYS = '01920000-0000-7000-8000-000000000000';

export const KINDS = ['query', 'mutation', 'subscription'] as const;
export type Kind = (typeof KINDS)[number];

const schema = buildSchema(readFileSync(new URL('../../packages/schema/api.graphql', import.meta.url), 'utf8'));

/** The operations of a kind that the API has. */
export function fieldsOf(kind: Kind): GraphQLField<unknown, unknown>[] {
  const root = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  return Object.values(root[kind]?.getFields() ?? {});
}

/** An operation on what is nobody's, with what it has to be given and a cursor that is none: it is never done. */
export function operationOn(kind: Kind, field: GraphQLField<unknown, unknown>) {
  const given = field.args.filter((arg) => isRequiredArgument(arg) || arg.name === 'after');
  const list = (write: (arg: (typeof given)[number]) => string) =>
    given.length > 0 ? `(${given.map(write).join(', ')})` : '';
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  const query = `${kind} ${list(({ name, type }) => `$${name}: ${type}`)} {
    ${field.name}${list(({ name }) => `${name}: $${name}`)} ${selection} }`;
  const variables: Record<string, unknown> = Object.fromEntries(given.map(({ name, type }) => [name, givenFor(type)]));
  return { query, variables };
}

function givenFor(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return givenFor(type.ofType);
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter(isRequiredInputField);
    return Object.fromEntries(needed.map((field) => [field.name, givenFor(field.type)]));
  }
  return { ID: NOBODYS, Int: 1, Boolean: true, DateTime: '2026-01-01T00:00:00Z' }[type.name] ?? 'x';
}
