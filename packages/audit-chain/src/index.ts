export * from './checkpoint.ts';
export * from './exported.ts';
export * from './link.ts';
export * from './over-http.ts';
export { BEFORE_ALL, type RecordedAct } from './record.ts';
export * from './statements.ts';
export * from './verify-chain.ts';
export * from './verify-links.ts';
