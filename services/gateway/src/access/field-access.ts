import { type ApiScope, type FieldScope, isApiScope } from '@portal/domain';
import { type GraphQLField, type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { READ_WITH, type RequiredScopes, requiredScopes } from './required-scopes.ts';

/** Who may use a field by itself, wherever it is reached from. */
export type FieldAccess =
  | { kind: 'session' }
  | { kind: 'resource-server' }
  /** Any of the lists, all of its scopes; none at all where any token will do. */
  | { kind: 'token'; scopes: readonly (readonly ApiScope[])[] };

/** What is asked of a token for a field of a type: by itself, by its type, and by the type that it leads to. */
export function accessOf(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): FieldAccess {
  const type = getNamedType(field.type);
  const rules = [field, parent, ...(isObjectType(type) ? [type] : [])].flatMap((one) => {
    const asked = requiredScopes(one);
    return asked && !has(asked, 'inherited') ? [asked] : [];
  });
  if (rules.some((asked) => has(asked, 'session'))) return { kind: 'session' };
  if (rules.some((asked) => has(asked, 'resource-server'))) return { kind: 'resource-server' };
  const inPayload = has(requiredScopes(parent) ?? [], 'inherited');
  return { kind: 'token', scopes: allOf(rules.map((asked) => alternatives(asked, inPayload))) };
}

/** Whether one of the lists is this scope alone. */
function has(asked: RequiredScopes, scope: FieldScope): boolean {
  return asked.some((all) => all.length === 1 && all[0] === scope);
}

/** Without what no token is granted. What a mutation answers with, its own scope may read. */
function alternatives(asked: RequiredScopes, inPayload: boolean): ApiScope[][] {
  const lists = asked.map((all) => all.filter(isApiScope));
  if (!inPayload) return lists;
  const writing = Object.entries(READ_WITH).flatMap(([write, read]) =>
    lists.some((all) => all.includes(read)) ? [[write as ApiScope]] : [],
  );
  return [...lists, ...writing];
}

function allOf(rules: readonly ApiScope[][][]): ApiScope[][] {
  let lists: ApiScope[][] = [[]];
  for (const choices of rules) {
    lists = lists.flatMap((list) => choices.map((all) => [...new Set([...list, ...all])]));
  }
  return lists.some((all) => all.length === 0) ? [] : lists;
}
