import type { HomologationCall } from '../calls/homologation-call.ts';
import { MASKED } from '../calls/mask.ts';
import type { DocumentValidation } from '../validation/document-validation.ts';
import { TooMuchToJudge } from '../validation/judge-failures.ts';
import type { JudgeThreads } from '../validation/judge-threads.ts';
import { notJudged, TOO_MUCH, validationOf } from '../validation/validate.ts';

/**
 * Judges the document of a call again as it is kept, by the judge that judged it when it came and as of that moment. What
 * is said of a value that was taken out says nothing of the document, and is left out.
 */
export async function validateRecorded(
  { operation, at, request }: Pick<HomologationCall, 'operation' | 'at' | 'request'>,
  threads: Pick<JudgeThreads, 'judge'>,
  signal?: AbortSignal,
): Promise<DocumentValidation | null> {
  if (operation !== 'create-document') return null;
  const { body } = JSON.parse(request) as { body: unknown };
  // Of what is no JSON, or too long, the size alone is kept.
  if (typeof body !== 'object' || body === null || !('resourceType' in body)) return null;
  try {
    const verdict = await threads.judge(JSON.stringify(body, null, 2), signal, at);
    const findings = verdict.findings.filter(({ expression }) => !isMasked(body, expression));
    return validationOf({ ...verdict, findings });
  } catch (error) {
    if (error instanceof TooMuchToJudge) return notJudged(TOO_MUCH);
    throw error;
  }
}

/** Whether what stands at a FHIRPath was taken out, or what it hangs on; or something of it. */
function isMasked(body: unknown, expression: string): boolean {
  let value = body;
  for (const [name] of expression.replace(/^[^.[]*/, '').matchAll(/[^.[\]]+/g)) {
    if (typeof value === 'string') return value.includes(MASKED);
    if (typeof value !== 'object' || value === null) return false;
    value = (value as Record<string, unknown>)[name];
  }
  return JSON.stringify(value)?.includes(MASKED) ?? false;
}
