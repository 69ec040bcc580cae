// A database, without the graph.
export * from '../personal-data/index.ts';
export * from './array-literal.ts';
export * from './clock-agrees.ts';
export * from './database-clock.ts';
export * from './ensure-database.ts';
export * from './migrate-database.ts';
export * from './notification-listener.ts';
export * from './open-database.ts';
export * from './own-data.ts';
export * from './roles.ts';
export * from './sealing.ts';
export * from './statements.ts';
