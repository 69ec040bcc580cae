// Types and typed documents of the frontends: `node packages/schema/src/codegen.ts [integrator …]`, all where none is named.
import { glob, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { preset } from '@graphql-codegen/client-preset';
import type { Types } from '@graphql-codegen/plugin-helpers';
import { type GeneratedFile, writeStale } from './generated-file.ts';
import { readApi } from './index.ts';
import { ROOT, schemaFile } from './paths.ts';

const CLIENTS = ['frontends/*', 'packages/console', 'packages/client'];
const TESTS = '**/*.test.{ts,tsx}';

/** A client's documents do not fit the API; the message has their places. */
export class DocumentError extends Error {
  readonly code = 'DOCUMENT';

  override get name() {
    return 'DocumentError';
  }
}

/** The folders that may hold documents, by the name that the command line takes. */
export async function clientFolders(): Promise<Map<string, string>> {
  const folders = new Map<string, string>();
  for await (const folder of glob(CLIENTS, { cwd: ROOT })) folders.set(basename(folder), join(ROOT, folder));
  return folders;
}

const AS_WRITTEN = { enumsAsTypes: true, useTypeImports: true, scalars: { DateTime: 'string' } };

/** The preset hands on a choice of settings, of which where types are imported from is none. */
const withSharedTypes: Types.OutputPreset = {
  ...preset,
  buildGeneratesSection: async (options) =>
    (await preset.buildGeneratesSection(options)).map((section) => ({
      ...section,
      config: { ...section.config, importSchemaTypesFrom: '~@portal/schema/types' },
    })),
};

/** What a client's src/gql should hold; nothing where it has no document. Writes nothing. */
export async function generateClient(folder: string, api: string): Promise<GeneratedFile[]> {
  const source = join(folder, 'src');
  if (!(await hasDocuments(source))) return [];
  const published = await isPublished(folder);
  return generateFrom(api, documentsOf(source), {
    [`${source}/gql/`]: {
      // A client that others download stands alone, and carries texts, a fraction of the bytes of parsed documents.
      preset: published ? preset : withSharedTypes,
      presetConfig: { fragmentMasking: false },
      config: { ...AS_WRITTEN, ...(published && { documentMode: 'string' }) },
    },
  });
}

/** `@portal/schema/types`: the enums and inputs that the consoles' documents name, once for all of them. */
export async function generateTypes(folders: Iterable<string>, api: string): Promise<GeneratedFile[]> {
  const documents: string[] = [];
  for (const folder of folders) if (!(await isPublished(folder))) documents.push(...documentsOf(join(folder, 'src')));
  return generateFrom(api, documents, {
    [schemaFile('types.ts')]: {
      plugins: ['typescript-operations'],
      config: { ...AS_WRITTEN, generateOperationTypes: false },
    },
  });
}

function documentsOf(source: string): string[] {
  return [`${source}/**/*.{ts,tsx,graphql}`, `!${source}/gql/**`, `!${source}/${TESTS}`];
}

async function generateFrom(
  schema: string,
  documents: string[],
  generates: Types.Config['generates'],
): Promise<GeneratedFile[]> {
  const outputs = await generate(
    {
      schema,
      documents,
      generates,
      importExtension: '.ts',
      // From here, wherever the command was begun.
      pluginLoader: (name) => import(name),
      silent: true,
      errorsOnly: true,
    },
    false,
  ).catch((error: Error) => {
    const reasons = error instanceof AggregateError ? error.errors : [error];
    throw new DocumentError(reasons.map(({ message }: Error) => message).join('\n'));
  });
  return outputs.map(({ filename, content }: { filename: string; content: string }) => ({ path: filename, content }));
}

/** Documents are written in .graphql files, or with `graphql` of the client's own src/gql. */
async function hasDocuments(source: string): Promise<boolean> {
  for await (const _path of glob('**/*.graphql', { cwd: source })) return true;
  for await (const path of glob('**/*.{ts,tsx}', { cwd: source, exclude: ['gql/**', TESTS] })) {
    const text = await readFile(join(source, path), 'utf8');
    if (/\bgraphql\(/.test(text) && /from '(\.{1,2}\/)+gql(\/index\.ts)?'/.test(text)) return true;
  }
  return false;
}

async function isPublished(folder: string): Promise<boolean> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { publishConfig?: object };
  return manifest.publishConfig !== undefined;
}

if (import.meta.main) {
  const [folders, api] = await Promise.all([clientFolders(), readApi()]);
  const named = process.argv.slice(2);
  await writeStale(await generateTypes(folders.values(), api));
  for (const name of named.length > 0 ? named : folders.keys()) {
    const folder = folders.get(name);
    if (!folder) throw new Error(`No client ${name}: there are ${[...folders.keys()].join(', ')}`);
    const files = await generateClient(folder, api);
    await writeStale(files);
    process.stdout.write(`${name}: ${files.length} files in src/gql\n`);
  }
}
