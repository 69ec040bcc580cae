import type { EntityManager } from '@mikro-orm/postgresql';
import { audit } from '../audit/audit.ts';
import type { Finding } from '../scanning/clamd.ts';

/**
 * Writes down what the antivirus found in a file of a message, which is not sent before; false where that was done before, or
 * the file is gone.
 */
export async function settleAttachmentScan(
  em: EntityManager,
  id: string,
  finding: Finding,
  now: Date,
): Promise<boolean> {
  const [row] = await em.execute<{ request_id: string; sha256: string }[]>(
    `update message_attachment set scan = ? where id = ? and scan = 'PENDING' returning request_id, sha256`,
    [finding.state, id],
  );
  if (!row) return false;
  if (finding.state === 'CLEAN') return true;
  audit(em, {
    at: now,
    actorId: null,
    act: 'refuseMessageAttachment',
    subject: 'ACCESS_REQUEST',
    subjectId: row.request_id,
    detail: { attachment: id, sha256: row.sha256, malware: finding.malware },
  });
  return true;
}
