import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { serveSupergraph } from './server.ts';

const USAGE = 'node tools/federation/src/serve.ts --supergraph FILE [--port N]';

/** Serves a supergraph until it is told to stop: for trying the executor against graphs that are not the portal's. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { supergraph: { type: 'string' }, port: { type: 'string', default: '4000' } },
  });
  const port = Number(values.port);
  if (!values.supergraph || !Number.isInteger(port)) throw new Error(USAGE);
  await using server = await serveSupergraph(await readFile(values.supergraph, 'utf8'), port);
  console.log(server.url);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

await main();
