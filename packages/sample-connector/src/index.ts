export { type Composed, Connector, type ConnectorOptions, type IdentifiedDocument } from './connector.ts';
export { type RndsIssue, RndsRefusal, RndsUnreachable } from './errors.ts';
