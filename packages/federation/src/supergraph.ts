import { QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  Kind,
  type NameNode,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type TypeNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';

/** A Federation 2 supergraph, ready to plan operations. */
export interface Supergraph {
  /**
   * What clients see of it: the API schema, without joins and what is @inaccessible. What other directives say of a type or
   * a field, such as @cost, `directiveAt` reads; introspection tells nothing of them.
   */
  readonly schema: GraphQLSchema;
  readonly planner: QueryPlanner;
  /** A subgraph's own name, of the planner's for it. */
  subgraphOf(service: string): string;
  /** URL of each subgraph by its name, as the supergraph has them. */
  readonly urls: ReadonlyMap<string, string>;
  /** Whether an object of type `typename` is one of `condition`: of that type, of that interface or in that union. */
  satisfies(typename: string, condition: string): boolean;
  /** The name of a field's type; those included that clients do not see. */
  typeOfField(type: string, field: string): string | undefined;
  /** Interfaces and unions of whose objects every subgraph knows what they are: none holds them as an object. */
  readonly toldApart: ReadonlySet<string>;
  /** Root fields of queries that are read before all others. */
  readonly readFirst: ReadonlySet<string>;
  /** Root fields of queries that several subgraphs answer, each for what it has: whoever runs the operation says whom to ask. */
  readonly dispatched: ReadonlySet<string>;
  /** Plans as if those fields were this subgraph's alone. */
  plannerIn(subgraph: string): QueryPlanner;
  /** Stands before a client's alias on the way to subgraphs; no field's name begins so. */
  readonly aliasPrefix: string;
}

/** The arguments of a directive that the supergraph has at a type or a field; undefined where it does not stand there. */
export function directiveAt(
  { astNode }: Pick<GraphQLNamedType | GraphQLField<unknown, unknown>, 'astNode'>,
  name: string,
): Record<string, unknown> | undefined {
  const found = astNode?.directives?.find((one) => one.name.value === name);
  return (
    found && Object.fromEntries((found.arguments ?? []).map((one) => [one.name.value, valueFromASTUntyped(one.value)]))
  );
}

/** What is to be known of root fields beside what the SDL says. */
export interface RootFieldRules {
  readFirst?: readonly string[];
  dispatched?: readonly string[];
}

/** Reads a composed supergraph's SDL. */
export function openSupergraph(sdl: string, { readFirst = [], dispatched = [] }: RootFieldRules = {}): Supergraph {
  const document = parse(sdl, { noLocation: true });
  const forPlanner = interfaceObjectsLast(document);
  const planner = new QueryPlanner(forPlanner === document ? sdl : print(forPlanner));
  const possible = possibleTypes(document);
  const fieldTypes = typesOfFields(document);
  const graphs = new Map(subgraphsOf(document).map(({ graph, name }) => [name, graph]));
  const planners = new Map<string, QueryPlanner>();
  return {
    schema: buildASTSchema(publicSchema(parse(planner.consumerSchema, { noLocation: true }), document), {
      assumeValidSDL: true,
    }),
    planner,
    subgraphOf: (service) => (service.startsWith(LATE) ? service.slice(LATE.length) : service),
    urls: new Map(subgraphsOf(document).map(({ name, url }) => [name, url])),
    satisfies: (typename, condition) => typename === condition || (possible.get(condition)?.has(typename) ?? false),
    typeOfField: (type, field) => fieldTypes.get(type)?.get(field),
    toldApart: toldApart(document, possible),
    readFirst: new Set(readFirst),
    dispatched: new Set(dispatched),
    plannerIn(subgraph) {
      const graph = graphs.get(subgraph);
      if (graph === undefined) throw new Error(`the supergraph has no subgraph ${subgraph}`);
      const known = planners.get(subgraph) ?? new QueryPlanner(print(answeredBy(forPlanner, graph, dispatched)));
      planners.set(subgraph, known);
      return known;
    },
    aliasPrefix: unusedPrefix(document),
  };
}

/** The supergraph in which these fields of Query are one subgraph's alone. */
function answeredBy(document: DocumentNode, graph: string, fields: readonly string[]): DocumentNode {
  const joined = (node: FieldDefinitionNode): FieldDefinitionNode => ({
    ...node,
    directives: [
      ...(node.directives ?? []).filter(({ name }) => name.value !== 'join__field'),
      {
        kind: Kind.DIRECTIVE,
        name: { kind: Kind.NAME, value: 'join__field' },
        arguments: [
          { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'graph' }, value: { kind: Kind.ENUM, value: graph } },
        ],
      },
    ],
  });
  return visit(document, {
    ObjectTypeDefinition: (node) => (node.name.value === 'Query' ? undefined : false),
    FieldDefinition: (node) => (fields.includes(node.name.value) ? joined(node) : undefined),
    InterfaceTypeDefinition: () => false,
  });
}

/** Comes after every name that begins with a letter. */
const LATE = '~';

/**
 * The planner finds the members of an interface only from subgraphs whose names come after those that have them: the ones
 * that hold it as an object (@interfaceObject) are given such names.
 */
function interfaceObjectsLast(document: DocumentNode): DocumentNode {
  const graphs = new Set<string>();
  visit(document, {
    Directive(node) {
      if (!isOfInterfaceObject(node as ConstDirectiveNode)) return;
      for (const { value } of node.arguments ?? []) if (value.kind === Kind.ENUM) graphs.add(value.value);
    },
  });
  if (graphs.size === 0) return document;
  const names = new Set<string>();
  for (const { graph, name } of subgraphsOf(document)) if (graphs.has(graph)) names.add(name);
  return visit(document, {
    Argument(node) {
      const { name, value } = node;
      if (!['name', 'override'].includes(name.value) || value.kind !== Kind.STRING || !names.has(value.value)) return;
      return { ...node, value: { ...value, value: LATE + value.value } };
    },
  });
}

/**
 * The planner writes down what every schema has by itself, and types of the join specification; it leaves out what
 * directives of other specifications, such as @cost, say of types and fields: they are put at them again.
 */
function publicSchema(consumer: DocumentNode, supergraph: DocumentNode): DocumentNode {
  const said = new Map<string, readonly ConstDirectiveNode[]>();
  const ofFields = (type: string, fields: readonly FieldDefinitionNode[] = []) => {
    for (const { name, directives = [] } of fields) said.set(`${type}.${name.value}`, directives.filter(isNotJoin));
  };
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    said.set(definition.name.value, (definition.directives ?? []).filter(isNotJoin));
    ofFields(definition.name.value, definition.fields);
  }
  const annotated = <Node extends ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>(type: Node): Node | null =>
    isOfSpecifications(type)
      ? null
      : {
          ...type,
          directives: said.get(type.name.value) ?? [],
          fields: (type.fields ?? [])
            .filter(({ name }) => !name.value.startsWith('__'))
            .map((field) => ({ ...field, directives: said.get(`${type.name.value}.${field.name.value}`) ?? [] })),
        };
  const kept = (node: { name: NameNode }) => (isOfSpecifications(node) ? null : undefined);
  return visit(consumer, {
    ObjectTypeDefinition: annotated,
    InterfaceTypeDefinition: annotated,
    EnumTypeDefinition: kept,
    InputObjectTypeDefinition: kept,
    ScalarTypeDefinition: kept,
  });
}

function isOfSpecifications({ name }: { name: NameNode }): boolean {
  return /^(join|link)?__/.test(name.value);
}

function isNotJoin({ name }: ConstDirectiveNode): boolean {
  return !name.value.startsWith('join__');
}

/** Of each interface and union the names of its members, those included that clients do not see. */
function possibleTypes(document: DocumentNode): Map<string, Set<string>> {
  const possible = new Map<string, Set<string>>();
  const add = (abstract: string, member: string) => {
    const members = possible.get(abstract);
    if (members) members.add(member);
    else possible.set(abstract, new Set([member]));
  };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      for (const { name } of definition.interfaces ?? []) add(name.value, definition.name.value);
    } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const { name } of definition.types ?? []) add(definition.name.value, name.value);
    }
  }
  return possible;
}

/** Of each type its fields' types by their names. */
function typesOfFields(document: DocumentNode): Map<string, Map<string, string>> {
  const types = new Map<string, Map<string, string>>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    types.set(
      definition.name.value,
      new Map((definition.fields ?? []).map(({ name, type }) => [name.value, namedTypeOf(type)])),
    );
  }
  return types;
}

function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}

function toldApart(document: DocumentNode, possible: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const told = new Set<string>();
  const objects = new Set<string>();
  for (const definition of document.definitions) {
    const { kind } = definition;
    if (kind !== Kind.INTERFACE_TYPE_DEFINITION && kind !== Kind.UNION_TYPE_DEFINITION) continue;
    told.add(definition.name.value);
    if (definition.directives?.some(isOfInterfaceObject)) objects.add(definition.name.value);
  }
  for (const type of told) {
    if ([type, ...(possible.get(type) ?? [])].some((each) => objects.has(each))) told.delete(type);
  }
  return told;
}

function isOfInterfaceObject({ name, arguments: args = [] }: ConstDirectiveNode): boolean {
  return name.value === 'join__type' && args.some((each) => each.name.value === 'isInterfaceObject');
}

function subgraphsOf(document: DocumentNode): { graph: string; name: string; url: string }[] {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    return (definition.values ?? []).map(({ name: { value: graph }, directives = [] }) => {
      const joined = directives.find(({ name }) => name.value === 'join__graph');
      const argument = (name: string) => {
        const node = joined?.arguments?.find((each) => each.name.value === name);
        return node ? String(valueFromASTUntyped(node.value)) : '';
      };
      return { graph, name: argument('name'), url: argument('url') };
    });
  }
  return [];
}

function unusedPrefix(document: DocumentNode): string {
  const names: string[] = [];
  for (const definition of document.definitions) {
    if ('fields' in definition) for (const { name } of definition.fields ?? []) names.push(name.value);
  }
  let prefix = '_a_';
  while (names.some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
  return prefix;
}
