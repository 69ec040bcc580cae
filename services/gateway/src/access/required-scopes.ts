import type { ApiScope, FieldScope } from '@portal/domain';
import { directiveAt } from '@portal/federation';
import type { GraphQLField, GraphQLObjectType } from 'graphql';

/** What a field asks for: any of the lists, all of its scopes. */
export type RequiredScopes = readonly (readonly FieldScope[])[];

/** A field or a type of objects. What an interface says is made of what its types say, which are looked at themselves. */
type Scoped = GraphQLObjectType | GraphQLField<unknown, unknown>;

/** What a mutation answers with may be read by its own scope: who may write a request is shown what was written. */
export const READ_WITH: Readonly<Partial<Record<FieldScope, ApiScope>>> = {
  'requests:write': 'requests:read',
  'credentials:write': 'credentials:read',
};

const read = new WeakMap<Scoped, RequiredScopes | undefined>();

/** What a field, or a type with each field of it and each that leads to it, asks for; undefined where it says nothing. */
export function requiredScopes(scoped: Scoped): RequiredScopes | undefined {
  if (!read.has(scoped)) read.set(scoped, directiveAt(scoped, 'requiresScopes')?.scopes as RequiredScopes | undefined);
  return read.get(scoped);
}
