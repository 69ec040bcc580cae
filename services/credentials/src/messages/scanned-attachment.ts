import type { ScanState } from '@portal/domain';
import type { CredentialsContext } from '../context.ts';
import { infectedFile } from '../evidence/refusal.ts';
import { scanAtOnce } from '../scanning/scan-at-once.ts';
import type { AttachmentRow } from './attachment-rows.ts';
import { attachmentOf, type MessageAttachment } from './message-attachment.ts';

type ScannedAttachment = MessageAttachment & { scan: ScanState };

/** What was just kept for a message, once the antivirus looked at it or whoever sent it waited long enough. */
export async function scannedAttachment(
  ctx: CredentialsContext,
  attachment: AttachmentRow,
): Promise<ScannedAttachment> {
  const { id, sha256, size } = attachment;
  const scan =
    attachment.scan === 'PENDING'
      ? await scanAtOnce(ctx, { kind: 'MESSAGE_ATTACHMENT', id, sha256, size })
      : attachment.scan;
  return standingAttachment({ ...attachment, scan });
}

/** What was kept for a message, as it stands. */
export function standingAttachment(attachment: AttachmentRow): ScannedAttachment {
  const { scan, file_name: fileName } = attachment;
  if (scan === 'INFECTED') throw infectedFile(fileName);
  return { ...attachmentOf(attachment), scan };
}
