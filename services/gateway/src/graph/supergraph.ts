import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import type { Executor } from '@graphql-tools/utils';
import type { Audience } from '@portal/service-kit/identity';
import type { GraphQLSchema } from 'graphql';
import type { OwnSubgraph } from '../own-fields/own-subgraph.ts';
import { cursorFirst } from './cursor-first.ts';
import { readDates } from './date-time.ts';
import { placeErrors } from './error-places.ts';
import { findNodes } from './find-node.ts';
import { openSubgraphRequests } from './subgraph-requests.ts';
import { openSubgraphSubscriptions } from './subgraph-subscriptions.ts';

/** The composed graph, ready to be run. */
export interface Supergraph extends AsyncDisposable {
  schema: GraphQLSchema;
}

/** What the supergraph calls the gateway's own fields. */
const OWN_NAME = 'gateway';

/** Makes one schema of the subgraphs that the supergraph names, each reached at its URL, the gateway's own in here. */
export function openSupergraph(supergraphSdl: string, urls: Record<Audience, string>, own: OwnSubgraph): Supergraph {
  const opened = new AsyncDisposableStack();
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    onSubschemaConfig(subschema) {
      const lowerName = subschema.name.toLowerCase();
      if (lowerName === OWN_NAME) {
        subschema.executor = own.execute as Executor;
        return;
      }
      const name = lowerName as Audience;
      const url = urls[name];
      if (!url) throw new Error(`the supergraph names a subgraph without a URL: ${name}`);
      const requests = opened.use(openSubgraphRequests(name, url));
      const execute = name === 'credentials' ? cursorFirst(requests.execute) : requests.execute;
      const subscriptions = opened.use(openSubgraphSubscriptions(name, url));
      subschema.executor = ((request) =>
        request.operationType === 'subscription' ? subscriptions.subscribe(request) : execute(request)) as Executor;
    },
  });
  findNodes(schema);
  placeErrors(schema);
  // Subgraphs read them again.
  readDates(schema, (text) => text);
  return { schema, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
