// What runs in a thread of its own, as Node reads it: TypeScript with nothing that has to be translated.
import { BOUNDS, judge, openGuides, readDocument, writeXml } from '@portal/judge';
import { documentKindOf } from '@portal/judge/document-kinds';
import type { JudgedDocument, Verdict } from './verdict.ts';

const guides = openGuides();

/** Judges a document as it was sent, received at that moment, or now. */
export default function judgeDocument({ content, at }: { content: string; at?: Date | undefined }): Verdict {
  const { resource, findings } = judged(content, at ?? new Date());
  return {
    kind: documentKindOf(resource)?.code ?? null,
    findings: findings.slice(0, BOUNDS.findings),
    hasMore: findings.length > BOUNDS.findings,
  };
}

/** Judges a document that was received at that moment, and gives what was read with what is wrong with it. */
export function judgeReceived({ content, at }: { content: string; at: Date }): JudgedDocument {
  const { resource, findings } = judged(content, at);
  return { resource, findings: findings.slice(0, BOUNDS.findings) };
}

function judged(content: string, at: Date): JudgedDocument {
  const { document, refused } = readDocument(content, guides);
  if (!document) return { resource: undefined, findings: refused };
  const findings = judge(document.resource, guides, at).map((finding) => ({
    ...finding,
    ...document.positionOf(finding.path),
  }));
  return { resource: document.resource, findings };
}

/** A resource as FHIR XML. */
export function writeAsXml(resource: Record<string, unknown>): string {
  return writeXml(resource, guides);
}

/** Whether a code system has a code; unknown of a system that no guide brings. */
export function membershipOf({ system, code }: { system: string; code: string }): 'in' | 'out' | 'unknown' {
  return guides.terminology.isCodeOf(system, code);
}
