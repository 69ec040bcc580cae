import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import type { Executor } from '@graphql-tools/utils';
import type { Audience } from '@portal/service-kit/identity';
import type { GraphQLSchema } from 'graphql';
import { openSubgraphRequests } from './subgraph-requests.ts';
import { openSubgraphSubscriptions } from './subgraph-subscriptions.ts';

/** The composed graph, ready to be run. */
export interface Supergraph extends AsyncDisposable {
  schema: GraphQLSchema;
}

/** Makes one schema of the subgraphs that the supergraph names, each reached at its URL. */
export function openSupergraph(supergraphSdl: string, urls: Record<Audience, string>): Supergraph {
  const opened = new AsyncDisposableStack();
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    onSubschemaConfig(subschema) {
      const name = subschema.name.toLowerCase() as Audience;
      const url = urls[name];
      if (!url) throw new Error(`the supergraph names a subgraph without a URL: ${name}`);
      const requests = opened.use(openSubgraphRequests(name, url));
      const subscriptions = opened.use(openSubgraphSubscriptions(name, url));
      subschema.executor = ((request) =>
        request.operationType === 'subscription'
          ? subscriptions.subscribe(request)
          : requests.execute(request)) as Executor;
    },
  });
  return { schema, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
