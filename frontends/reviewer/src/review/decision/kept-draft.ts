import { openKeptDraft, useViewer } from '@portal/console';
import { useState } from 'react';
import { DECISIONS, type Decision, type DecisionDraft, EMPTY_DRAFT, isWritten } from './decision-draft.ts';

/**
 * A decision's text, kept in the tab with every keystroke: a session that ends, a reload or a dialog closed by mistake
 * loses nothing. `forgetAll` once one of the decisions on the request was made.
 */
export function useKeptDraft(requestId: string, decision: Decision) {
  const person = useViewer()?.id ?? '';
  const keptOf = (one: Decision) => openKeptDraft<DecisionDraft>(sessionStorage, person, `decisao.${requestId}.${one}`);
  const [draft, setDraft] = useState<DecisionDraft>(() => ({ ...EMPTY_DRAFT, ...keptOf(decision).read() }));
  return {
    draft,
    change: (next: DecisionDraft) => {
      setDraft(next);
      keptOf(decision).write(isWritten(next) ? next : null);
    },
    forgetAll: () => {
      for (const one of DECISIONS) keptOf(one).write(null);
    },
  };
}
