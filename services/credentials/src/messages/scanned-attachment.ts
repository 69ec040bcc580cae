import type { ScanState } from '@portal/domain';
import type { CredentialsContext } from '../context.ts';
import { infectedFile } from '../evidence/refusal.ts';
import { scanAtOnce } from '../scanning/scan-at-once.ts';
import type { AttachmentRow } from './attachment-rows.ts';
import { attachmentOf, type MessageAttachment } from './message-attachment.ts';

/** What was just kept for a message, once the antivirus looked at it or whoever sent it waited long enough. */
export async function scannedAttachment(
  ctx: CredentialsContext,
  attachment: AttachmentRow,
): Promise<MessageAttachment & { scan: ScanState }> {
  const { id, sha256, size, file_name: fileName } = attachment;
  const scan =
    attachment.scan === 'PENDING'
      ? await scanAtOnce(ctx, { kind: 'MESSAGE_ATTACHMENT', id, sha256, size })
      : attachment.scan;
  if (scan === 'INFECTED') throw infectedFile(fileName);
  return { ...attachmentOf(attachment), scan };
}
