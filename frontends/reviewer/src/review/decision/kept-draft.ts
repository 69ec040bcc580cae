import { openKeptDraft, useViewer } from '@portal/console';
import { useState } from 'react';
import type { ReviewRequest } from '../submission/fields.ts';
import { DECISIONS, type Decision, type DecisionDraft, EMPTY_DRAFT, isWritten } from './decision-draft.ts';

type Written = Pick<ReviewRequest, 'id' | 'submissions'>;

/**
 * A decision's text, kept in the tab with every keystroke: a session that ends, a reload or a form closed by mistake loses
 * nothing. It is about one submission: what is sent anew is judged anew.
 */
export function useKeptDraft(request: Written, decision: Decision) {
  const person = useViewer()?.id ?? '';
  const kept = keptOf(person, request, decision);
  const [draft, setDraft] = useState<DecisionDraft>(() => ({ ...EMPTY_DRAFT, ...kept.read() }));
  return {
    draft,
    change: (next: DecisionDraft) => {
      setDraft(next);
      kept.write(isWritten(next) ? next : null);
    },
  };
}

/** What was confirmed and has no answer yet: who comes back to the page is told. */
export function useUnanswered(request: Written) {
  const person = useViewer()?.id ?? '';
  const kept = openKeptDraft<{ decision: Decision }>(
    sessionStorage,
    person,
    `decisao.${request.id}.${request.submissions}.confirmada`,
  );
  return {
    read: () => kept.read().decision,
    /** Of a decision that was taken back, what was written stays. */
    keep: (decision: Decision | undefined) => kept.write(decision === undefined ? null : { decision }),
    /** The portal took one of the decisions: nothing of any is left. It works after the page was left, too. */
    forgetAll: () => {
      kept.write(null);
      for (const decision of DECISIONS) keptOf(person, request, decision).write(null);
    },
  };
}

function keptOf(person: string, { id, submissions }: Written, decision: Decision) {
  return openKeptDraft<DecisionDraft>(sessionStorage, person, `decisao.${id}.${submissions}.${decision}`);
}
