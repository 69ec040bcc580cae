export type { Finding, FindingKind } from './finding.ts';
export { Guides } from './guides.ts';
export { judge } from './judge.ts';
export { judgeText, type LocatedFinding } from './judge-text.ts';
export { openGuides } from './open-guides.ts';
export { RNDS_ERROR_CODES, type RndsError, rndsError } from './rnds-errors.ts';
