import {
  executeOperation,
  type GraphTransport,
  openSupergraph as openPlanner,
  operationBook,
  type PreparedOperation,
} from '@portal/federation';
import type { Audience } from '@portal/service-kit/identity';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { readDates } from './date-time.ts';
import { findNode } from './find-node.ts';
import type { GatewayContext } from './gateway-context.ts';
import { LiveStreams } from './live-streams.ts';
import type { OwnSubgraph } from './own-subgraph.ts';
import { openSubgraphRequests, type SubgraphRequests } from './subgraph-requests.ts';
import { openSubgraphSubscriptions, type SubgraphSubscriptions } from './subgraph-subscriptions.ts';

/** An operation's variables, as its client sent them. */
type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** The composed graph, ready to be run. */
export interface Supergraph extends AsyncDisposable {
  schema: GraphQLSchema;
  /** The plan of an operation of a checked document: made once, and kept as long as the document. */
  prepare(document: DocumentNode, operationName: string | null | undefined): PreparedOperation;
  /** Runs a query or mutation. */
  execute(operation: PreparedOperation, variables: Variables, context: GatewayContext): Promise<ExecutionResult>;
  /** Begins a subscription, and answers with the way to leave it, or why it is refused. */
  subscribe: LiveStreams['open'];
}

/** What the supergraph calls the gateway's own fields. */
const OWN_NAME = 'gateway';

/**
 * What the catalogue says is the same for everybody and changes only when it is loaded anew: a hundred people who read
 * the same of it at once, as they do when an event reaches their open pages, cost it one read.
 */
const SAME_FOR_ALL: readonly Audience[] = ['catalogue'];

/**
 * `changesCursor` promises that nothing falls between it and what is read with it: read side by side with the rest, it could
 * stand behind a change that the others have not seen.
 */
const READ_FIRST = ['changesCursor'];

/** Opens the subgraphs that the supergraph names, each reached at its URL, the gateway's own in here. */
export function openSupergraph(sdl: string, urls: Record<Audience, string>, own: OwnSubgraph): Supergraph {
  const opened = new AsyncDisposableStack();
  const planner = openPlanner(sdl, { readFirst: READ_FIRST, dispatched: ['node'] });
  const subgraphs = new Map<string, SubgraphRequests & SubgraphSubscriptions>();
  for (const name of planner.urls.keys()) {
    if (name === OWN_NAME) continue;
    const url = urls[name as Audience];
    if (!url) throw new Error(`the supergraph names a subgraph without a URL: ${name}`);
    const joins = SAME_FOR_ALL.includes(name as Audience);
    const requests = opened.use(openSubgraphRequests(name as Audience, url, joins));
    const subscriptions = opened.use(openSubgraphSubscriptions(name as Audience, url));
    subgraphs.set(name, { ...requests, ...subscriptions });
  }
  const subgraphOf = (name: string) => {
    const subgraph = subgraphs.get(name);
    if (!subgraph) throw new Error(`no such subgraph: ${name}`);
    return subgraph;
  };
  const transport: GraphTransport<GatewayContext> = {
    request: async (subgraph, request, context) =>
      subgraph === OWN_NAME ? own.request(request, context) : subgraphOf(subgraph).request(request, context),
  };
  const streams = new LiveStreams({ transport, subscriptionsOf: subgraphOf, alike: new Set(SAME_FOR_ALL) });
  const { schema } = planner;
  // Subgraphs read them again.
  readDates(schema, (text) => text);
  const dispatch = findNode(schema);
  return {
    schema,
    prepare: operationBook(planner),
    execute: (operation, variables, context) =>
      executeOperation(operation, { transport, context, variables, dispatch }),
    subscribe: (asked, listener) => streams.open(asked, listener),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
