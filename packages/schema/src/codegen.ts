// Types and typed documents of the frontends: `node packages/schema/src/codegen.ts [integrator …]`, all where none is named.
import { glob, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { type GeneratedFile, writeStale } from './generated-file.ts';
import { readApi } from './index.ts';
import { ROOT } from './paths.ts';

const CLIENTS = ['frontends/*', 'packages/console'];

/** The folders that may hold documents, by the name that the command line takes. */
export async function clientFolders(): Promise<Map<string, string>> {
  const folders = new Map<string, string>();
  for await (const folder of glob(CLIENTS, { cwd: ROOT })) folders.set(basename(folder), join(ROOT, folder));
  return folders;
}

/** What a client's src/gql should hold; nothing where it has no document. Writes nothing. */
export async function generateClient(folder: string, api: string): Promise<GeneratedFile[]> {
  const source = join(folder, 'src');
  if (!(await hasDocuments(source))) return [];
  const outputs = await generate(
    {
      schema: api,
      documents: [`${source}/**/*.{ts,tsx}`, `!${source}/gql/**`],
      generates: {
        [`${source}/gql/`]: {
          preset: 'client',
          presetConfig: { fragmentMasking: false },
          config: { enumsAsTypes: true, useTypeImports: true, scalars: { DateTime: 'string' } },
        },
      },
      importExtension: '.ts',
      silent: true,
    },
    false,
  );
  return outputs.map(({ filename, content }: { filename: string; content: string }) => ({ path: filename, content }));
}

async function hasDocuments(source: string): Promise<boolean> {
  for await (const path of glob('**/*.{ts,tsx}', { cwd: source, exclude: ['gql/**'] })) {
    if (/\bgraphql\(/.test(await readFile(join(source, path), 'utf8'))) return true;
  }
  return false;
}

if (import.meta.main) {
  const [folders, api] = await Promise.all([clientFolders(), readApi()]);
  const named = process.argv.slice(2);
  for (const name of named.length > 0 ? named : folders.keys()) {
    const folder = folders.get(name);
    if (!folder) throw new Error(`No client ${name}: there are ${[...folders.keys()].join(', ')}`);
    const files = await generateClient(folder, api);
    await writeStale(files);
    process.stdout.write(`${name}: ${files.length} files in src/gql\n`);
  }
}
