import type { problemsOf } from '@portal/console/acts';
import { useNotify } from '@portal/ui';
import { useClient } from 'urql';
import type { OverridesProps } from './overrides.tsx';
import { RunsUnderReview, RunUnderReview } from './run-documents.ts';

type Problems = ReturnType<typeof problemsOf>;

/** What a problem is about that tells that the run is not any more as it was shown: somebody else was faster. */
const MOVED: readonly string[] = ['runId', 'requirement', 'proposalId'];
/** What one wrote and may mend; what else was refused hangs on how the run stands now. */
const WRITTEN: readonly string[] = ['reason', 'comment'];

/**
 * Answers what an act was refused for, as long as that comes of what was written or chosen. Where somebody else was faster it
 * says so, where it stays, and answers nothing. Unless words alone were refused it reads the run again and which runs there
 * are, so that the page shows, and offers, what is true now.
 */
export function useRunAnew({
  runId,
  requestId,
}: Omit<OverridesProps, 'requirement'>): (problems: Problems) => Problems {
  const client = useClient();
  const { notify } = useNotify();
  return (problems) => {
    const [refused] = problems;
    const about = refused?.path?.[0];
    if (about === undefined || WRITTEN.includes(about)) return problems;
    const anew = { requestPolicy: 'network-only' } as const;
    void client.query(RunUnderReview, { id: runId }, anew).toPromise();
    if (requestId) void client.query(RunsUnderReview, { id: requestId }, anew).toPromise();
    if (!refused || !MOVED.includes(about)) return problems;
    notify({ about: runId, tone: 'warning', text: refused.message });
    return [];
  };
}
