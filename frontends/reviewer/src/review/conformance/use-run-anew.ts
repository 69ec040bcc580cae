import type { problemsOf } from '@portal/console/acts';
import { useNotify } from '@portal/ui';
import { useClient } from 'urql';
import type { OverridesProps } from './overrides.tsx';
import { RunsUnderReview, RunUnderReview } from './run-documents.ts';

type Problems = ReturnType<typeof problemsOf>;

/** What a problem is about that tells that the run is not any more as it was shown: somebody else was faster. */
const MOVED: readonly (string | undefined)[] = ['runId', 'requirement', 'proposalId'];

/**
 * Answers what an act was refused for, as long as that comes of what was written. Where somebody else was faster it says so,
 * where it stays, answers nothing, and reads the run again and which runs there are, so that the page shows what they did.
 */
export function useRunAnew({
  runId,
  requestId,
}: Omit<OverridesProps, 'requirement'>): (problems: Problems) => Problems {
  const client = useClient();
  const { notify } = useNotify();
  return (problems) => {
    const [refused] = problems;
    if (!refused || !MOVED.includes(refused.path?.[0])) return problems;
    notify({ about: runId, tone: 'warning', text: refused.message });
    const anew = { requestPolicy: 'network-only' } as const;
    void client.query(RunUnderReview, { id: runId }, anew).toPromise();
    if (requestId) void client.query(RunsUnderReview, { id: requestId }, anew).toPromise();
    return [];
  };
}
