import type { EntityManager } from '@mikro-orm/postgresql';
import type { ScanState } from '@portal/domain';
import { discardContent } from '../evidence/discard.ts';
import { settleEvidenceScan } from '../evidence/settle-scan.ts';
import type { EvidenceStorage } from '../evidence/storage.ts';
import { type Expected, verifiedBytes } from '../evidence/verified-bytes.ts';
import { settleAttachmentScan } from '../messages/settle-scan.ts';
import type { Scanner } from './clamd.ts';

/** What files are scanned with. */
export interface Scanning {
  em: EntityManager;
  scanner: Scanner;
  evidenceStorage: EvidenceStorage;
  now: () => Date;
}

/** A file that was taken and not yet looked at. */
export interface WaitingFile extends Expected {
  kind: 'EVIDENCE' | 'MESSAGE_ATTACHMENT';
  id: string;
}

const SETTLE = { EVIDENCE: settleEvidenceScan, MESSAGE_ATTACHMENT: settleAttachmentScan };

/**
 * Looks at a file and writes down what was found, once, however many do this at a time; the bytes of an infected one are
 * deleted. Throws where the antivirus is away: the file then goes on waiting.
 */
export async function scanFile(
  { em, scanner, evidenceStorage, now }: Scanning,
  file: WaitingFile,
  withinMs: number,
): Promise<ScanState> {
  const bytes = await evidenceStorage.open(file.id);
  const finding = await scanner.scan(verifiedBytes(file.id, bytes, file), withinMs).finally(() => bytes.destroy());
  const discards = await em.fork().transactional(async (inside) => {
    const settled = await SETTLE[file.kind](inside, file.id, finding, now());
    if (!settled || finding.state !== 'INFECTED') return false;
    // Its bytes are deleted for certain, as those of a row that is gone.
    await inside.execute('insert into evidence_discarded (id) values (?) on conflict do nothing', [file.id]);
    return true;
  });
  if (discards) await discardContent(evidenceStorage, [file.id]);
  return finding.state;
}
