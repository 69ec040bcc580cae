import { join } from 'node:path';
import { federation } from '@module-federation/vite';
import { pdfFiles } from '@portal/viewer/vite';
import react from '@vitejs/plugin-react';
import { build, type Plugin, type Rolldown, type UserConfig } from 'vite';
import type { BuiltAgainst } from '../contract.ts';
import { sharedByShell } from '../shared.ts';
import { documentsByName } from './documents-by-name.ts';
import { domainByFile } from './domain-by-file.ts';
import { noteBuild } from './note-build.ts';
import { noColourBeyond, onlyPaletteInUse } from './palette.ts';
import { type PortalBehind, portalBehind } from './portal-behind.ts';
import { fontAhead, portugueseFont } from './portuguese-font.ts';
import { precompress } from './precompress.ts';
import { namesTaken, sharedModules } from './shared-names.ts';

type CodeSplittingGroup = NonNullable<
  Exclude<Rolldown.OutputOptions['codeSplitting'], boolean | undefined>['groups']
>[number];

// A data: URL would need a hole in the Content-Security-Policy.
const strict = { target: 'esnext', assetsInlineLimit: 0, modulePreload: { polyfill: false } } as const;

/** What builds a page with the Portal's styles. */
function wholePage(): Plugin[] {
  return [...react(), portugueseFont(), fontAhead(), onlyPaletteInUse(), precompress()];
}

/**
 * How the shell, which is served at `/`, is built; `page` is one of its HTML files. The last of them is built beside the
 * others, and makes the build whole.
 */
export function shellConfig(page: string, emptyOutDir = true): UserConfig {
  return {
    base: '/',
    plugins: [
      sharedModules(),
      ...wholePage(),
      ...(emptyOutDir ? [] : [noteBuild()]),
      portalBehind({ base: '/', port: 4000, person: 'ana' }),
    ],
    // The shell reads the consoles' manifests itself.
    define: { FEDERATION_OPTIMIZE_NO_SNAPSHOT_PLUGIN: 'true', ENV_TARGET: '"web"' },
    build: { ...strict, emptyOutDir, rolldownOptions: { input: page } },
  };
}

/** Whose console it is: on which of the portal's two ports it is served, and who of the local people uses it. */
export type Audience = Pick<PortalBehind, 'port' | 'person'>;

/**
 * How a console is built, served under `/<name>/`: a remote that exposes `./console` (the default export of src/console.tsx,
 * a ConsoleRemote) and takes what is shared from the shell; and beside it, by its index.html, an app of its own.
 */
export function remoteConfig(name: string, audience: Audience, first: readonly string[] = []): UserConfig {
  const base = `/${name}/`;
  const taken = namesTaken();
  return {
    base,
    plugins: [
      react(),
      documentsByName(),
      domainByFile(),
      pdfFiles(),
      taken.plugin,
      noColourBeyond(),
      allOfWhatIsShared(),
      ...remote(name, taken.builtAgainst),
      aloneToo(base),
      noteBuild(),
      portalBehind({ base, ...audience }),
    ],
    build: {
      ...strict,
      rolldownOptions: {
        input: 'src/console.tsx',
        output: { codeSplitting: { groups: [firstView(first), federated, ofManyPages] } },
      },
    },
  };
}

/**
 * All that a console's first view needs in one file: by itself the bundler makes one of whatever two pages have in common,
 * which were twenty requests, half of them for less than their headers.
 */
function firstView(pages: readonly string[]): CodeSplittingGroup {
  let needed: Set<string> | undefined;
  return {
    debugName: 'first view',
    name(id, chunking) {
      needed ??= staticClosure(
        [...pages.map((page) => join(process.cwd(), page)), join(process.cwd(), 'src/console.tsx')],
        (from) => chunking.getModuleInfo(from)?.importedIds ?? [],
      );
      return needed.has(id) ? 'console' : null;
    },
  };
}

/** What the federation plugin brings: by itself it is five files of a kilobyte or less, each asked for in the first view. */
const federated: CodeSplittingGroup = {
  name: 'federation',
  test: /module-federation|virtual:mf|__mf_|preload-helper/,
};

/** What many pages have in common: small pieces, each of which would be a request for less than its headers. */
const ofManyPages: CodeSplittingGroup = { name: 'common', minShareCount: 6 };

function staticClosure(from: readonly string[], importsOf: (id: string) => readonly string[]): Set<string> {
  const reached = new Set<string>();
  const ahead = [...from];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    ahead.push(...importsOf(id));
  }
  return reached;
}

function remote(name: string, builtAgainst: () => BuiltAgainst): Plugin[] {
  const fromShell = { singleton: true, import: false, requiredVersion: false } as const;
  const plugins = federation({
    name,
    filename: 'remoteEntry.js',
    manifest: {
      // Read by the shell before it runs anything of the console.
      additionalData: ({ stats }) => ({ ...stats, builtAgainst: builtAgainst() }),
    },
    dts: false,
    exposes: { './console': './src/console.tsx' },
    shared: Object.fromEntries(Object.keys(sharedByShell).map((shared) => [shared, fromShell])),
    experiments: { externalRuntime: true },
  }) as Plugin[];
  // `vite dev` runs the console alone, which has no shell to take anything from.
  return plugins.filter((plugin) => plugin.apply !== 'serve').map((plugin) => ({ ...plugin, apply: 'build' }));
}

/** Builds the app of its own into the same folder, once the remote is there. */
function aloneToo(base: string): Plugin {
  let root = '';
  let outDir = '';
  return {
    name: 'portal-alone-too',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      outDir = config.build.outDir;
    },
    async closeBundle() {
      await build({
        root,
        base,
        configFile: false,
        plugins: [documentsByName(), ...wholePage()],
        build: { ...strict, outDir, emptyOutDir: false, rolldownOptions: { input: 'index.html' } },
      });
    },
  };
}

/**
 * The federation plugin binds only those names of a shared package that it saw used when it thought the graph was complete,
 * and on a busy machine it thinks so too early. An import for its effects alone makes it bind them all.
 */
function allOfWhatIsShared(): Plugin {
  const imports = Object.keys(sharedByShell).map((name) => `import '${name}';\n`);
  return {
    name: 'portal-all-of-what-is-shared',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (id.endsWith('/src/console.tsx')) return { code: code + imports.join(''), map: null };
    },
  };
}
