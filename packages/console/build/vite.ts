import { federation } from '@module-federation/vite';
import react from '@vitejs/plugin-react';
import { build, type Plugin, type UserConfig } from 'vite';
import { sharedByShell } from '../shared.ts';
import { documentsByName } from './documents-by-name.ts';
import { noColourBeyond, onlyPaletteInUse } from './palette.ts';
import { pdfFiles } from './pdf-files.ts';
import { type PortalBehind, portalBehind } from './portal-behind.ts';
import { fontAhead, portugueseFont } from './portuguese-font.ts';
import { precompress } from './precompress.ts';

const namesShared = new Map(
  Object.entries(sharedByShell).flatMap(([name, names]) => (names === 'all' ? [] : [[name, names]])),
);

// A data: URL would need a hole in the Content-Security-Policy.
const strict = { target: 'esnext', assetsInlineLimit: 0, modulePreload: { polyfill: false } } as const;

/** What builds a page with the Portal's styles. */
function wholePage(): Plugin[] {
  return [...react(), portugueseFont(), fontAhead(), onlyPaletteInUse(), precompress()];
}

/** How the shell, which is served at `/`, is built; `page` is one of its HTML files. */
export function shellConfig(page: string, emptyOutDir = true): UserConfig {
  return {
    base: '/',
    plugins: [...wholePage(), portalBehind({ base: '/', port: 4000, person: 'ana' })],
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
export function remoteConfig(name: string, audience: Audience): UserConfig {
  const base = `/${name}/`;
  return {
    base,
    plugins: [
      react(),
      documentsByName(),
      pdfFiles(),
      onlyWhatTheShellHas(),
      noColourBeyond(),
      allOfWhatIsShared(),
      ...remote(name),
      aloneToo(base),
      portalBehind({ base, ...audience }),
    ],
    build: { ...strict, rolldownOptions: { input: 'src/console.tsx' } },
  };
}

function remote(name: string): Plugin[] {
  const fromShell = { singleton: true, import: false, requiredVersion: false } as const;
  const plugins = federation({
    name,
    filename: 'remoteEntry.js',
    manifest: true,
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

/** A name that the shell leaves out of what it shares would be undefined in the browser: the build stops instead. */
function onlyWhatTheShellHas(): Plugin {
  return {
    name: 'portal-only-what-the-shell-has',
    // `vite dev` runs the console alone, with the whole of each package.
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (id.includes('node_modules')) return;
      for (const [, list, from] of code.matchAll(/import\s*\{([^}]*)\}\s*from\s*['"]([^'"]+)['"]/g)) {
        const names: readonly string[] | undefined = from === undefined ? undefined : namesShared.get(from);
        if (!names || !list) continue;
        for (const name of namesIn(list)) {
          if (!names.includes(name))
            this.error(`${id} imports ${name}, which packages/console/shared.ts does not list for ${from}`);
        }
      }
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

function namesIn(list: string): string[] {
  const entries = list.split(',').map((entry) => entry.trim());
  return entries
    .filter((entry) => entry !== '' && !entry.startsWith('type '))
    .map((entry) => entry.split(/\s/)[0] ?? '');
}
