import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { executeOperation, openSupergraph, operationBook } from '@portal/federation';
import { createHandler } from 'graphql-http/lib/use/http';
import { httpTransport } from './http-transport.ts';

/** A supergraph that is being served. */
export interface FederationServer extends AsyncDisposable {
  /** Where: …/graphql. */
  url: string;
}

/** Serves a supergraph's queries and mutations at /graphql, to everybody and without limits; port 0 takes a free one. */
export async function serveSupergraph(sdl: string, port: number): Promise<FederationServer> {
  const supergraph = openSupergraph(sdl);
  const transport = httpTransport(supergraph);
  const prepare = operationBook(supergraph);
  const handle = createHandler({
    schema: supergraph.schema,
    execute: ({ document, operationName, variableValues }) =>
      executeOperation(prepare(document, operationName), { transport, context: undefined, variables: variableValues }),
  });
  const server = createServer((req, res) => {
    if (new URL(req.url ?? '/', 'http://localhost').pathname === '/graphql') return void handle(req, res);
    res.writeHead(404).end();
  }).listen(port);
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}
