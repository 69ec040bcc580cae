import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const INDEX = createRequire(import.meta.url).resolve('@portal/domain');

interface Specifier {
  type: string;
  importKind?: string;
  exportKind?: string;
  imported?: { name: string };
  local: { name: string };
  exported?: { name: string };
}

interface Statement {
  type: string;
  start: number;
  end: number;
  importKind?: string;
  source?: { value: unknown } | null;
  specifiers?: readonly Specifier[];
}

/**
 * Takes each name of the domain from the file that it stands in. By its index a page would seem to need all of them: the first
 * view would carry the errors of the API, the ranges of addresses and whatever else some other page reads.
 */
export function domainByFile(): Plugin {
  let files: ReadonlyMap<string, string>;
  return {
    name: 'portal-domain-by-file',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      const { body } = this.parse(readFileSync(INDEX, 'utf8'), { lang: 'ts' }) as unknown as { body: Statement[] };
      files = filesOf(body);
    },
    transform(code, id) {
      const lang = /\.(tsx?)$/.exec(id)?.[1] as 'ts' | 'tsx' | undefined;
      if (!lang || id.includes('node_modules') || !code.includes("'@portal/domain'")) return;
      const { body } = this.parse(code, { lang }) as unknown as { body: Statement[] };
      return { code: withFiles(code, body, files), map: null };
    },
  };
}

/** Where each name stands that the index passes on. */
export function filesOf(index: readonly Statement[]): Map<string, string> {
  return new Map(
    index.flatMap(({ source, specifiers = [] }) =>
      specifiers.map(({ exported, local }): [string, string] => [
        exported?.name ?? local.name,
        join(dirname(INDEX), String(source?.value)),
      ]),
    ),
  );
}

/** The code with its imports of the domain's index replaced by those of its files; types stay as they are. */
export function withFiles(code: string, body: readonly Statement[], files: ReadonlyMap<string, string>): string {
  let direct = code;
  for (const { type, start, end, importKind, source, specifiers = [] } of body.toReversed()) {
    if (type !== 'ImportDeclaration' || source?.value !== '@portal/domain' || importKind === 'type') continue;
    const imports = specifiers
      .filter((specifier) => specifier.importKind !== 'type')
      .map(({ imported, local }) => {
        const file = imported && files.get(imported.name);
        if (!file) throw new Error(`@portal/domain has no ${imported?.name ?? 'namespace'} to import by name`);
        return `import { ${imported.name} as ${local.name} } from ${JSON.stringify(file)};`;
      });
    direct = direct.slice(0, start) + imports.join(' ') + direct.slice(end);
  }
  return direct;
}
