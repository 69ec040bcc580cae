import { useNotify } from '@portal/ui';
import { useClient } from 'urql';
import type { OverridesProps } from './overrides.tsx';
import { RunsUnderReview, RunUnderReview } from './run-documents.ts';

/** What a problem is about that tells that the run is not any more as it was shown: somebody else was faster. */
const MOVED: readonly (string | undefined)[] = ['runId', 'requirement', 'proposalId'];

/** Whether a problem comes of what somebody else did meanwhile, and not of what was written. */
export function isMoved({ path }: { readonly path: readonly string[] | null }): boolean {
  return MOVED.includes(path?.[0]);
}

/**
 * Says, where it stays, that somebody else was faster, and reads the run again and which runs there are, so that the page
 * shows what they did.
 */
export function useRunAnew({ runId, requestId }: Omit<OverridesProps, 'requirement'>): (text: string) => void {
  const client = useClient();
  const { notify } = useNotify();
  return (text) => {
    notify({ about: runId, tone: 'warning', text });
    const anew = { requestPolicy: 'network-only' } as const;
    void client.query(RunUnderReview, { id: runId }, anew).toPromise();
    if (requestId) void client.query(RunsUnderReview, { id: requestId }, anew).toPromise();
  };
}
