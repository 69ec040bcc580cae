import { execFile } from 'node:child_process';
import { glob } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './paths.ts';

const run = promisify(execFile);

/** A service's part of the graph. */
export interface SubgraphSdl {
  /** The folder of its service. */
  name: string;
  sdl: string;
}

/**
 * The SDL of each service that prints one (src/print-schema.ts). Each prints in a process of its own: packages stand
 * below services and import none.
 */
export async function printSubgraphs(): Promise<SubgraphSdl[]> {
  const printers: string[] = [];
  for await (const path of glob('services/*/src/print-schema.ts', { cwd: ROOT })) printers.push(path);
  return Promise.all(printers.sort().map(printSubgraph));
}

async function printSubgraph(printer: string): Promise<SubgraphSdl> {
  const { stdout } = await run(process.execPath, ['--import', '@oxc-node/core/register', printer], {
    cwd: ROOT,
    maxBuffer: 16 * 1024 * 1024,
  });
  return { name: dirname(dirname(printer)).replace('services/', ''), sdl: stdout };
}

/** Where a subgraph's SDL is kept. */
export function subgraphFile({ name }: SubgraphSdl): string {
  return join(ROOT, 'packages/schema', `${name}.graphql`);
}
