export { BOUNDS } from './bounds.ts';
export { applyCorrection, type Correction, type PatchOperation } from './corrections/patch.ts';
export { DOCUMENT_KINDS, type DocumentKind, documentKindOf } from './document-kinds.ts';
export type { Finding, FindingKind } from './finding.ts';
export { Guides } from './guides.ts';
export { judge } from './judge.ts';
export { judgeText } from './judge-text.ts';
export { openGuides } from './open-guides.ts';
export type { Position } from './positions.ts';
export {
  type DocumentFormat,
  formatOf,
  type LocatedFinding,
  type ReadDocument,
  type Reading,
  readDocument,
} from './read-document.ts';
export { RNDS_ERROR_CODES, type RndsError, rndsError } from './rnds-errors.ts';
export { writeXml } from './xml/write-xml.ts';
