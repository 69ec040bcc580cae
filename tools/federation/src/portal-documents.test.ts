import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { executeOperation, openSupergraph, operationBook, type SubgraphRequest } from '@portal/federation';
import { comparable } from '@portal/federation/testing/comparable';
import { randomQuery } from '@portal/federation/testing/random-operation';
import fc from 'fast-check';
import {
  type DocumentNode,
  execute,
  getOperationAST,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  print,
  specifiedRules,
  validate,
} from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { answersOfAnyField, variablesFor } from './any-field.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SUBGRAPHS = ['catalogue', 'credentials', 'gateway', 'homologation'];
const schemaFile = (name: string) => readFileSync(join(ROOT, 'packages/schema', `${name}.graphql`), 'utf8');

const supergraph = openSupergraph(schemaFile('supergraph'), { readFirst: ['changesCursor'], dispatched: ['node'] });
const prepare = operationBook(supergraph);
const fieldResolver = answersOfAnyField(supergraph.schema);
const typeResolver = ({ __typename }: { __typename: string }) => __typename;
const subgraphs = new Map(
  SUBGRAPHS.map((name) => [name, buildSubgraphSchema([{ typeDefs: parse(schemaFile(name)) }])]),
);

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const transport = {
  async request(subgraph: string, { query, variables }: SubgraphRequest) {
    const schema = subgraphs.get(subgraph);
    if (!schema) throw new Error(`no subgraph ${subgraph}`);
    const document = parse(query);
    const wrong = validate(schema, document);
    if (wrong.length > 0) throw new Error(`${subgraph} cannot answer ${query}: ${wrong.join('; ')}`);
    return plain(await execute({ schema, document, variableValues: variables ?? null, fieldResolver, typeResolver }));
  },
  subscribe: () => Promise.reject(new Error('none here')),
};
const dispatch = { subgraphsFor: () => ['credentials'], refusal: () => undefined };

/** Every operation that the consoles and the client send, by its name. */
const documents = new Map<string, DocumentNode>();
beforeAll(async () => {
  for await (const file of glob('{frontends,packages}/*/src/gql/graphql.ts', { cwd: ROOT })) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(ROOT, file)).href);
    for (const [name, value] of Object.entries(module)) {
      if (!name.endsWith('Document')) continue;
      const text = value instanceof String ? String(value) : print(value as DocumentNode);
      documents.set(`${file.split('/')[1]} ${name}`, parse(text));
    }
  }
});

async function compare(document: DocumentNode, variables: Record<string, unknown>): Promise<number> {
  const { schema } = supergraph;
  const answer = await executeOperation(prepare(document), { transport, context: undefined, variables, dispatch });
  const expected = await execute({ schema, document, variableValues: variables, fieldResolver, typeResolver });
  expect(comparable(plain(answer)), `${print(document)} ${JSON.stringify(variables)}`).toBe(
    comparable(plain(expected)),
  );
  return Object.keys(expected.data ?? {}).length;
}

it('every operation of the consoles and of the client is answered as by one schema', async () => {
  let compared = 0;
  for (const document of documents.values()) {
    const operation = getOperationAST(document);
    if (!operation || operation.operation === 'subscription') continue;
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      compared += await compare(document, variablesFor(supergraph.schema, operation, seed));
    }
  }
  expect(documents.size).toBeGreaterThan(80);
  expect(compared).toBeGreaterThan(300);
});

// Two thousand take their time on a busy machine.
it('random queries are answered as by one schema', async () => {
  const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule && rule !== NoUnusedVariablesRule);
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (draw) => {
      const { query, variables } = randomQuery(supergraph.schema, draw);
      const document = parse(query);
      fc.pre(validate(supergraph.schema, document, rules).length === 0);
      await compare(document, variables);
    }),
    { numRuns: 2_000, maxSkipsPerRun: 100, endOnFailure: true },
  );
}, 600_000);
