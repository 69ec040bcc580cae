export { type Dispatch, type ExecuteOptions, executeOperation } from './execute.ts';
export { operationBook, type PreparedOperation, prepareOperation } from './prepare.ts';
export {
  type GraphTransport,
  SubgraphError,
  type SubgraphErrorJson,
  type SubgraphRequest,
  type SubgraphResult,
} from './subgraph.ts';
export { isLastEvent, type PlannedSubscription, planSubscription } from './subscribe.ts';
export { directiveAt, openSupergraph, type Supergraph } from './supergraph.ts';
