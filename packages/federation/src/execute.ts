import type {
  BatchFetchNode,
  EntityBatchAlias,
  FetchNode,
  FlattenNode,
  PlanNode,
} from '@graphql-hive/router-query-planner';
import {
  type ExecutionResult,
  execute as executeSchema,
  GraphQLError,
  getArgumentValues,
  getVariableValues,
} from 'graphql';
import { completeAnswer, failureOf, located, markFailed, TOLD } from './complete.ts';
import {
  copyOf,
  mergeInto,
  objectsAt,
  type Place,
  placesAt,
  representationOf,
  rewrite,
  type Tree,
} from './entities.ts';
import type { DispatchedField, OperationPlan, PreparedOperation } from './prepare.ts';
import { clientKey } from './selection.ts';
import { nodesAt } from './shape.ts';
import { type GraphTransport, SubgraphError, type SubgraphErrorJson, type SubgraphResult } from './subgraph.ts';

/** What an operation is run with. */
export interface ExecuteOptions<Context> {
  transport: GraphTransport<Context>;
  /** Handed to the transport as it is. */
  context: Context;
  /** The client's variables, as they came. */
  variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** For root fields that the supergraph has dispatched. */
  dispatch?: Dispatch<Context> | undefined;
}

/** Who answers a root field that several subgraphs have. */
export interface Dispatch<Context> {
  /** Whom to ask, one after the other until one has it. */
  subgraphsFor(args: Readonly<Record<string, unknown>>, context: Context): readonly string[];
  /** Why an object of this type, which was found, may not be told. */
  refusal(typename: string, context: Context): GraphQLError | undefined;
}

type Variables = Readonly<Record<string, unknown>>;
type FlattenPath = FlattenNode['path'];

/** So many wrong values of variables are told. */
const MOST_VARIABLE_ERRORS = 50;

/** Runs a query or mutation. Never throws: what went wrong is in the result's errors. */
export async function executeOperation<Context>(
  prepared: PreparedOperation,
  options: ExecuteOptions<Context>,
): Promise<ExecutionResult> {
  const begun = planWith(prepared, options.variables);
  if ('errors' in begun) return begun;
  const { plan, values } = begun;
  const run = new Run(prepared, plan, options);
  if (plan.first) await run.execute(plan.first);
  const others = plan.dispatched.map((field) => run.dispatch(field, values));
  if (plan.node) others.push(run.execute(plan.node));
  if (others.length > 0) await Promise.all(others);
  return run.answer();
}

/** How an operation is run with these variables, and their values by their types; or why it cannot be. */
export function planWith(
  prepared: PreparedOperation,
  variables: Variables | null | undefined,
): { plan: OperationPlan; values: Variables } | { errors: readonly GraphQLError[] } {
  const { supergraph, operation } = prepared;
  const { coerced, errors } = getVariableValues(
    supergraph.schema,
    operation.variableDefinitions ?? [],
    variables ?? {},
    { maxErrors: MOST_VARIABLE_ERRORS },
  );
  if (errors) return { errors };
  try {
    return { plan: prepared.planFor(coerced), values: coerced };
  } catch (cause) {
    // What composes may still hold fields that no subgraph on their way can tell.
    const originalError = cause instanceof Error ? cause : new Error(String(cause));
    return { errors: [new GraphQLError(originalError.message, { nodes: operation, originalError })] };
  }
}

/** One execution of an operation: the merged answer so far, and what went wrong. */
export class Run<Context> {
  readonly #prepared: PreparedOperation;
  readonly #options: ExecuteOptions<Context>;
  readonly #plan: OperationPlan;
  readonly #data: Tree = {};
  readonly #errors: GraphQLError[] = [];

  constructor(prepared: PreparedOperation, plan: OperationPlan, options: ExecuteOptions<Context>) {
    this.#prepared = prepared;
    this.#options = options;
    this.#plan = plan;
  }

  answer(): ExecutionResult {
    const { introspection, shape } = this.#plan;
    if (introspection) {
      const result = executeSchema({
        schema: this.#prepared.supergraph.schema,
        document: introspection,
        variableValues: this.#options.variables ?? null,
      });
      const { data, errors } = result as ExecutionResult;
      this.#errors.push(...(errors ?? []));
      Object.assign(this.#data, data);
    }
    const data = completeAnswer(this.#prepared, shape, this.#data, this.#errors);
    return this.#errors.length > 0 ? { errors: this.#errors.map((error) => this.#inText(error)), data } : { data };
  }

  /** The error with where in the client's text it became of. */
  #inText(error: GraphQLError): GraphQLError {
    const { message, path, extensions, originalError } = error;
    if (error.nodes || !path) return error;
    const { rootType, supergraph } = this.#prepared;
    const { schema } = supergraph;
    const nodes = nodesAt({ schema, rootType, shape: this.#plan.shape, data: this.#data }, path);
    return new GraphQLError(message, { nodes, path, extensions, originalError: originalError ?? null });
  }

  /** Reads a dispatched field from the first subgraph that has it. */
  async dispatch(field: DispatchedField, values: Variables): Promise<void> {
    const { dispatch, context } = this.#options;
    const { definition, node, key, dataKey } = field;
    this.#data[dataKey] = null;
    try {
      if (!dispatch) throw new Error(`nobody says whom to ask for ${definition.name}`);
      const args = getArgumentValues(definition, node, values);
      for (const subgraph of dispatch.subgraphsFor(args, context)) {
        const plan = field.planIn(subgraph);
        if (!plan) continue;
        const run = new Run(this.#prepared, this.#plan, this.#options);
        await run.execute(plan);
        const found = run.#data[dataKey];
        const failure = found === undefined ? failureOf(run.#data) : undefined;
        if (failure !== undefined && failure !== TOLD) throw failure;
        this.#errors.push(...run.#errors);
        if (found === undefined || found === null) {
          if (run.#errors.length > 0) return;
          continue;
        }
        const refused = dispatch.refusal(String((found as Tree).__typename), context);
        if (refused) throw refused;
        this.#data[dataKey] = found;
        return;
      }
    } catch (cause) {
      this.#errors.push(located(cause, { before: undefined, key }));
    }
  }

  async execute(node: PlanNode): Promise<void> {
    switch (node.kind) {
      case 'Sequence':
        for (const each of node.nodes) await this.execute(each);
        return;
      case 'Parallel':
        await Promise.all(node.nodes.map((each) => this.execute(each)));
        return;
      case 'Fetch':
        return this.#fetchRoot(node);
      case 'Flatten':
        return this.#flatten(node.path, node.node);
      case 'BatchFetch':
        return this.#fetchBatch(node);
      default:
        throw new Error(`a plan for a query has no ${node.kind}`);
    }
  }

  /** Writes the answer to a fetch of root fields. */
  take(result: SubgraphResult, node: FetchNode): void {
    const { supergraph } = this.#prepared;
    const { data, errors } = result;
    for (const error of errors ?? []) {
      // What says nothing of where, and left nothing: each field that did not come says why.
      if (!error.path && !data) markFailed(this.#data, errorOf(error));
      else this.#tell(error, [[]], 0);
    }
    if (!data) {
      markFailed(this.#data, TOLD);
      return;
    }
    rewrite(data, node.outputRewrites, supergraph);
    mergeInto(this.#data, data);
  }

  async #fetchRoot(node: FetchNode): Promise<void> {
    const variables = pick(this.#options.variables, node.variableUsages);
    const result = await this.#ask(node, variables).catch((cause: unknown) => markFailed(this.#data, cause));
    if (result) this.take(result, node);
  }

  async #flatten(path: FlattenPath, node: PlanNode): Promise<void> {
    if (node.kind === 'Flatten') return this.#flatten([...path, ...node.path], node.node);
    if (node.kind !== 'Fetch') throw new Error(`a plan flattens no ${node.kind}`);
    const { requires = [], inputRewrites, outputRewrites } = node;
    await this.#fetchEntities(node, [
      {
        alias: '_entities',
        representationsVariableName: 'representations',
        paths: [path],
        requires,
        inputRewrites,
        outputRewrites,
      } as EntityBatchAlias,
    ]);
  }

  async #fetchBatch(node: BatchFetchNode): Promise<void> {
    await this.#fetchEntities(node, node.entityBatch.aliases);
  }

  /** Asks a subgraph for more of entities that are known, equal ones once, and writes it to each of their places. */
  async #fetchEntities(node: FetchNode | BatchFetchNode, aliases: readonly EntityBatchAlias[]): Promise<void> {
    const lists = new Map<string, RepresentationList>();
    const batches = aliases.map((alias) => this.#collect(alias, lists));
    if (batches.every(({ targets }) => targets.length === 0)) return;
    const variables: Tree = { ...pick(this.#options.variables, node.variableUsages) };
    for (const [name, { representations }] of lists) variables[name] = representations;
    let result: SubgraphResult;
    try {
      result = await this.#ask(node, variables);
    } catch (cause) {
      for (const { targets } of batches) for (const { object } of targets) markFailed(object, cause);
      return;
    }
    for (const error of result.errors ?? []) this.#tellOfEntity(error, batches);
    for (const batch of batches) this.#writeEntities(result.data?.[batch.alias.alias], batch);
  }

  #collect(alias: EntityBatchAlias, lists: Map<string, RepresentationList>): EntityTargets {
    const { supergraph } = this.#prepared;
    const { representationsVariableName: name, requires, inputRewrites } = alias;
    let list = lists.get(name);
    if (!list) {
      list = { representations: [], indexes: new Map() };
      lists.set(name, list);
    }
    const targets: EntityTargets['targets'] = [];
    for (const path of alias.paths) {
      for (const object of objectsAt(this.#data, path, supergraph)) {
        const representation = representationOf(object, requires, supergraph);
        if (!representation) continue;
        rewrite(representation, inputRewrites, supergraph);
        const text = JSON.stringify(representation);
        let index = list.indexes.get(text);
        if (index === undefined) {
          index = list.representations.push(representation) - 1;
          list.indexes.set(text, index);
        }
        targets.push({ object, index });
      }
    }
    return { alias, targets };
  }

  #writeEntities(entities: unknown, { alias, targets }: EntityTargets): void {
    if (!Array.isArray(entities)) return;
    rewrite(entities, alias.outputRewrites, this.#prepared.supergraph);
    const written = new Set<number>();
    for (const { object, index } of targets) {
      const entity = entities[index];
      if (entity === null || typeof entity !== 'object') continue;
      mergeInto(object, written.has(index) ? copyOf(entity) : entity);
      written.add(index);
    }
  }

  async #ask(node: FetchNode | BatchFetchNode, variables: Tree | undefined): Promise<SubgraphResult> {
    const { transport, context } = this.#options;
    const { serviceName, operation, operationKind } = node;
    const subgraph = this.#prepared.supergraph.subgraphOf(serviceName);
    const kind = operationKind ?? 'query';
    const result = await transport.request(subgraph, { kind, query: operation, variables }, context);
    if (!result.data && !result.errors?.length) throw new SubgraphError(subgraph, 'answered neither data nor an error');
    return result;
  }

  /** An error of one entity stands at every place of it. */
  #tellOfEntity(error: SubgraphErrorJson, batches: readonly EntityTargets[]): void {
    const [alias, index] = error.path ?? [];
    const batch = batches.find((each) => each.alias.alias === alias);
    if (!batch || typeof index !== 'number') {
      // It says nothing of where; the fields that did not come say why.
      for (const { targets } of batches) for (const { object } of targets) markFailed(object, errorOf(error));
      return;
    }
    const objects = new Set(batch.targets.filter((target) => target.index === index).map(({ object }) => object));
    for (const object of objects) markFailed(object, TOLD);
    const places: Place[] = [];
    for (const path of batch.alias.paths) {
      for (const [object, place] of placesAt(this.#data, path, this.#prepared.supergraph)) {
        if (objects.has(object)) places.push(place);
      }
    }
    this.#tell(error, places, 2);
  }

  #tell(error: SubgraphErrorJson, places: readonly Place[], skip: number): void {
    const { aliasPrefix } = this.#prepared.supergraph;
    const { message, path, extensions } = error;
    const name = (key: string | number) => (typeof key === 'string' ? clientKey(key, aliasPrefix) : key);
    for (const place of places) {
      this.#errors.push(
        new GraphQLError(message, {
          ...(path && { path: [...place, ...path.slice(skip)].map(name) }),
          ...(extensions && { extensions }),
          originalError: error instanceof Error ? error : null,
        }),
      );
    }
  }
}

interface RepresentationList {
  representations: Tree[];
  /** Where each stands in the list, by its text. */
  indexes: Map<string, number>;
}

interface EntityTargets {
  alias: EntityBatchAlias;
  targets: { object: Tree; index: number }[];
}

function errorOf(error: SubgraphErrorJson): GraphQLError {
  const { message, extensions } = error;
  return error instanceof GraphQLError ? error : new GraphQLError(message, extensions ? { extensions } : {});
}

/** Those of the client's variables that are named. */
export function pick(variables: Variables | null | undefined, names: readonly string[] | undefined): Tree | undefined {
  if (!variables || !names || names.length === 0) return undefined;
  const picked: Tree = {};
  for (const name of names) if (Object.hasOwn(variables, name)) picked[name] = variables[name];
  return picked;
}
