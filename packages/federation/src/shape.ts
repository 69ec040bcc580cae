import {
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  type SelectionSetNode,
} from 'graphql';
import { dataKey, fieldsAsked, type Reading, selectionsOf } from './selection.ts';

/** A field of the answer. */
export interface FieldShape {
  /** As the client calls it. */
  key: string;
  /** Where it stands in the merged answer of the subgraphs. */
  dataKey: string;
  /** Absent for __typename. */
  type: GraphQLOutputType | undefined;
  /** What its value is asked for, where it is an object. */
  selection: SelectionShape | undefined;
  /** Answered by the schema itself, and complete: __schema and __type. */
  ready: boolean;
}

/** What is asked of an object, worked out once for each type that comes. */
export class SelectionShape {
  readonly #byType = new Map<string, readonly FieldShape[]>();
  readonly #sets: readonly SelectionSetNode[];
  readonly #reading: Reading;

  constructor(sets: readonly SelectionSetNode[], reading: Reading) {
    this.#sets = sets;
    this.#reading = reading;
  }

  /** The fields to answer of an object of this type, in the order asked. */
  fieldsOf(type: GraphQLObjectType): readonly FieldShape[] {
    let fields = this.#byType.get(type.name);
    if (!fields) {
      fields = this.#shape(type);
      this.#byType.set(type.name, fields);
    }
    return fields;
  }

  #shape(type: GraphQLObjectType): FieldShape[] {
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
