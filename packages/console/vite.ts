import { federation } from '@module-federation/vite';
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';
import { precompress } from './precompress.ts';

/** Loaded once in a page, whoever asks for them first: the shell's copy, or a console's own when it runs alone. */
const sharedOnce = ['react', 'react-dom', 'react-router', 'urql', '@urql/core', '@portal/console', '@portal/ui'];

const shared = Object.fromEntries(
  sharedOnce.map((name) => [name, { singleton: true, requiredVersion: false as const }]),
);

/** How the shell, which is served at `/`, is built. */
export function shellConfig(pages: Record<string, string>): UserConfig {
  return consoleBuild('/', {
    plugins: [react(), federation({ name: 'shell', filename: 'shell-entry.js', dts: false, shared })],
    pages,
  });
}

/**
 * How a console is built: a remote that exposes `./console` (the default export of src/console.tsx, a ConsoleRemote), served
 * under `/<name>/`, and an app of its own by its index.html.
 */
export function remoteConfig(name: string): UserConfig {
  return consoleBuild(`/${name}/`, {
    plugins: [
      react(),
      federation({
        name,
        filename: 'remoteEntry.js',
        manifest: true,
        dts: false,
        exposes: { './console': './src/console.tsx' },
        shared,
      }),
    ],
    pages: { index: 'index.html' },
  });
}

function consoleBuild(
  base: string,
  parts: { plugins: UserConfig['plugins']; pages: Record<string, string> },
): UserConfig {
  return {
    base,
    plugins: [...(parts.plugins ?? []), precompress()],
    build: {
      target: 'esnext',
      // A data: URL would need a hole in the Content-Security-Policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: parts.pages },
    },
  };
}
