export { type Dispatch, type ExecuteOptions, executeOperation } from './execute.ts';
export { operationBook, type PreparedOperation, prepareOperation } from './prepare.ts';
export { SharedEvents } from './shared-events.ts';
export {
  type GraphTransport,
  SubgraphError,
  type SubgraphErrorJson,
  type SubgraphRequest,
  type SubgraphResult,
} from './subgraph.ts';
export { type SubscribeOptions, subscribeOperation } from './subscribe.ts';
export { directiveAt, openSupergraph, type Supergraph } from './supergraph.ts';
