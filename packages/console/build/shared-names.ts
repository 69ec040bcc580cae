import type { Plugin } from 'vite';
import { type BuiltAgainst, CONSOLE_CONTRACT } from '../contract.ts';
import { type SharedPackage, sharedByShell } from '../shared.ts';

const VIRTUAL = 'virtual:shared-by-shell';

/** A name bound by an import or passed on by an export, as the parser has it. */
interface Specifier {
  type: string;
  importKind?: string;
  exportKind?: string;
  imported?: { name?: string; value?: string };
  local?: { name?: string; value?: string };
}

interface Statement {
  type: string;
  importKind?: string;
  exportKind?: string;
  source?: { value?: unknown } | null;
  specifiers?: readonly Specifier[];
}

/** What a module takes of the packages that the shell shares; `*` is the whole of one. */
export function takenFrom(body: readonly Statement[]): [SharedPackage, string][] {
  return body.flatMap((statement) => {
    const from = statement.source?.value;
    if (typeof from !== 'string' || !isShared(from) || isOfTypes(statement)) return [];
    if (statement.type === 'ExportAllDeclaration') return [[from, '*'] as [SharedPackage, string]];
    const taken = (statement.specifiers ?? []).filter((specifier) => !isOfTypes(specifier));
    return taken.map((specifier): [SharedPackage, string] => [from, nameOf(specifier)]);
  });
}

function isShared(name: string): name is SharedPackage {
  return name in sharedByShell;
}

function isOfTypes({ importKind, exportKind }: Statement | Specifier): boolean {
  return importKind === 'type' || exportKind === 'type';
}

function nameOf({ type, imported, local }: Specifier): string {
  if (type === 'ImportNamespaceSpecifier') return '*';
  if (type === 'ImportDefaultSpecifier') return 'default';
  const named = type === 'ExportSpecifier' ? local : imported;
  return named?.name ?? named?.value ?? '*';
}

/**
 * Notes what a console takes of the shell, for its manifest. A name that the shell leaves out of what it shares would be
 * undefined in the browser: the build stops instead.
 */
export function namesTaken(): { plugin: Plugin; builtAgainst: () => BuiltAgainst } {
  const uses = new Map<SharedPackage, Set<string>>();
  const plugin: Plugin = {
    name: 'portal-names-taken',
    // `vite dev` runs the console alone, with the whole of each package.
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      const lang = /\.(tsx?)$/.exec(id)?.[1] as 'ts' | 'tsx' | undefined;
      if (!lang || id.includes('node_modules')) return;
      const { body } = this.parse(code, { lang }) as unknown as { body: Statement[] };
      for (const [from, name] of takenFrom(body)) {
        const shared: 'all' | readonly string[] = sharedByShell[from];
        if (shared !== 'all' && !shared.includes(name))
          this.error(`${id} imports ${name}, which packages/console/shared.ts does not list for ${from}`);
        uses.set(from, (uses.get(from) ?? new Set()).add(name));
      }
    },
  };
  const builtAgainst = (): BuiltAgainst => ({
    contract: CONSOLE_CONTRACT,
    uses: Object.fromEntries(
      [...uses].map(([from, names]) => [from, [...names].filter((name) => !/^(\*|default)$/.test(name)).sort()]),
    ),
  });
  return { plugin, builtAgainst };
}

/** The shell's side of the same list: the module `virtual:shared-by-shell`, whose default export has each package. */
export function sharedModules(): Plugin {
  return {
    name: 'portal-shared-modules',
    resolveId: (source) => (source === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    load: (id) => (id === `\0${VIRTUAL}` ? sharedModulesCode() : undefined),
  };
}

/** Of a package that is shared in part the names one by one, so that the rest of it stays out of the bundle. */
function sharedModulesCode(): string {
  const packages = Object.entries(sharedByShell) as [SharedPackage, 'all' | readonly string[]][];
  const imports = packages.map(([from, names], index) =>
    names === 'all'
      ? `import * as shared${index} from '${from}';`
      : `import { ${names.map((name) => `${name} as ${name}${index}`).join(', ')} } from '${from}';`,
  );
  const values = packages.map(([from, names], index) => {
    const value =
      names === 'all' ? `shared${index}` : `{ ${names.map((name) => `${name}: ${name}${index}`).join(', ')} }`;
    return `  '${from}': ${value},`;
  });
  return `${imports.join('\n')}\nexport default {\n${values.join('\n')}\n};\n`;
}
