import type { AccessRequestAction } from '@portal/domain';
import type { Opened } from '../requests/act-on-request.ts';
import { record } from '../requests/record.ts';
import type { Evidence } from './evidence.ts';

/** Writes into the history what became of a file; the request stays where it stands. */
export function recordEvidence(
  { em, request, person, now }: Opened,
  action: Extract<AccessRequestAction, 'ATTACH_EVIDENCE' | 'REMOVE_EVIDENCE' | 'ERASE_EVIDENCE'>,
  { fileName, sha256 }: Pick<Evidence, 'fileName' | 'sha256'>,
  message: string | null = null,
): void {
  record(em, request, {
    at: now,
    actor: { id: person.id, name: person.name },
    action,
    from: request.state,
    to: request.state,
    message,
    evidence: { fileName, sha256 },
  });
}
