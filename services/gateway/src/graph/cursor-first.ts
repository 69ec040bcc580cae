import { collectFields, type ExecutionRequest, type ExecutionResult } from '@graphql-tools/utils';
import { type GraphQLResolveInfo, type OperationDefinitionNode, visit } from 'graphql';

type Execute = (request: ExecutionRequest) => Promise<ExecutionResult>;

const CURSOR = 'changesCursor';

/**
 * `changesCursor` promises that nothing falls between it and what is read with it. The fields of a query are asked for side
 * by side: read last, it would stand behind a change that the others have not seen. So they wait for it. To be put around
 * the subgraph that answers it, and no other, where they would wait for ever.
 */
export function cursorFirst(execute: Execute): Execute {
  const read = new WeakMap<object, PromiseWithResolvers<void>>();
  return async (request) => {
    const { info, context } = request;
    if (!info || !asksForCursor(info)) return execute(request);
    const cursor = read.get(context) ?? Promise.withResolvers<void>();
    read.set(context, cursor);
    if (info.fieldName !== CURSOR) {
      await cursor.promise;
      return execute(request);
    }
    try {
      return await execute(request);
    } finally {
      cursor.resolve();
    }
  };
}

const mentioning = new WeakMap<OperationDefinitionNode, boolean>();

function asksForCursor(info: GraphQLResolveInfo): boolean {
  const { operation, fragments, schema, variableValues } = info;
  const mentioned = mentioning.get(operation) ?? mentionsCursor(info);
  mentioning.set(operation, mentioned);
  const query = schema.getQueryType();
  if (!mentioned || !query) return false;
  const { fields } = collectFields(schema, fragments, variableValues, query, operation.selectionSet);
  return [...fields.values()].some(([field]) => field?.name.value === CURSOR);
}

function mentionsCursor({ operation, fragments }: GraphQLResolveInfo): boolean {
  const names = new Set<string>();
  const collect = { Field: ({ name }: { name: { value: string } }) => void names.add(name.value) };
  for (const definition of [operation, ...Object.values(fragments)]) visit(definition, collect);
  return operation.operation === 'query' && names.has(CURSOR);
}
