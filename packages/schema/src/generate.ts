// `pnpm schema` writes what the services' classes say; `--check` writes nothing and exits with 1 where something is stale,
// does not compose, leaves the contract or breaks clients; `--release` makes today's API the baseline of breaking changes,
// and writes what changed into changelog.json (docs/deprecation.md).
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type DeclaredBreakingChange, undeclaredBreakingChanges } from './breaking-changes.ts';
import { changesBetween, type Release, today, withRelease } from './changelog.ts';
import { clientVersion } from './client-version.ts';
import { clientFolders, DocumentError, generateClient, generateTypes } from './codegen.ts';
import { CompositionError, composeGraph } from './compose.ts';
import { contractBreaches } from './contract.ts';
import { deprecationFaults } from './deprecations.ts';
import { undescribed } from './descriptions.ts';
import { type GeneratedFile, staleFiles, writeStale } from './generated-file.ts';
import { ROOT, schemaFile } from './paths.ts';
import { printSubgraphs, subgraphFile } from './subgraphs.ts';

/** Everything that is generated, in memory. */
interface Generated {
  api: string;
  files: GeneratedFile[];
}

async function generateAll(): Promise<Generated> {
  const subgraphs = await printSubgraphs();
  const { supergraph, api } = composeGraph(subgraphs);
  const folders = await clientFolders();
  const clients = await generateTypes(folders.values(), api);
  for (const folder of folders.values()) clients.push(...(await generateClient(folder, api)));
  return {
    api,
    files: [
      ...subgraphs.map((subgraph) => ({ path: subgraphFile(subgraph), content: subgraph.sdl })),
      { path: schemaFile('supergraph.graphql'), content: supergraph },
      { path: schemaFile('api.graphql'), content: api },
      ...clients,
      ...(await versionOfClient(api)),
    ],
  };
}

/** The client's file is immutable under its version: with another API it is another version. */
async function versionOfClient(api: string): Promise<GeneratedFile[]> {
  const paths = ['package.json', 'api-version.json'].map((name) => join(ROOT, 'packages/client', name));
  const [manifest = '', record = ''] = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  const written = clientVersion({ manifest, record }, api);
  return [written.manifest, written.record].map((content, index) => ({ path: paths[index] ?? '', content }));
}

/** What is wrong with the API, whether or not its files are fresh. */
async function promisesBroken(api: string): Promise<string[]> {
  const [contract, released, declared] = await Promise.all([
    readText('contract.graphql'),
    readText('released.graphql'),
    readJson<DeclaredBreakingChange[]>('breaking-changes.json'),
  ]);
  const breaking = await undeclaredBreakingChanges(released, api, { declared, today: today() });
  return [
    ...contractBreaches(contract, api).map((breach) => `contract.graphql: ${breach}`),
    ...undescribed(api).map((path) => `no description: ${path}`),
    ...deprecationFaults(released, api, today()),
    ...breaking.map((change) => `breaking change, not in breaking-changes.json: ${change}`),
  ];
}

/** What a release writes beside what is generated. */
async function release(api: string): Promise<GeneratedFile[]> {
  const [released, changelog] = await Promise.all([
    readText('released.graphql'),
    readJson<Release[]>('changelog.json'),
  ]);
  const releases = withRelease(changelog, { date: today(), changes: await changesBetween(released, api) });
  return [
    { path: schemaFile('released.graphql'), content: api },
    { path: schemaFile('breaking-changes.json'), content: '[]\n' },
    { path: schemaFile('changelog.json'), content: `${JSON.stringify(releases, null, 2)}\n` },
  ];
}

async function main(mode: string | undefined): Promise<void> {
  const { api, files } = await generateAll();
  const broken = await promisesBroken(api);
  // What breaks a promise is never released.
  if (mode === '--release' && broken.length === 0) files.push(...(await release(api)));
  const stale = mode === '--check' ? await staleFiles(files) : await writeStale(files);
  for (const { path } of stale) report(`${mode === '--check' ? 'stale' : 'written'}: ${relative(ROOT, path)}`);
  for (const line of broken) report(line);
  if (broken.length > 0 || (mode === '--check' && stale.length > 0)) process.exitCode = 1;
  else report(`${files.length} files, ${mode === '--check' ? 'all fresh' : `${stale.length} written`}`);
}

function readText(name: string): Promise<string> {
  return readFile(schemaFile(name), 'utf8');
}

async function readJson<Content>(name: string): Promise<Content> {
  return JSON.parse(await readText(name)) as Content;
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main(process.argv[2]);
} catch (error) {
  if (!(error instanceof CompositionError || error instanceof DocumentError)) throw error;
  report(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
