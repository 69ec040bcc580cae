import { type DocumentNode, type ExecutionResult, Kind, visit } from 'graphql';

// Stitching reads the keys of what it joins, and __typename, from answers by these very names. Where a client's alias has
// one of them, another value stands there: a wrong one is joined, or none. So such aliases go through the graph under
// another name, and come back as the client wrote them.

/** No field's name begins so; an alias of a client's own that does is marked once more. */
const MARK = 'aliased_';

const marked = new WeakSet<DocumentNode>();

/** The names by which a supergraph's entities are joined. */
export function keyNames(supergraphSdl: string): ReadonlySet<string> {
  const keys = [...supergraphSdl.matchAll(/@join__type\([^)]*\bkey: "([^"]+)"/g)];
  return new Set(['__typename', ...keys.flatMap(([, fields = '']) => fields.match(/\w+/g) ?? [])]);
}

/** The document with aliases that are named like keys under other names; as it is where it has none. */
export function markKeyAliases(document: DocumentNode, keys: ReadonlySet<string>): DocumentNode {
  let found = false;
  const result = visit(document, {
    Field(node) {
      const alias = node.alias?.value;
      if (alias === undefined || alias === node.name.value) return undefined;
      if (!keys.has(alias) && !alias.startsWith(MARK)) return undefined;
      found = true;
      return { ...node, alias: { kind: Kind.NAME, value: MARK + alias } };
    },
  });
  if (!found) return document;
  marked.add(result);
  return result;
}

/** What came of a document, with data and paths under the names that the client wrote. */
export function unmarkKeyAliases<Result extends Pick<ExecutionResult, 'data'> & { errors?: readonly Placed[] }>(
  document: DocumentNode | undefined,
  result: Result,
): Result {
  if (!document || !marked.has(document)) return result;
  const { data, errors } = result;
  return {
    ...result,
    ...(errors && { errors: errors.map((error) => ({ ...error, ...(error.path && { path: error.path.map(own) }) })) }),
    ...(data && { data: ownNames(data) }),
  };
}

interface Placed {
  path?: readonly (string | number)[];
}

function ownNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ownNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [own(name), ownNames(inner)]));
}

function own<Name extends string | number>(name: Name): Name | string {
  return typeof name === 'string' && name.startsWith(MARK) ? name.slice(MARK.length) : name;
}
