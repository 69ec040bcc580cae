import { useNotify } from '@portal/ui';
import { useClient } from 'urql';
import { RunUnderReview } from './report-documents.ts';

/** Somebody else was faster: says so where it stays, and reads the run again, so that the page shows what they did. */
export function useRunAnew(runId: string): (text: string) => void {
  const client = useClient();
  const { notify } = useNotify();
  return (text) => {
    notify({ about: runId, tone: 'warning', text });
    void client.query(RunUnderReview, { id: runId }, { requestPolicy: 'network-only' }).toPromise();
  };
}
