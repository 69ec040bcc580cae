import { answered } from '@portal/console/acts';
import { useNotify } from '@portal/ui';
import { useState } from 'react';
import { useClient } from 'urql';
import { AssessMutation } from '../review-documents.ts';
import type { ReviewRequest } from '../submission/fields.ts';

/** Marks as proven, one after the other, whatever is not marked yet; what was marked stays as it is. */
export function useMarkRest(request: ReviewRequest): { left: number; busy: boolean; markRest: () => Promise<void> } {
  const client = useClient();
  const { notify } = useNotify();
  const [busy, setBusy] = useState(false);
  const left = request.checklist.filter(({ verdict }) => verdict === null);

  async function markRest() {
    setBusy(true);
    for (const { requirement } of left) {
      const mark = { id: request.id, requirement: requirement.code, verdict: 'PROVEN' as const };
      const { data, error } = await client.mutation(AssessMutation, mark).toPromise();
      const problem = answered(data)?.assessRequirement.problems[0]?.message;
      const fault = problem ?? (error && 'Não foi possível salvar. Tente de novo.');
      if (!fault) continue;
      notify({ about: request.id, tone: 'danger', text: fault });
      break;
    }
    setBusy(false);
  }
  return { left: left.length, busy, markRest };
}
