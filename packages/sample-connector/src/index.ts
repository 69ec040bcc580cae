export { Connector, type ConnectorOptions } from './connector.ts';
export { type RndsIssue, RndsRefusal, RndsUnreachable } from './errors.ts';
