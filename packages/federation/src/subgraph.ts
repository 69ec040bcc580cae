/** One operation for a subgraph, its text as the plan holds it. */
export interface SubgraphRequest {
  kind: 'query' | 'mutation' | 'subscription';
  query: string;
  /** What the text uses of the client's variables, as the client sent them, and the representations of entities. */
  variables: Record<string, unknown> | undefined;
}

/** An error as it stands in an answer. */
export interface SubgraphErrorJson {
  message: string;
  path?: readonly (string | number)[] | undefined;
  extensions?: Record<string, unknown> | undefined;
}

/** A subgraph's answer. It is written into: it must belong to this operation alone. */
export interface SubgraphResult {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly SubgraphErrorJson[] | undefined;
}

/** How the subgraphs are reached; `Context` is what the caller of an operation hands through. */
export interface GraphTransport<Context> {
  /** Sends a query or mutation. What it throws becomes the error of each field that was asked for. */
  request(subgraph: string, request: SubgraphRequest, context: Context): Promise<SubgraphResult>;
}

/** A subgraph answered with neither data nor an error. */
export class SubgraphError extends Error {
  readonly code = 'SUBGRAPH_ERROR';

  constructor(subgraph: string, what: string) {
    super(`${subgraph}: ${what}`);
  }

  override get name() {
    return 'SubgraphError';
  }
}
