// What a subgraph starts with. A service without a graph or a database takes the small face, '@portal/service-kit/process'.
export * from './database/ensure-database.ts';
export * from './database/notification-line.ts';
export * from './database/open-database.ts';
export * from './database/sealing.ts';
export * from './database/statements.ts';
export * from './graph-errors.ts';
export * from './identity/access.ts';
export * from './identity/caller.ts';
export * from './identity/internal-token.ts';
export * from './lists/connection.ts';
export * from './lists/cursor.ts';
export * from './process.ts';
export * from './serving/operation-context.ts';
export * from './serving/serve-subgraph.ts';
export * from './subgraph/build-subgraph.ts';
export * from './subgraph/date-time.ts';
export * from './subgraph/graph-context.ts';
