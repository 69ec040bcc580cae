import { ScanState } from '@portal/domain';
import type { CredentialsContext } from '../context.ts';
import { logger } from '../logger.ts';
import { ScannerAway } from './clamd.ts';
import { scanFile, type WaitingFile } from './scan-file.ts';

/** So long whoever uploads waits for the antivirus; what takes longer is looked at while they go on. */
const AT_ONCE_MS = 8_000;

/** What a file is before the antivirus looked at it. */
export function firstScanState({ scanner }: Pick<CredentialsContext, 'scanner'>): ScanState {
  return scanner ? ScanState.PENDING : ScanState.CLEAN;
}

/** Looks at a file that has just been taken, so that whoever sent it is told with the answer. */
export async function scanAtOnce(
  { em, scanner, evidenceStorage, now }: CredentialsContext,
  { kind, id, sha256, size }: WaitingFile,
): Promise<ScanState> {
  // What waited for an antivirus that was taken out of the configuration waits on: nobody looked at it.
  if (!scanner) return ScanState.PENDING;
  try {
    return await scanFile({ em, scanner, evidenceStorage, now }, { kind, id, sha256, size }, AT_ONCE_MS);
  } catch (err) {
    if (!(err instanceof ScannerAway)) logger.error({ err, file: id }, 'a file could not be scanned');
    return ScanState.PENDING;
  }
}
