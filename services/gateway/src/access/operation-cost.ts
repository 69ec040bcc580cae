import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { INTROSPECTION, SMALLEST_OPERATION } from './cost-rules.ts';
import {
  type Defaults,
  defaultsOf,
  type Expression,
  evaluate,
  plus,
  presence,
  shared,
  sizeOf,
  times,
  type Variables,
} from './expression.ts';
import { type CostOfField, fieldCosts } from './field-cost.ts';

/** Tells what an operation costs before any of it is run. The document has been validated. */
export type OperationCost = (
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables | null | undefined,
) => number;

/** What has no end is at least this much. */
const MOST = Number.MAX_SAFE_INTEGER;
const NO_VARIABLES: Variables = {};

/**
 * Costs by what the fields say and by the rules. What the text alone says is worked out once for each document, which the caches of
 * documents hand out again; an operation then costs as much time as it has variables that count.
 */
export function operationCosts(schema: GraphQLSchema): OperationCost {
  const known = new WeakMap<DocumentNode, Map<string, Expression>>();
  const costOfField = fieldCosts(schema);

  function expressionFor(document: DocumentNode, operationName: string): Expression {
    const operations = known.get(document) ?? new Map<string, Expression>();
    known.set(document, operations);
    const before = operations.get(operationName);
    if (before !== undefined) return before;
    const operation = getOperationAST(document, operationName || undefined);
    if (!operation) return 0;
    const made = new OperationReader(schema, costOfField, document, operation).read();
    operations.set(operationName, made);
    return made;
  }

  return (document, operationName, variables) => {
    const cost = evaluate(expressionFor(document, operationName ?? ''), variables ?? NO_VARIABLES);
    // Tenths are exact again before they are rounded up.
    return Math.min(MOST, Math.max(SMALLEST_OPERATION, Math.ceil(Number(cost.toFixed(3)))));
  };
}

/** A selection, by how it is multiplied: `sized` once for each item of the connection that it is selected from. */
interface Selection {
  once: Expression;
  sized: Expression;
}

const NOTHING: Selection = { once: 0, sized: 0 };

class OperationReader {
  private readonly defaults: Defaults;
  private readonly definitions: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly fragments = new Map<string, Selection>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly costOfField: CostOfField,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    this.defaults = defaultsOf(operation.variableDefinitions);
    const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
    this.definitions = new Map((fragments as FragmentDefinitionNode[]).map((one) => [one.name.value, one]));
  }

  read(): Expression {
    const root = this.schema.getRootType(this.operation.operation);
    if (!root) return 0;
    return this.selection(this.operation.selectionSet, root).once;
  }

  private selection({ selections }: SelectionSetNode, parent: GraphQLCompositeType): Selection {
    let { once, sized } = NOTHING;
    for (const node of selections) {
      const part =
        node.kind === Kind.FIELD
          ? this.field(node, parent)
          : node.kind === Kind.INLINE_FRAGMENT
            ? this.selection(node.selectionSet, this.typeNamed(node.typeCondition?.name.value) ?? parent)
            : this.fragment(node.name.value);
      const present = presence(node.directives, this.defaults);
      once = plus(once, times(present, part.once));
      sized = plus(sized, times(present, part.sized));
    }
    return { once, sized };
  }

  /** Read once, however often it is spread. */
  private fragment(name: string): Selection {
    const before = this.fragments.get(name);
    if (before) return before;
    const definition = this.definitions.get(name);
    const type = this.typeNamed(definition?.typeCondition.name.value);
    if (!definition || !type) return NOTHING;
    const { once, sized } = this.selection(definition.selectionSet, type);
    const made = { once: shared(once), sized: shared(sized) };
    this.fragments.set(name, made);
    return made;
  }

  private field(node: FieldNode, parent: GraphQLCompositeType): Selection {
    const name = node.name.value;
    if (name === SchemaMetaFieldDef.name) return this.introspection(node, SchemaMetaFieldDef.type);
    if (name === TypeMetaFieldDef.name) return this.introspection(node, TypeMetaFieldDef.type);
    // A union has none.
    if (isUnionType(parent)) return NOTHING;
    const field = parent.getFields()[name];
    // __typename.
    if (!field) return NOTHING;
    const cost = this.costOfField(parent, field);
    const below = this.below(node, field.type);
    const items = cost.sized
      ? plus(below.once, times(sizeOf(cost.sized.size, node, this.defaults), below.sized))
      : plus(below.once, below.sized);
    const one = plus(cost.weight, items);
    if (cost.sizedAbove) return { once: 0, sized: one };
    const size = typeof cost.size === 'number' ? cost.size : sizeOf(cost.size, node, this.defaults);
    return { once: times(size, one), sized: 0 };
  }

  private introspection(node: FieldNode, type: Parameters<typeof getNamedType>[0]): Selection {
    const below = this.below(node, type);
    return { once: plus(INTROSPECTION.root, plus(below.once, below.sized)), sized: 0 };
  }

  private below(node: FieldNode, fieldType: Parameters<typeof getNamedType>[0]): Selection {
    const type = getNamedType(fieldType);
    return node.selectionSet && isCompositeType(type) ? this.selection(node.selectionSet, type) : NOTHING;
  }

  private typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}
