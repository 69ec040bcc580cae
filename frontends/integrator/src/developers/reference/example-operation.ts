import { type Access, type Argument, type Field, isRoot, type Reference } from './reference.ts';
import { sampleValue } from './sample-value.ts';
import { isRequired, wayTo } from './way-to.ts';

/** An operation that is ready to run. */
export interface ExampleOperation {
  query: string;
  /** Empty where it takes none. */
  variables: Record<string, unknown>;
}

const MOST_LEAVES = 8;
const LEAVES_BELOW = 4;

/** An operation that asks for a field, with what its scopes let one read; undefined for what nobody reads. */
export function exampleOperation(reference: Reference, wanted: Field): ExampleOperation | undefined {
  const way = wayTo(reference, wanted);
  const [root] = way ?? [];
  if (!way || !root || !isRoot(root.owner)) return undefined;
  const variables: Variables = new Map();
  const held = way.flatMap(scopesOf);
  const lines = writeWay(way, variables, (type) => selection(reference, type, { held, depth: 1 }));
  const declared = [...variables].map(([name, { arg }]) => `$${name}: ${arg.type.text}`).join(', ');
  const name = wanted.name[0]?.toUpperCase() + wanted.name.slice(1);
  const head = `${root.owner.toLowerCase()} ${name}${declared && `(${declared})`}`;
  return {
    query: [`${head} {`, ...indented(lines), '}', ''].join('\n'),
    variables: Object.fromEntries([...variables].map(([name, { of, arg }]) => [name, sampleValue(reference, of, arg)])),
  };
}

/** By their names, with the field that takes them. */
type Variables = Map<string, { of: string; arg: Argument }>;

function writeWay(way: Field[], variables: Variables, select: (type: string) => string[]): string[] {
  const [field, ...rest] = way;
  if (!field) return [];
  const below = rest.length > 0 ? writeWay(rest, variables, select) : select(field.type.name);
  const args = field.args
    .filter((arg) => isRequired(arg) || arg.name === 'first')
    .map((arg) => {
      const name = variables.has(arg.name) ? `${field.name}${arg.name}` : arg.name;
      variables.set(name, { of: field.name, arg });
      return `${arg.name}: $${name}`;
    });
  return braced(`${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}`, below);
}

interface Reach {
  /** Scopes that whoever runs it has. */
  held: readonly string[];
  /** How many objects deep it still goes. */
  depth: number;
}

/** What to read of a type: its plain values, then what it holds; pages of a list down to their items. */
function selection(reference: Reference, typeName: string, reach: Reach): string[] {
  const entry = reference.items.get(typeName);
  if (entry?.kind !== 'object') return [];
  const fields = entry.fields.filter(
    ({ deprecation, args, access }) => !deprecation && !args.some(isRequired) && mayRead(access, reach.held),
  );
  const isObject = ({ type }: Field) => reference.items.get(type.name)?.kind === 'object';
  // What one needs to go on to the next page.
  if (typeName === 'PageInfo') return ['hasNextPage', 'endCursor'];
  const isPage = /(Connection|Edge)$/.test(typeName);
  const leaves = fields.filter((field) => !isObject(field)).map(({ name }) => name);
  const most = reach.depth > 0 ? MOST_LEAVES : LEAVES_BELOW;
  const below = fields.filter(isObject).flatMap((field) => {
    if (!isPage && reach.depth === 0) return [];
    const depth = isPage ? reach.depth : reach.depth - 1;
    const inner = selection(reference, field.type.name, { ...reach, depth });
    return inner.length > 0 ? braced(field.name, inner) : [];
  });
  return [...leaves.filter((name) => !(isPage && name === 'cursor')).slice(0, most), ...below];
}

function mayRead(access: Access, held: readonly string[]): boolean {
  if (access.kind === 'session') return held.includes('session');
  if (access.kind === 'resource-server') return held.includes('resource-server');
  const { scopes } = access;
  if (scopes.length === 0 || held.includes('session')) return true;
  return scopes.some((list) => list.every((scope) => held.includes(scope)));
}

/** What a field's own access gives to who runs it; a writing scope reads what it wrote. */
function scopesOf({ access }: Field): string[] {
  if (access.kind !== 'token') return [access.kind];
  return (access.scopes[0] ?? []).flatMap((scope) => [scope, scope.replace(':write', ':read')]);
}

function braced(head: string, inner: string[]): string[] {
  return inner.length > 0 ? [`${head} {`, ...indented(inner), '}'] : [head];
}

function indented(lines: string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** The address at which GraphiQL has the operation in its editor. */
export function graphiqlAddress({ query, variables }: ExampleOperation): string {
  const params = new URLSearchParams({ query });
  if (Object.keys(variables).length > 0) params.set('variables', JSON.stringify(variables, null, 2));
  return `/graphql?${params}`;
}
