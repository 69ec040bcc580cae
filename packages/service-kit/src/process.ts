// The small face, for a service without a graph or a database of its own: nothing here loads either.
export * from './configuration.ts';
export * from './database/database-unavailable.ts';
export * from './database/database-url.ts';
export * from './database/database-waits.ts';
export * from './database/refused-wait.ts';
export * from './logger.ts';
export * from './operation-signal.ts';
export * from './problem-json.ts';
export * from './run-service.ts';
export * from './running.ts';
export * from './serving/bearer.ts';
export { inOperationSpan, inSpan } from './telemetry/spans.ts';
export * from './trace.ts';
