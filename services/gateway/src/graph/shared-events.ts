import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { GatewayContext } from './gateway-context.ts';

interface Completed {
  result: ExecutionResult;
  /** Something was asked in the subscriber's name. */
  personal: boolean;
}

interface KnownDocument {
  id: number;
  /** Variables beyond those of the subscription's own arguments, which the event has behind it. */
  variables: string[];
}

/**
 * Completes an event once for all who receive it alike. It reaches every open page that it concerns at the same moment,
 * and holds what that page's owner may see; what is left is what the catalogue says, the same for everybody. Where more
 * is asked, it is asked for each subscriber alone.
 */
export class SharedEvents {
  private readonly underWay = new Map<string, Promise<Completed>>();
  private readonly documents = new WeakMap<DocumentNode, KnownDocument>();
  private lastId = 0;

  /** As graphql-js' `execute`, of one event. */
  complete = async (args: ExecutionArgs): Promise<ExecutionResult> => {
    const key = this.keyOf(args);
    const underWay = key === undefined ? undefined : this.underWay.get(key);
    const alike = underWay && (await underWay);
    if (alike && !alike.personal) return alike.result;
    let personal = false;
    const context = args.contextValue as GatewayContext;
    const tokenFor: GatewayContext['tokenFor'] = (audience) => {
      if (audience !== 'catalogue') personal = true;
      return context.tokenFor(audience);
    };
    const result = execute({ ...args, contextValue: { ...context, tokenFor } });
    if (key === undefined || !(result instanceof Promise)) return result;
    const completed = result.then((finished) => ({ result: finished, personal }));
    this.underWay.set(key, completed);
    return completed
      .finally(() => {
        if (this.underWay.get(key) === completed) this.underWay.delete(key);
      })
      .then((finished) => finished.result);
  };

  /** Undefined for an event with an error in it: that is its subscriber's own. */
  private keyOf({ document, operationName, variableValues, rootValue }: ExecutionArgs): string | undefined {
    const { id, variables } = this.known(document);
    let failed = false;
    const event = JSON.stringify(rootValue, (_key, value) => {
      failed ||= value instanceof Error;
      return value;
    });
    if (failed) return undefined;
    return JSON.stringify([id, operationName, variables.map((name) => variableValues?.[name]), event]);
  }

  private known(document: DocumentNode): KnownDocument {
    const known = this.documents.get(document) ?? { id: ++this.lastId, variables: variablesOfEvents(document) };
    this.documents.set(document, known);
    return known;
  }
}

function variablesOfEvents(document: DocumentNode): string[] {
  const names = new Set<string>();
  const collect = { Variable: ({ name }: { name: { value: string } }) => void names.add(name.value) };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) visit(definition, collect);
    if (definition.kind === Kind.OPERATION_DEFINITION) visit(withoutRootArguments(definition), collect);
  }
  return [...names];
}

function withoutRootArguments(operation: OperationDefinitionNode): OperationDefinitionNode {
  const selections = operation.selectionSet.selections.map((selection) =>
    selection.kind === Kind.FIELD ? { ...selection, arguments: [] } : selection,
  );
  return { ...operation, variableDefinitions: [], selectionSet: { ...operation.selectionSet, selections } };
}
