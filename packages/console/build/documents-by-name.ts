import { pathToFileURL } from 'node:url';
import { parse } from 'graphql';
import type { Plugin } from 'vite';

const address = 'portal-document:';

/**
 * Makes each `graphql(...)` a module of its own, taken by the document's name from the generated file of the package that
 * it is written in, so that a page brings its own documents and not the map of all of them. The client preset has such
 * plugins for Babel and SWC; neither runs here.
 */
export function documentsByName(): Plugin {
  return {
    name: 'portal-documents-by-name',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source.startsWith(address) && importer) {
        return `\0${address}${generatedFor(importer)}:${source.slice(address.length)}`;
      }
    },
    async load(id) {
      if (!id.startsWith(`\0${address}`)) return;
      const generated = id.slice(address.length + 1, id.lastIndexOf(':'));
      const name = id.slice(id.lastIndexOf(':') + 1);
      const documents: Record<string, unknown> = await import(pathToFileURL(generated).href);
      if (!documents[name]) this.error(`${generated} has no ${name}: generate it anew`);
      return `export default ${JSON.stringify(documents[name])};`;
    },
    transform(code, id) {
      const lang = /\.(tsx?)$/.exec(id)?.[1] as 'ts' | 'tsx' | undefined;
      if (!lang || id.includes('node_modules') || id.includes('/src/gql/') || !code.includes('graphql(')) return;
      const named = withNames(code, this.parse(code, { lang }));
      if (named !== code) return { code: named, map: null };
    },
  };
}

/** Where the generator wrote the documents of a module: in the src/gql of its own package. */
export function generatedFor(module: string): string {
  return `${module.slice(0, module.lastIndexOf('/src/'))}/src/gql/graphql.ts`;
}

/** The code with each call replaced by an import; `program` is what it parses to. */
export function withNames(code: string, program: unknown): string {
  const calls = callsIn(program).flatMap(({ start, end, text }) => {
    const name = nameOf(text);
    return name ? [{ start, end, name }] : [];
  });
  if (calls.length === 0) return code;
  let replaced = code;
  for (const { start, end, name } of calls.toSorted((one, other) => other.start - one.start)) {
    replaced = `${replaced.slice(0, start)}generated${name}${replaced.slice(end)}`;
  }
  const names = [...new Set(calls.map(({ name }) => name))];
  return `${replaced}\n${names.map((name) => `import generated${name} from '${address}${name}';\n`).join('')}`;
}

interface Call {
  start: number;
  end: number;
  text: string;
}

/** The calls of `graphql` with a text that is there in whole. */
function callsIn(node: unknown): Call[] {
  if (Array.isArray(node)) return node.flatMap(callsIn);
  if (typeof node !== 'object' || node === null) return [];
  const {
    type,
    callee,
    arguments: given,
    start,
    end,
  } = node as { [key: string]: unknown } & { start: number; end: number };
  if (type === 'CallExpression' && (callee as { name?: string }).name === 'graphql') {
    const [template] = given as { type: string; quasis: { value: { cooked: string } }[] }[];
    const [whole, ...more] = template?.type === 'TemplateLiteral' ? template.quasis : [];
    return whole && more.length === 0 ? [{ start, end, text: whole.value.cooked }] : [];
  }
  return Object.values(node).flatMap(callsIn);
}

/** What the generator calls the document of a text. */
function nameOf(text: string): string | undefined {
  const [definition] = parse(text).definitions;
  if (definition?.kind === 'FragmentDefinition') return `${definition.name.value}FragmentDoc`;
  return definition?.kind === 'OperationDefinition' && definition.name ? `${definition.name.value}Document` : undefined;
}
