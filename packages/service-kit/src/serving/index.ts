// What a service serves with that is no subgraph of its own: the gateway takes this face, not the whole kit.
export * from '../graph-errors.ts';
export * from './answer-by.ts';
export { createDocumentCache } from './document-cache.ts';
export * from './drain.ts';
export * from './failed-operation.ts';
export * from './http.ts';
export * from './masking.ts';
export * from './metrics.ts';
