import {
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { dataKey, fieldsAsked, isAskedAlike, type Reading, selectionsOf } from './selection.ts';

/** A field of the answer. */
export interface FieldShape {
  /** As the client calls it. */
  key: string;
  /** Where it stands in the merged answer of the subgraphs. */
  dataKey: string;
  /** Where the client's text asks for it. */
  nodes: readonly FieldNode[];
  /** Absent for __typename. */
  type: GraphQLOutputType | undefined;
  /** What its value is asked for, where it is an object. */
  selection: SelectionShape | undefined;
  /** Answered by the schema itself, and complete: __schema and __type. */
  ready: boolean;
}

/** What is asked of an object, worked out once for each type that comes. */
export class SelectionShape {
  readonly #byType = new Map<string, readonly FieldShape[] | undefined>();
  readonly #sets: readonly SelectionSetNode[];
  readonly #reading: Reading;

  constructor(sets: readonly SelectionSetNode[], reading: Reading) {
    this.#sets = sets;
    this.#reading = reading;
  }

  /**
   * The fields to answer of an object of this type, in the order asked. Of one of which its interface alone is known:
   * undefined where what is asked differs by what it is.
   */
  fieldsOf(type: GraphQLObjectType): readonly FieldShape[];
  fieldsOf(type: GraphQLObjectType | GraphQLInterfaceType): readonly FieldShape[] | undefined;
  fieldsOf(type: GraphQLObjectType | GraphQLInterfaceType): readonly FieldShape[] | undefined {
    const known = this.#byType.get(type.name);
    if (known || this.#byType.has(type.name)) return known;
    const alike = isObjectType(type) || isAskedAlike(type, this.#sets, this.#reading);
    const fields = alike ? this.#shape(type) : undefined;
    this.#byType.set(type.name, fields);
    return fields;
  }

  #shape(type: GraphQLObjectType | GraphQLInterfaceType): FieldShape[] {
    const { aliasPrefix } = this.#reading.supergraph;
    return [...fieldsAsked(type, this.#sets, this.#reading)].flatMap(([key, nodes]): FieldShape[] => {
      const [node] = nodes;
      if (!node) return [];
      const { value: name } = node.name;
      const field = type.getFields()[name];
      const fieldType = field?.type;
      const ready = fieldType === undefined && name !== '__typename';
      return [
        {
          key,
          dataKey: ready ? key : dataKey(node, field, aliasPrefix),
          nodes,
          type: fieldType,
          selection: isCompositeType(getNamedType(fieldType))
            ? new SelectionShape(selectionsOf(nodes), this.#reading)
            : undefined,
          ready,
        },
      ];
    });
  }
}

/** An operation's answer, with what it is merged of. */
interface MergedAnswer {
  schema: GraphQLSchema;
  rootType: GraphQLObjectType;
  shape: SelectionShape;
  data: unknown;
}

/** Where the client's text asks for what is at a place of the answer, as far as the place can be followed. */
export function nodesAt({ schema, rootType, shape, data }: MergedAnswer, path: readonly (string | number)[]) {
  let nodes: readonly FieldNode[] = [];
  let type: GraphQLOutputType | undefined = rootType;
  let selection: SelectionShape | undefined = shape;
  let value = data as Record<string | number, unknown> | null | undefined;
  for (const key of path) {
    if (typeof key === 'number') {
      value = value?.[key] as typeof value;
      continue;
    }
    const named: GraphQLNamedType | undefined = getNamedType(type);
    const of: GraphQLNamedType | undefined = isObjectType(named) ? named : schema.getType(String(value?.__typename));
    const fields: readonly FieldShape[] | undefined =
      isObjectType(of) || isInterfaceType(of) ? selection?.fieldsOf(of) : undefined;
    const field: FieldShape | undefined = fields?.find((each) => each.key === key);
    if (!field) break;
    ({ nodes, type, selection } = field);
    value = value?.[field.dataKey] as typeof value;
  }
  return nodes;
}
