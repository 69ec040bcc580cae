import {
  buildSchema,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

/** What of the API nobody described, by its path: types, fields, arguments and enum values. */
export function undescribed(api: string): string[] {
  return Object.values(buildSchema(api).getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap(partsOf)
    .filter(({ description }) => !description?.trim())
    .map(({ path }) => path);
}

interface Described {
  path: string;
  description?: string | null;
}

const ROOTS = ['Query', 'Mutation', 'Subscription'];

function partsOf(type: GraphQLNamedType): Described[] {
  const itself = ROOTS.includes(type.name) ? [] : [{ path: type.name, description: type.description }];
  return [...itself, ...membersOf(type)];
}

function membersOf(type: GraphQLNamedType): Described[] {
  const path = (name: string) => `${type.name}.${name}`;
  if (isEnumType(type)) return type.getValues().map(({ name, description }) => ({ path: path(name), description }));
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(({ name, description }) => ({ path: path(name), description }));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, description, args }) => [
    { path: path(name), description },
    ...args.map((arg) => ({ path: `${path(name)}.${arg.name}`, description: arg.description })),
  ]);
}
