// What runs in a thread of its own, as Node reads it: TypeScript with nothing that has to be translated.
import { BOUNDS, judgeText, openGuides, readDocument } from '@portal/judge';
import { documentKindOf } from '@portal/judge/document-kinds';
import type { Verdict } from './verdict.ts';

const guides = openGuides();

/** Judges a document as it was sent, received now. */
export default function judgeDocument(content: string): Verdict {
  const findings = judgeText(content, guides, new Date());
  const { document } = readDocument(content, guides);
  return {
    kind: documentKindOf(document?.resource)?.code ?? null,
    findings: findings.slice(0, BOUNDS.findings),
    hasMore: findings.length > BOUNDS.findings,
  };
}
