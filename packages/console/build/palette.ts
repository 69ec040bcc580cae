import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);
const hue = /^--(blue|green|red|yellow|gold|orange|mint|cyan|indigo|violet|magenta|gray|pure)-/;
const grey = /^--(gray|pure)-\d+$/;

/**
 * The colours of the design system's palette that the consoles may use: all greys, and those that the Portal's own styles
 * come down to. The other thousand are half of a console's styles.
 */
export function paletteInUse(): Set<string> {
  const entry = require.resolve('@portal/ui/styles.css');
  const sheets = [entry, ...importsOf(entry)].map((path) => ({ path, css: readFileSync(path, 'utf8') }));
  const declared = new Map<string, string>();
  for (const { css } of sheets) {
    for (const [, name, value] of css.matchAll(/(--[\w-]+)\s*:\s*([^;}]*)/g)) {
      if (name && value && !declared.has(name)) declared.set(name, value);
    }
  }
  const used = new Set<string>();
  function use(name: string) {
    if (used.has(name)) return;
    used.add(name);
    for (const other of variablesIn(declared.get(name) ?? '')) use(other);
  }
  // What has a meaning ("--success") is for everybody to use; a hue is there for what uses it.
  for (const name of declared.keys()) if (!hue.test(name) || grey.test(name)) use(name);
  for (const { css } of sheets) for (const name of variablesIn(css.replaceAll(/--[\w-]+\s*:[^;}]*/g, ''))) use(name);
  return new Set([...used].filter((name) => hue.test(name)));
}

function importsOf(entry: string): string[] {
  const resolve = createRequire(entry).resolve;
  const imports = readFileSync(entry, 'utf8').matchAll(/@import\s+"([^"]+)"/g);
  return [...imports].map(([, path = '']) => (path.startsWith('.') ? join(dirname(entry), path) : resolve(path)));
}

function variablesIn(css: string): string[] {
  return [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name = '']) => name);
}

/** Leaves the rest of the palette out of what is built. */
export function onlyPaletteInUse(): Plugin {
  return {
    name: 'portal-only-palette-in-use',
    apply: 'build',
    generateBundle(_options, bundle) {
      const used = paletteInUse();
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'asset' || !name.endsWith('.css')) continue;
        const css = file.source.toString();
        file.source = css.replaceAll(/(--[\w-]+):[^;{}]*(;|(?=\}))/g, (whole: string, variable: string) =>
          hue.test(variable) && !used.has(variable) ? '' : whole,
        );
      }
    },
  };
}

/** Stops the build of a console whose styles use a colour that the shell leaves out. */
export function noColourBeyond(): Plugin {
  const used = paletteInUse();
  return {
    name: 'portal-no-colour-beyond',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('.css') || id.includes('node_modules')) return;
      const missing = variablesIn(code).find((name) => hue.test(name) && !used.has(name));
      if (missing)
        this.error(`${id} uses ${missing}, which none of the styles of packages/ui uses: the shell leaves it out`);
    },
  };
}
