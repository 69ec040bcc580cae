import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import { DEFAULT_WEIGHT } from './cost-rules.ts';
import { accessOf } from './field-access.ts';
import { type CostOfField, type FieldCost, fieldCosts } from './field-cost.ts';

const DEFINITIONS = `
"""
How much a field weighs (the GraphQL Cost Directives specification). A field without it is of a scalar or an enum and weighs 0. A list is weighed once for each of its items, and so is what stands below it.
"""
directive @cost(weight: String!) on FIELD_DEFINITION

"""
How many items a list has: as many as one of slicingArguments says, or its default; else assumedSize. With sizedFields it is those lists of the connection that have so many.
"""
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean! = true) on FIELD_DEFINITION

"Scopes that a token must have for this field: all of one of the lists. Sessions need none, and the catalogue is also for nobody."
directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION

"For a person in a browser's session: no token is let through, whatever its scopes."
directive @sessionOnly on FIELD_DEFINITION

"For registered resource servers, by their id and secret."
directive @resourceServerOnly on FIELD_DEFINITION
`;

/** The text that is downloaded, made when it is first asked for: it takes some 50 ms. */
export function annotatedSchema(schema: GraphQLSchema): () => string {
  let made: string | undefined;
  return () => {
    made ??= printAnnotatedSchema(schema);
    return made;
  };
}

/** The API's schema as third parties read it, and with each field what it costs and which scopes it asks for. */
export function printAnnotatedSchema(schema: GraphQLSchema): string {
  const costOfField = fieldCosts(schema);
  const document = visit(parse(printSchema(schema)), {
    ObjectTypeDefinition(node) {
      const type = schema.getType(node.name.value);
      if (!isObjectType(type)) return undefined;
      return { ...node, fields: node.fields?.map((field) => annotated(costOfField, type, field)) };
    },
  });
  return `${print(document)}\n${DEFINITIONS}`;
}

function annotated(
  costOfField: CostOfField,
  parent: GraphQLObjectType,
  node: FieldDefinitionNode,
): FieldDefinitionNode {
  const field = parent.getFields()[node.name.value];
  if (!field) return node;
  const cost = costOfField(parent, field);
  const leaf = isLeafType(getNamedType(field.type));
  return {
    ...node,
    directives: [
      ...(node.directives ?? []),
      ...(leaf && cost.weight === DEFAULT_WEIGHT.leaf ? [] : [directive(`@cost(weight: "${cost.weight}")`)]),
      ...(leaf ? [] : listSize(cost).map(directive)),
      ...access(parent, field).map(directive),
    ],
  };
}

function listSize({ size, sized }: FieldCost): string[] {
  if (sized) {
    const { fields, size: slicing } = sized;
    return [sliced(slicing.argument, `sizedFields: ${JSON.stringify(fields)}, `)];
  }
  if (typeof size !== 'number') return [sliced(size.argument, '')];
  return size === 1 ? [] : [`@listSize(assumedSize: ${size})`];
}

/** The argument has a default, so that nobody has to give it. */
function sliced(argument: string, more: string): string {
  return `@listSize(slicingArguments: ["${argument}"], ${more}requireOneSlicingArgument: false)`;
}

function access(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string[] {
  const asked = accessOf(parent, field);
  if (asked.kind === 'session') return ['@sessionOnly'];
  if (asked.kind === 'resource-server') return ['@resourceServerOnly'];
  return asked.scopes.length > 0 ? [`@requiresScopes(scopes: ${JSON.stringify(asked.scopes)})`] : [];
}

function directive(text: string): ConstDirectiveNode {
  const [definition] = parse(`type T { f: Int ${text} }`).definitions;
  const made = definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? definition.fields?.[0]?.directives?.[0] : undefined;
  if (!made) throw new Error(`no directive: ${text}`);
  return made;
}
