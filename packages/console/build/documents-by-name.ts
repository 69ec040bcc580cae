import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const call = /\bgraphql\(\s*(?:\/\*[^*]*\*\/\s*)?`([^`]*)`\s*,?\s*\)/g;
const definition = /\b(query|mutation|subscription|fragment)\s+(\w+)/;
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
    load(id) {
      if (!id.startsWith(`\0${address}`)) return;
      const generated = id.slice(address.length + 1, id.lastIndexOf(':'));
      const name = id.slice(id.lastIndexOf(':') + 1);
      const document = documentNamed(name, readFileSync(generated, 'utf8'));
      if (!document) this.error(`${generated} has no ${name}: generate it anew`);
      return `export default ${document};`;
    },
    transform(code, id) {
      if (id.includes('node_modules') || id.includes('/src/gql/') || !code.includes('graphql(')) return;
      const named = withNames(code);
      if (named !== code) return { code: named, map: null };
    },
  };
}

/** Where the generator wrote the documents of a module: in the src/gql of its own package. */
export function generatedFor(module: string): string {
  return `${module.slice(0, module.lastIndexOf('/src/'))}/src/gql/graphql.ts`;
}

/** The code with each call replaced by an import. */
export function withNames(code: string): string {
  const names = new Set<string>();
  const replaced = code.replace(call, (whole: string, text: string) => {
    const [, kind, name] = definition.exec(text) ?? [];
    if (!kind || !name || text.includes('${')) return whole;
    const document = `${name}${kind === 'fragment' ? 'FragmentDoc' : 'Document'}`;
    names.add(document);
    return `generated${document}`;
  });
  const imports = [...names].map((name) => `import generated${name} from '${address}${name}';\n`);
  return names.size === 0 ? code : `${replaced}\n${imports.join('')}`;
}

/** The document itself, as the generated file has it. */
export function documentNamed(name: string, generated: string): string | undefined {
  return new RegExp(`^export const ${name} = (\\{.*\\}) as unknown as `, 'm').exec(generated)?.[1];
}
