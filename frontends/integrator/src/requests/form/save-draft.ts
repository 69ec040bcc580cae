import { errorCode } from '@portal/console';
import { answered } from '@portal/console/acts';
import type { UpdateAccessRequestInput } from '@portal/schema/types';
import type { Client } from 'urql';
import { UpdateAccessRequest } from '../request-acts.documents.ts';
import type { DraftPatch, SaveAnswer } from './draft-queue.ts';
import type { Draft } from './form-values.ts';

const CLOSED = 'Esta solicitação não pode mais ser editada. Ela pode ter sido enviada ou cancelada em outra aba.';

/** Saves some fields of a draft; `onStale` hears what another tab or device made of it. */
export async function saveDraft(
  client: Client,
  draft: { readonly id: string; readonly version: number; readonly patch: DraftPatch },
  onStale: (draft: Draft) => void,
): Promise<SaveAnswer> {
  const input: UpdateAccessRequestInput = { ...draft.patch, id: draft.id, version: draft.version };
  const { data, error } = await client.mutation(UpdateAccessRequest, { input }).toPromise();
  const payload = answered(data)?.updateAccessRequest;
  if (!payload) return errorCode(error) === 'FORBIDDEN' ? { kind: 'closed', message: CLOSED } : { kind: 'unreachable' };
  const { accessRequest, problems } = payload;
  const [first] = problems;
  const version = accessRequest?.version ?? draft.version;
  if (first === undefined) return { kind: 'saved', version };
  if (problems.some((problem) => problem.code === 'NOT_FOUND' && (problem.path ?? []).length === 0)) {
    return { kind: 'closed', message: first.message };
  }
  if (problems.some((problem) => problem.code === 'NOT_ALLOWED')) return { kind: 'closed', message: CLOSED };
  if (problems.some((problem) => problem.code === 'STALE_VERSION')) {
    if (!accessRequest) return { kind: 'unreachable' };
    onStale(accessRequest);
    return { kind: 'stale', version };
  }
  return { kind: 'refused', version, problems: problems.map(({ message, path }) => ({ message, path: path ?? [] })) };
}

/** Waits before the next try: 2, 4, 8 … 30 seconds, or until the connection is back. */
export function pauseBeforeRetry(attempt: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, Math.min(30_000, 1000 * 2 ** attempt));
    window.addEventListener('online', go);
  });
}
