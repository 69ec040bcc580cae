import type { CredentialsContext } from '../context.ts';
import { scanAtOnce } from '../scanning/scan-at-once.ts';
import type { Evidence } from './evidence.ts';
import { type EvidenceJson, evidenceJson } from './evidence-json.ts';

/** What was just attached, once the antivirus looked at it or whoever sent it waited long enough. */
export async function scannedEvidence(ctx: CredentialsContext, evidence: Evidence): Promise<EvidenceJson> {
  const { id, sha256, size } = evidence;
  if (evidence.scan === 'PENDING') evidence.scan = await scanAtOnce(ctx, { kind: 'EVIDENCE', id, sha256, size });
  return evidenceJson(evidence);
}
