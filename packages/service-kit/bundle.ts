import { basename, dirname, join, relative } from 'node:path';
import { defineConfig, type Plugin, type RolldownOptions } from 'rolldown';

/**
 * How a service is built: one file with all that it imports, for its modules one by one took five times as long to
 * start and a third more memory. `external` names packages with a native part, which stay where they are installed.
 */
export function serviceBundle(folder: string, external: string[] = []): RolldownOptions {
  const outputFolder = join(folder, 'dist');
  return defineConfig({
    input: join(folder, 'src/main.ts'),
    platform: 'node',
    // Neither is needed: pg without its native binding, its socket on a platform that is not ours.
    external: [...external, 'pg-native', 'cloudflare:sockets'],
    tsconfig: join(folder, 'tsconfig.json'),
    plugins: [keepPlaces(outputFolder)],
    // type-graphql and MikroORM read the names of classes.
    output: { file: join(outputFolder, 'main.js'), format: 'esm', keepNames: true, codeSplitting: false },
    logLevel: 'warn',
  });
}

/** Lets our own files find what lies beside their sources, wherever they were bundled to. */
function keepPlaces(outputFolder: string): Plugin {
  return {
    name: 'keep-places',
    transform: {
      filter: { id: /\.ts$/, code: 'import.meta.' },
      handler(code, id) {
        const folder = relative(outputFolder, dirname(id));
        return code
          .replaceAll('import.meta.dirname', `(import.meta.dirname + ${JSON.stringify(`/${folder}`)})`)
          .replaceAll(
            'import.meta.url',
            `new URL(${JSON.stringify(`${folder}/${basename(id)}`)}, import.meta.url).href`,
          );
      },
    },
  };
}
