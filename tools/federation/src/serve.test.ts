import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/http';
import { afterAll, beforeAll, expect, it } from 'vitest';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])\n';
const BOOKS = `${LINK}type Query { books: [Book!]! } type Book @key(fields: "isbn") { isbn: ID! title: String! }`;
const STOCK = `${LINK}type Book @key(fields: "isbn") { isbn: ID! copies(minimum: Int = 0): Int }`;

const books = [
  { isbn: '1', title: 'Um' },
  { isbn: '2', title: 'Dois' },
];
const opened = new AsyncDisposableStack();
let url: string;

async function subgraph(sdl: string, resolvers: object): Promise<string> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  const server: Server = createServer(createHandler({ schema })).listen(0);
  await once(server, 'listening');
  opened.defer(() => void server.close());
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const composed = composeServices([
    { name: 'books', url: await subgraph(BOOKS, { Query: { books: () => books } }), typeDefs: parse(BOOKS) },
    {
      name: 'stock',
      url: await subgraph(STOCK, {
        Book: {
          __resolveReference: ({ isbn }: { isbn: string }) => ({ isbn }),
          copies: ({ isbn }: { isbn: string }, { minimum }: { minimum: number }) => Math.max(Number(isbn), minimum),
        },
      }),
      typeDefs: parse(STOCK),
    },
  ]);
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, composed.supergraphSdl ?? '');
  const program = spawn(
    process.execPath,
    [join(import.meta.dirname, 'serve.ts'), '--supergraph', file, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(program, 'exit');
  opened.defer(async () => {
    program.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
  const [line] = await once(createInterface(program.stdout), 'line');
  url = String(line);
});
afterAll(() => opened.disposeAsync());

async function ask(body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}

it('answers what two subgraphs tell of together', async () => {
  const query = 'query ($least: Int) { all: books { isbn: title copies(minimum: $least) } }';
  expect(await ask({ query, variables: { least: 2 } })).toEqual({
    data: {
      all: [
        { isbn: 'Um', copies: 2 },
        { isbn: 'Dois', copies: 2 },
      ],
    },
  });
});

it('says what is wrong with a document', async () => {
  expect(await ask({ query: '{ nothing }' })).toMatchObject({
    errors: [{ message: expect.stringContaining('nothing') }],
  });
});
