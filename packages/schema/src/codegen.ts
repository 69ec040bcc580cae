// Types and typed documents of the frontends: `node packages/schema/src/codegen.ts [integrator …]`, all where none is named.
import { glob, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { generate } from '@graphql-codegen/cli';
import { preset } from '@graphql-codegen/client-preset';
import { type GeneratedFile, writeStale } from './generated-file.ts';
import { readApi } from './index.ts';
import { ROOT } from './paths.ts';

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

/** What a client's src/gql should hold; nothing where it has no document. Writes nothing. */
export async function generateClient(folder: string, api: string): Promise<GeneratedFile[]> {
  const source = join(folder, 'src');
  if (!(await hasDocuments(source))) return [];
  const outputs = await generate(
    {
      schema: api,
      documents: [`${source}/**/*.{ts,tsx,graphql}`, `!${source}/gql/**`, `!${source}/${TESTS}`],
      generates: {
        [`${source}/gql/`]: {
          preset,
          presetConfig: { fragmentMasking: false },
          config: {
            enumsAsTypes: true,
            useTypeImports: true,
            scalars: { DateTime: 'string' },
            // A client that others download carries texts, which take a fraction of the bytes of parsed documents.
            ...((await isPublished(folder)) && { documentMode: 'string' }),
          },
        },
      },
      importExtension: '.ts',
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
  for (const name of named.length > 0 ? named : folders.keys()) {
    const folder = folders.get(name);
    if (!folder) throw new Error(`No client ${name}: there are ${[...folders.keys()].join(', ')}`);
    const files = await generateClient(folder, api);
    await writeStale(files);
    process.stdout.write(`${name}: ${files.length} files in src/gql\n`);
  }
}
