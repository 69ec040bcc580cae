import { useState } from 'react';
import { type Decision, type DecisionDraft, EMPTY_DRAFT, isWritten } from './decision-draft.ts';

/** Where a draft waits: this tab alone, until the decision is made or the tab is closed. */
const placeOf = (requestId: string, decision: Decision) => `decisao:${requestId}:${decision}`;

/**
 * A decision's text, kept in the tab with every keystroke: a session that ends, a reload or a dialog closed by mistake
 * loses nothing. `forget` once it was made.
 */
export function useKeptDraft(requestId: string, decision: Decision) {
  const place = placeOf(requestId, decision);
  const [draft, setDraft] = useState<DecisionDraft>(() => readDraft(place));
  return {
    draft,
    change: (next: DecisionDraft) => {
      setDraft(next);
      if (isWritten(next)) sessionStorage.setItem(place, JSON.stringify(next));
      else sessionStorage.removeItem(place);
    },
    forget: () => sessionStorage.removeItem(place),
  };
}

/** Forgets what was written for any decision on a request: one of them was made. */
export function forgetDrafts(requestId: string, decisions: readonly Decision[]): void {
  for (const decision of decisions) sessionStorage.removeItem(placeOf(requestId, decision));
}

function readDraft(place: string): DecisionDraft {
  const kept = sessionStorage.getItem(place);
  return kept ? { ...EMPTY_DRAFT, ...(JSON.parse(kept) as Partial<DecisionDraft>) } : EMPTY_DRAFT;
}
