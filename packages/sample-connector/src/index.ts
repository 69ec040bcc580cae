export {
  type Answer,
  type Composed,
  Connector,
  type ConnectorOptions,
  type Exchange,
  type IdentifiedDocument,
} from './connector.ts';
export { documentOf, type Parties } from './document.ts';
export { type RndsIssue, RndsRefusal, RndsUnreachable } from './errors.ts';
export { playSuite, type SuiteStage } from './play-suite.ts';
export { SCENARIOS, type Scenario, type Sendable, SILENCE_MS, type Stage } from './scenarios.ts';
