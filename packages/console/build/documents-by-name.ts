import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const call = /\bgraphql\(\s*(?:\/\*[^*]*\*\/\s*)?`([^`]*)`\s*,?\s*\)/g;
const definition = /\b(query|mutation|subscription|fragment)\s+(\w+)/;
const address = 'portal-document:';

/**
 * Makes each `graphql(...)` a module of its own, taken from the generated file by the document's name, so that a page
 * brings its own documents and not the map of all of them. The client preset has such plugins for Babel and SWC; neither
 * runs here.
 */
export function documentsByName(): Plugin {
  let generated = '';
  return {
    name: 'portal-documents-by-name',
    apply: 'build',
    enforce: 'pre',
    configResolved(config) {
      generated = join(config.root, 'src/gql/graphql.ts');
    },
    resolveId(source) {
      if (source.startsWith(address)) return `\0${source}`;
    },
    load(id) {
      if (!id.startsWith(`\0${address}`)) return;
      const name = id.slice(address.length + 1);
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
