import { composeServices, sortSDL } from '@theguild/federation-composition';
import { buildASTSchema, parse, print, printSchema } from 'graphql';
import { unsaidFacts } from './field-facts.ts';
import type { SubgraphSdl } from './subgraphs.ts';

/** The graph of all services: for the gateway, and for clients. */
export interface ComposedGraph {
  supergraph: string;
  api: string;
}

/** The subgraphs do not fit together, or leave unsaid what each field has to say of itself; the message has a line for each reason. */
export class CompositionError extends Error {
  readonly code = 'COMPOSITION';

  override get name() {
    return 'CompositionError';
  }
}

/** Composes the supergraph, and derives the public API from it. */
export function composeGraph(subgraphs: SubgraphSdl[]): ComposedGraph {
  // The addresses only stand there to be told apart: the gateway knows the real ones.
  const result = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}/graphql` })),
  );
  if (result.errors) throw new CompositionError(result.errors.map(({ message }) => message).join('\n'));
  const unsaid = unsaidFacts(result.supergraphDocumentNode);
  if (unsaid.length > 0) throw new CompositionError(unsaid.join('\n'));
  const api = printSchema(buildASTSchema(result.publicDocumentNode));
  return { supergraph: withEnd(print(sortSDL(result.supergraphDocumentNode))), api: withEnd(api) };
}

function withEnd(sdl: string): string {
  return `${sdl.trimEnd()}\n`;
}
