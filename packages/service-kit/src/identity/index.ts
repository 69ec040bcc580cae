// Who the caller is, without the graph.
export * from './access.ts';
export * from './access-token.ts';
export * from './anyone.ts';
export * from './caller.ts';
export * from './internal-token.ts';
