import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { type ExecutionResult, execute, parse, validate } from 'graphql';
import { executeOperation, type GraphTransport, openSupergraph, prepareOperation } from '../index.ts';
import type { SubgraphResult } from '../subgraph.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@external",
  "@requires", "@provides", "@inaccessible", "@override", "@interfaceObject", "@extends"])\n`;

/** A subgraph's types without the link to Federation, and what resolves them. */
export interface SubgraphSource {
  sdl: string;
  resolvers?: object;
}

/** A graph of subgraphs in the process. */
export interface Graph {
  /** Checks an operation and runs it, as a gateway does. */
  ask(query: string, variables?: Record<string, unknown>): Promise<ExecutionResult>;
  /** Which subgraphs were asked since, in order. */
  asked: string[];
}

/** The supergraph's SDL of subgraphs. */
export function composedSdl(subgraphs: Record<string, SubgraphSource>): string {
  const composed = composeServices(
    Object.entries(subgraphs).map(([name, { sdl }]) => ({
      name,
      url: `http://${name}`,
      typeDefs: parse(sdl.startsWith('#fed1') ? sdl : LINK + sdl),
    })),
  );
  if (!composed.supergraphSdl) throw new AggregateError(composed.errors ?? [], JSON.stringify(composed.errors));
  return composed.supergraphSdl;
}

/** Composes subgraphs; each checks what it is asked, as one does behind a network. */
export function openGraph(subgraphs: Record<string, SubgraphSource>): Graph {
  const supergraph = openSupergraph(composedSdl(subgraphs));
  const schemas = new Map(
    Object.entries(subgraphs).map(([name, { sdl, resolvers = {} }]) => [
      name,
      buildSubgraphSchema([
        { typeDefs: parse(sdl.startsWith('#fed1') ? sdl : LINK + sdl), resolvers: resolvers as never },
      ]),
    ]),
  );
  const asked: string[] = [];
  const transport: GraphTransport<undefined> = {
    async request(subgraph, { query, variables }) {
      asked.push(subgraph);
      const schema = schemas.get(subgraph);
      if (!schema) throw new Error(`no subgraph ${subgraph}`);
      const document = parse(query);
      const wrong = validate(schema, document);
      if (wrong.length > 0) throw new Error(`${subgraph} cannot answer ${query}: ${wrong.join('; ')}`);
      return plain(await execute({ schema, document, variableValues: variables ?? null })) as SubgraphResult;
    },
  };
  return {
    asked,
    async ask(query, variables = {}) {
      const document = parse(query);
      const wrong = validate(supergraph.schema, document);
      if (wrong.length > 0) return { errors: wrong };
      const prepared = prepareOperation(supergraph, document);
      return plain(await executeOperation(prepared, { transport, context: undefined, variables })) as ExecutionResult;
    },
  };
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
