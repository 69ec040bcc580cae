import {
  buildSchema,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type Person, portalUrl } from './person.ts';

/** The schema as anybody downloads it. */
export async function downloadedSchema(): Promise<GraphQLSchema> {
  return buildSchema(await (await fetch(`${portalUrl()}/schema.graphql`)).text());
}

export function hasId(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) && 'id' in type.getFields();
}

/** A way from a root field to a type with an id: the fields on it, and the type that it ends at. */
interface Way {
  fields: string[];
  end: GraphQLObjectType;
}

const LONGEST_WAY = 3;

/** All ways down from a type, but through lists in which other tests' requests stand, and change while this one reads. */
function waysFrom(type: GraphQLObjectType, fields: string[] = []): Way[] {
  const here = hasId(type) ? [{ fields, end: type }] : [];
  if (fields.length === LONGEST_WAY) return here;
  const onward = Object.values(type.getFields()).flatMap((field) => {
    const next = getNamedType(field.type);
    const open = isObjectType(next) && !field.args.some(isRequiredArgument) && !IN_LISTS_OF_OTHERS.has(next.name);
    return open ? waysFrom(next, [...fields, field.name]) : [];
  });
  return [...here, ...onward];
}

const IN_LISTS_OF_OTHERS = new Set(['AccessRequestConnection', 'CredentialConnection', 'ErasureObstacle']);

/** All that is said of a thing by itself, and the ids of what it leads to. */
export function selectionOf(type: GraphQLObjectType): string {
  const told = Object.values(type.getFields()).flatMap((field) => {
    const next = getNamedType(field.type);
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(next)) return [field.name];
    if (!isObjectType(next) || next.name.endsWith('Connection') || IN_LISTS_OF_OTHERS.has(next.name)) return [];
    return [`${field.name} { ${hasId(next) ? '__typename id' : selectionOf(next)} }`];
  });
  return ['__typename', ...told].join(' ');
}

/** Something with an id, as an answer has it. */
interface Met {
  id: string;
  __typename: string;
}

function thingsIn(value: unknown): Met[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(thingsIn);
  return 'id' in value && '__typename' in value ? [value as Met, ...below] : below;
}

/** What one reader was told of each id, and where one answer contradicts another. */
export class MetThings {
  /** Type and places of each id. */
  readonly known = new Map<string, { type: string; places: Set<string> }>();
  readonly contradictions: string[] = [];
  private readonly said = new Map<string, string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly reader: Person,
  ) {}

  /** Reads, by every way from a root field with this argument, whatever it leads to. */
  async readFrom(root: string, argument = ''): Promise<void> {
    const field = this.schema.getQueryType()?.getFields()[root];
    const start = field && getNamedType(field.type);
    if (!isObjectType(start)) throw new Error(`no root field ${root} of an object type`);
    const reads = waysFrom(start).map(({ fields, end }) => {
      const levels = [`${root}${argument}`, ...fields, selectionOf(end)];
      return this.ask(`{ ${levels.join(' { ')} ${'}'.repeat(levels.length)}`, [root, ...fields].join('.'));
    });
    await Promise.all(reads);
  }

  /** Reads each of what is known by its id alone. */
  async readAsNodes(): Promise<void> {
    const reads = [...this.known].map(([id, { type }]) => {
      const expected = this.schema.getType(type);
      if (!isObjectType(expected)) throw new Error(`no type ${type}`);
      return this.ask(`{ node(id: "${id}") { id ... on ${type} { ${selectionOf(expected)} } } }`, 'node');
    });
    await Promise.all(reads);
  }

  async ask(query: string, place: string): Promise<void> {
    const { data, errors = [] } = await this.reader.ask(query);
    // What is not for this reader is null, and no failure.
    const failed = errors.filter(({ extensions: { code } }) => code !== 'FORBIDDEN');
    if (failed.length > 0) throw new Error(`${place}: ${JSON.stringify(failed)}`);
    for (const thing of thingsIn(data)) this.meet(thing, place);
  }

  private meet(thing: Met, place: string): void {
    const known = this.known.get(thing.id) ?? { type: thing.__typename, places: new Set() };
    known.places.add(place);
    this.known.set(thing.id, known);
    for (const [field, value] of Object.entries(thing)) {
      const [key, said] = [`${thing.id}.${field}`, JSON.stringify(value)];
      const before = this.said.get(key);
      if (before !== undefined && before !== said) {
        this.contradictions.push(`${thing.__typename}.${field} at ${place} is ${said} and was ${before}`);
      }
      this.said.set(key, before ?? said);
    }
  }
}
