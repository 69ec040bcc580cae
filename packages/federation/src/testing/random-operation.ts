import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import {
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** An operation with values for its variables. */
export interface RandomOperation {
  query: string;
  variables: Record<string, unknown>;
}

const VARIABLES = '$yes: Boolean!, $no: Boolean = false, $count: Int = 2, $id: ID!';

/** Draws a query of the schema: aliases that are names of keys, fragments, conditions, the same field with other arguments. */
export function randomQuery(schema: GraphQLSchema, draw: GeneratorValue): RandomOperation {
  const query = schema.getQueryType() as GraphQLObjectType;
  const fragments: string[] = [];
  const pick = <Item>(items: readonly Item[]): Item => items[draw(fc.nat, { max: items.length - 1 })] as Item;
  const chance = (percent: number) => draw(fc.nat, { max: 99 }) < percent;

  function selection(type: GraphQLCompositeType, depth: number): string {
    const size = 1 + draw(fc.nat, { max: depth > 2 ? 3 : 2 });
    const parts: string[] = [];
    for (let index = 0; index < size; index += 1) {
      if (chance(25)) parts.push(fragment(type, depth));
      else parts.push(field(type, depth));
    }
    return `{ ${parts.join(' ')} }`;
  }

  function field(type: GraphQLCompositeType, depth: number): string {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const usable = fields.filter((each) => depth > 0 || !isCompositeType(getNamedType(each.type)));
    if (usable.length === 0 || chance(8)) return `${alias([])}__typename${condition()}`;
    const chosen = pick(usable);
    const named = getNamedType(chosen.type as GraphQLOutputType);
    const args = chosen.args.map(({ name, type: argument }) => `${name}: ${argumentOf(String(argument))}`);
    const given =
      args.length > 0 &&
      (chosen.args.some((each) => String(each.type).endsWith('!') && each.defaultValue === undefined) || chance(50));
    const names = fields.map(({ name }) => name);
    return `${alias(names)}${chosen.name}${given ? `(${args.join(', ')})` : ''}${condition()}${isCompositeType(named) ? ` ${selection(named, depth - 1)}` : ''}`;
  }

  function fragment(type: GraphQLCompositeType, depth: number): string {
    const members = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type, ...type.getInterfaces()];
    const on = pick(members);
    if (depth <= 0) return `... on ${on.name} { __typename }`;
    if (chance(30)) {
      const name = `F${fragments.length}`;
      fragments.push('');
      fragments[Number(name.slice(1))] = `fragment ${name} on ${on.name} ${selection(on, depth - 1)}`;
      return `...${name}${condition()}`;
    }
    return `... on ${on.name}${condition()} ${selection(on, depth - 1)}`;
  }

  const alias = (names: readonly string[]) =>
    chance(35) ? `${pick([...names, 'a', 'b', '__typename', 'id', 'sku', 'maker', '_entities', '_a_id'])}: ` : '';
  const condition = () =>
    chance(12) ? ` @${pick(['skip', 'include'])}(if: ${pick(['$yes', '$no', 'true', 'false'])})` : '';
  const argumentOf = (type: string) =>
    type.startsWith('Boolean')
      ? pick(['true', 'false', '$no'])
      : type.startsWith('Int')
        ? pick(['0', '1', '3', '$count'])
        : type.startsWith('ID')
          ? pick(['"1"', '"4"', '"i2"', '"x"', '$id'])
          : pick(['"EUR"', '"BRL"']);

  const body = selection(query, 5);
  return {
    query: `query Q(${VARIABLES}) ${body}\n${fragments.join('\n')}`,
    variables: { yes: chance(50), no: chance(50), count: draw(fc.nat, { max: 3 }), id: pick(['1', '4', 'i2', 'x']) },
  };
}
