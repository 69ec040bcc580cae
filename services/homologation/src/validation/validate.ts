import { DOCUMENT_MAX_BYTES, DOCUMENT_TOO_LARGE, type FindingKind } from '@portal/domain';
import type { FindingKind as JudgeFindingKind, LocatedFinding } from '@portal/judge';
import { DOCUMENT_KINDS } from '@portal/judge/document-kinds';
import type { DocumentValidation, ValidationFinding } from './document-validation.ts';
import { TooMuchToJudge } from './judge-failures.ts';
import type { JudgeThreads } from './judge-threads.ts';
import type { Verdict } from './verdict.ts';

/** What is said of one that took too long. */
export const TOO_MUCH =
  'O documento não pôde ser julgado no tempo e na memória que um pode tomar. Tente de novo, ou envie um menor.';

/** Judges a document, and says in the API's words what was found. It is neither kept nor logged. */
export async function validate(
  content: string,
  threads: JudgeThreads,
  signal?: AbortSignal,
): Promise<DocumentValidation> {
  if (content.length > DOCUMENT_MAX_BYTES || Buffer.byteLength(content) > DOCUMENT_MAX_BYTES)
    return notJudged(DOCUMENT_TOO_LARGE);
  try {
    return validationOf(await threads.judge(content, signal));
  } catch (error) {
    if (error instanceof TooMuchToJudge) return notJudged(TOO_MUCH);
    throw error;
  }
}

/** A verdict, in the API's words. */
export function validationOf({ kind, findings, hasMore }: Verdict): DocumentValidation {
  const documentKind = DOCUMENT_KINDS.find(({ code }) => code === kind) ?? null;
  const judged = documentKind === null || documentKind.guide !== null;
  return {
    outcome: judged ? (findings.length === 0 ? 'VALID' : 'INVALID') : 'NOT_JUDGED',
    documentKind,
    findings: findings.map(told),
    hasMoreFindings: hasMore,
  };
}

function told(finding: LocatedFinding): ValidationFinding {
  const { kind, rule, expression, line, column, message, profile, expected, source, correction } = finding;
  return {
    kind: KINDS[kind],
    rule: rule ?? null,
    expression,
    line,
    column,
    message,
    expected: expected ?? null,
    source: source ?? null,
    correction: correction ? { ...correction, patch: JSON.stringify(correction.patch) } : null,
    profile: profile || null,
  };
}

const KINDS: Record<JudgeFindingKind, FindingKind> = {
  text: 'TEXT',
  limit: 'LIMIT',
  'unknown-element': 'UNKNOWN_ELEMENT',
  cardinality: 'CARDINALITY',
  type: 'TYPE',
  value: 'VALUE',
  fixed: 'FIXED',
  slice: 'SLICE',
  code: 'CODE',
  reference: 'REFERENCE',
  invariant: 'INVARIANT',
  profile: 'PROFILE',
  rnds: 'RNDS',
  empty: 'EMPTY',
};

/** What is told of a document that was not judged. */
export function notJudged(message: string): DocumentValidation {
  const finding: ValidationFinding = {
    kind: 'LIMIT',
    rule: null,
    expression: '$this',
    line: 1,
    column: 1,
    message,
    expected: null,
    source: null,
    correction: null,
    profile: null,
  };
  return { outcome: 'NOT_JUDGED', documentKind: null, findings: [finding], hasMoreFindings: false };
}
