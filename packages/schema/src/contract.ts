import {
  buildASTSchema,
  type DefinitionNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  isEnumType,
  isInputObjectType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
} from 'graphql';

/** What of the contract a schema lacks or has otherwise, a line each; nothing where it keeps the contract. */
export function contractBreaches(contract: string, api: string): string[] {
  const schema = buildASTSchema(parse(api));
  return parse(contract).definitions.flatMap((definition) => breachesOf(definition, schema));
}

function breachesOf(definition: DefinitionNode, schema: GraphQLSchema): string[] {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
      return objectBreaches(definition.name.value, definition.fields ?? [], schema);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return inputBreaches(definition.name.value, definition.fields ?? [], schema);
    case Kind.ENUM_TYPE_DEFINITION: {
      const name = definition.name.value;
      const type = schema.getType(name);
      if (!isEnumType(type)) return [`enum ${name} is missing`];
      const missing = (definition.values ?? []).filter((value) => !type.getValue(value.name.value));
      return missing.map((value) => `${name}.${value.name.value} is missing`);
    }
    default:
      return [`the contract holds a ${definition.kind}, which nothing checks`];
  }
}

function objectBreaches(
  name: string,
  promised: NonNullable<ObjectTypeDefinitionNode['fields']>,
  schema: GraphQLSchema,
): string[] {
  const type = schema.getType(name);
  if (!isObjectType(type)) return [`type ${name} is missing`];
  return promised.flatMap((field) => {
    const path = `${name}.${field.name.value}`;
    const found = type.getFields()[field.name.value];
    if (!found) return [`${path} is missing`];
    return [
      ...otherType(path, print(field.type), String(found.type)),
      ...valueBreaches(path, field.arguments ?? [], found.args),
    ];
  });
}

function inputBreaches(name: string, promised: readonly InputValueDefinitionNode[], schema: GraphQLSchema): string[] {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) return [`input ${name} is missing`];
  return valueBreaches(name, promised, Object.values(type.getFields()));
}

/** An argument or a field of an input, as a schema has it. */
interface FoundValue {
  name: string;
  type: { toString(): string };
  defaultValue?: unknown;
  astNode?: InputValueDefinitionNode | null;
}

/** More values than promised are no breach, unless a client would have to give them. */
function valueBreaches(
  path: string,
  promised: readonly InputValueDefinitionNode[],
  found: readonly FoundValue[],
): string[] {
  const byName = new Map(found.map((value) => [value.name, value]));
  const breaches = promised.flatMap((value) => {
    const name = `${path}.${value.name.value}`;
    const actual = byName.get(value.name.value);
    byName.delete(value.name.value);
    if (!actual) return [`${name} is missing`];
    return [
      ...otherType(name, print(value.type), String(actual.type)),
      ...otherDefault(name, defaultOf(value), defaultOf(actual.astNode)),
    ];
  });
  const demanded = [...byName.values()].filter(
    ({ type, defaultValue }) => String(type).endsWith('!') && defaultValue === undefined,
  );
  return [...breaches, ...demanded.map(({ name }) => `${path}.${name} is demanded and not promised`)];
}

function otherType(path: string, promised: string, actual: string): string[] {
  return promised === actual ? [] : [`${path} is ${actual}, not ${promised}`];
}

function otherDefault(path: string, promised: string, actual: string): string[] {
  return promised === actual ? [] : [`${path} is ${actual} where absent, not ${promised}`];
}

function defaultOf(value: InputValueDefinitionNode | null | undefined): string {
  return value?.defaultValue ? print(value.defaultValue) : 'nothing';
}
