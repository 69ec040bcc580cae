import type { OfficialPrints } from '@portal/conformance';
import type { HomologationCall } from '../calls/homologation-call.ts';
import { validateRecorded } from '../conformance/validate-recorded.ts';
import type { JudgeThreads } from '../validation/judge-threads.ts';

/** The judge had no time for the document: nothing is said of it, and it may be asked for again. */
export class NotJudgedYet extends Error {
  override readonly name = 'NotJudgedYet';
}

/** The three prints of one call that made a document; null where it is none, or its document is not judged. */
export async function officialPrints(
  call: HomologationCall,
  judgeThreads: Pick<JudgeThreads, 'judge'>,
): Promise<{ prints: OfficialPrints; guide: string | null } | null> {
  if (call.operation !== 'create-document' || call.status !== 201) return null;
  const { body, headers } = { ...read(call.request), headers: read(call.response).headers };
  const validation = await validateRecorded(call, judgeThreads);
  const judged = validation !== null && validation.outcome !== 'NOT_JUDGED';
  const kind = validation?.documentKind;
  // What took too long is not said to be right: it may be asked for again.
  if (validation && !judged && !kind) throw new NotJudgedYet();
  const guide = kind?.guide ? `${kind.guide} ${kind.guideVersion}` : null;
  const isWhole = typeof body === 'object' && body !== null && 'resourceType' in body;
  return {
    guide,
    prints: {
      validation: {
        callId: call.id,
        documentKind: kind?.code ?? 'Bundle',
        guide,
        findings: judged ? validation.findings.length : null,
      },
      creation: { callId: call.id, at: call.at.toISOString(), status: call.status, headers },
      bundle: { callId: call.id, json: isWhole ? JSON.stringify(body) : null },
    },
  };
}

function read(json: string): { headers: Record<string, string>; body: unknown } {
  return JSON.parse(json) as { headers: Record<string, string>; body: unknown };
}
