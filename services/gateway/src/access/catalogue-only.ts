import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { requiredScopes } from './required-scopes.ts';
import { CATALOGUE_READER, rootFieldNames, scopeRefusal } from './scope-check.ts';

/** Whether a document that was validated reads the catalogue and the schema alone: its answer is everybody's. */
export type IsCatalogueOnly = (document: DocumentNode) => boolean;

/** Looks at each document once. With several operations all of them count, whichever is run. */
export function catalogueReads(schema: GraphQLSchema): IsCatalogueOnly {
  const known = new WeakMap<DocumentNode, boolean>();
  return (document) => {
    const answer =
      known.get(document) ?? operationsOf(document).every((operation) => reads(schema, document, operation));
    known.set(document, answer);
    return answer;
  };
}

function reads(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation, name, selectionSet }: OperationDefinitionNode,
) {
  // Any token may ask for `viewer`, but what it answers is each one's own.
  return (
    operation === 'query' &&
    rootFieldNames(document, selectionSet).every((name) => ofCatalogue(schema, name)) &&
    !scopeRefusal(CATALOGUE_READER, { schema, document, operationName: name?.value })
  );
}

function ofCatalogue(schema: GraphQLSchema, name: string): boolean {
  const field = schema.getQueryType()?.getFields()[name];
  return field !== undefined && String(requiredScopes(field)) === 'catalogue:read';
}

function operationsOf({ definitions }: DocumentNode): OperationDefinitionNode[] {
  return definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}
