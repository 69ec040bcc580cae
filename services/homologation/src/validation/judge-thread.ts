// What runs in a thread of its own, as Node reads it: TypeScript with nothing that has to be translated.
import { threadId } from 'node:worker_threads';
import { BOUNDS, judge, openGuides, readDocument, writeXml } from '@portal/judge';
import { documentKindOf } from '@portal/judge/document-kinds';
import type { Begun } from './bound-work.ts';
import type { JudgedDocument, Verdict } from './verdict.ts';

const guides = openGuides();

/** Each task says when a thread begins with it. */
interface Task {
  begun: Begun;
}

/** Says that it begins; all that is done of a task that is nothing else. */
export function begin({ begun }: Partial<Task>): void {
  if (!begun) return;
  const { user, system } = process.threadCpuUsage();
  begun[1] = (user + system) / 1000;
  begun[0] = threadId;
}

/** Judges a document as it was sent, received at that moment, or now. */
export default function judgeDocument(task: Task & { content: string; at?: Date | undefined }): Verdict {
  begin(task);
  const { content, at } = task;
  const { resource, findings } = judged(content, at ?? new Date());
  return {
    kind: documentKindOf(resource)?.code ?? null,
    findings: findings.slice(0, BOUNDS.findings),
    hasMore: findings.length > BOUNDS.findings,
  };
}

/** Judges a document that was received at that moment, and gives what was read with what is wrong with it. */
export function judgeReceived(task: Task & { content: string; at: Date }): JudgedDocument {
  begin(task);
  const { content, at } = task;
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
export function writeAsXml(task: Task & { resource: Record<string, unknown> }): string {
  begin(task);
  return writeXml(task.resource, guides);
}

/** Whether a code system has a code; unknown of a system that no guide brings. */
export function membershipOf(task: Task & { system: string; code: string }): 'in' | 'out' | 'unknown' {
  begin(task);
  return guides.terminology.isCodeOf(task.system, task.code);
}
