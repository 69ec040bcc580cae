export { type ExecuteOptions, executeOperation, subscribeOperation } from './execute.ts';
export { type PreparedOperation, prepareOperation } from './prepare.ts';
export { type GraphTransport, SubgraphError, type SubgraphRequest, type SubgraphResult } from './subgraph.ts';
export { openSupergraph, type Supergraph } from './supergraph.ts';
