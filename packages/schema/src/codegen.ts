// Types and typed documents of the frontends: `node packages/schema/src/codegen.ts [integrator …]`, all where none is named.
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { generate } from '@graphql-codegen/cli';

const ROOT = join(import.meta.dirname, '../../..');
const API = join(ROOT, 'packages/schema/api.graphql');
const CLIENTS = ['frontends/*', 'packages/console'];

/** A generated file: where it belongs, and what it should hold. */
export interface GeneratedFile {
  path: string;
  content: string;
}

/** The folders that may hold documents, by the name that the command line takes. */
export async function clientFolders(): Promise<Map<string, string>> {
  const folders = new Map<string, string>();
  for await (const folder of glob(CLIENTS, { cwd: ROOT })) folders.set(basename(folder), join(ROOT, folder));
  return folders;
}

/** What a client's src/gql should hold; nothing where it has no document. Writes nothing. */
export async function generateClient(folder: string, schema: string = API): Promise<GeneratedFile[]> {
  const source = join(folder, 'src');
  if (!(await hasDocuments(source))) return [];
  const outputs = await generate(
    {
      schema,
      documents: [`${source}/**/*.{ts,tsx}`, `!${source}/gql/**`],
      generates: {
        [`${source}/gql/`]: {
          preset: 'client',
          presetConfig: { fragmentMasking: false },
          config: { enumsAsTypes: true, useTypeImports: true, scalars: { DateTime: 'string' } },
        },
      },
      silent: true,
    },
    false,
  );
  return outputs.map(({ filename, content }: { filename: string; content: string }) => ({ path: filename, content }));
}

/** Writes what changed, so that a watching bundler is not woken for nothing. */
export async function writeChanged(files: GeneratedFile[]): Promise<void> {
  for (const { path, content } of files) {
    const present = await readFile(path, 'utf8').catch(() => undefined);
    if (present === content) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

async function hasDocuments(source: string): Promise<boolean> {
  for await (const path of glob('**/*.{ts,tsx}', { cwd: source, exclude: ['gql/**'] })) {
    if (/\bgraphql\(/.test(await readFile(join(source, path), 'utf8'))) return true;
  }
  return false;
}

if (import.meta.main) {
  const folders = await clientFolders();
  const named = process.argv.slice(2);
  for (const name of named.length > 0 ? named : folders.keys()) {
    const folder = folders.get(name);
    if (!folder) throw new Error(`No client ${name}: there are ${[...folders.keys()].join(', ')}`);
    const files = await generateClient(folder);
    await writeChanged(files);
    process.stdout.write(`${name}: ${files.length} files in src/gql\n`);
  }
}
