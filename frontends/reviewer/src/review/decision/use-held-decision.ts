import { useNotify } from '@portal/ui';
import { useEffect, useRef, useState } from 'react';
import type { ReviewRequest } from '../submission/fields.ts';
import { decidedTitle } from './decided-title.ts';
import type { Decision, DecisionDraft } from './decision-draft.ts';
import { useUnanswered } from './kept-draft.ts';
import { refusals, useDecide } from './use-decide.ts';

/** So long a decision can be taken back before it is told. */
export const HELD_MS = 10_000;

/** How far the decision on a request is. */
export type DecisionStage =
  | { at: 'reading' }
  /** `refused`: why the portal did not take it, where it was sent already. */
  | { at: 'writing'; decision: Decision; refused: readonly string[] }
  /** Written, and not told yet: on the server nothing has changed. */
  | { at: 'held'; decision: Decision; draft: DecisionDraft; until: number }
  | { at: 'sending'; decision: Decision }
  | { at: 'decided'; decision: Decision; request: ReviewRequest };

const NOT_REFUSED: readonly string[] = [];
const UNANSWERED = ['A decisão que você confirmou aqui pode não ter chegado ao Portal. Confira e confirme de novo.'];

/**
 * The decision on a request, from the form to the answer of the portal. Confirmed, it is held here for ten seconds; then, or
 * when one does not want to wait, or leaves the page, it is sent. What was written is forgotten once the portal took it.
 */
export function useHeldDecision(request: ReviewRequest) {
  const unanswered = useUnanswered(request);
  const [stage, setStage] = useState<DecisionStage>(() => {
    const decision = unanswered.read();
    return decision ? { at: 'writing', decision, refused: UNANSWERED } : { at: 'reading' };
  });
  const decide = useDecide();
  const { notify } = useNotify();
  const here = useRef(true);
  const held = useRef<{ request: ReviewRequest; decision: Decision; draft: DecisionDraft } | undefined>(undefined);

  /** True once the portal took what was held; what it did not take is written on. */
  async function send(): Promise<boolean> {
    const sent = held.current;
    if (!sent) return false;
    held.current = undefined;
    const { decision } = sent;
    if (here.current) setStage({ at: 'sending', decision });
    const outcome = await decide(sent.request, decision, sent.draft);
    const refused = refusals(outcome);
    const after = outcome.request ?? sent.request;
    const taken = refused.length === 0;
    if (taken) unanswered.forgetAll();
    else if (here.current) unanswered.keep(undefined);
    if (here.current)
      setStage(taken ? { at: 'decided', decision, request: after } : { at: 'writing', decision, refused });
    else tellElsewhere(taken ? decidedTitle(decision, after) : undefined, refused);
    return taken;
  }

  /** Who has left for another page hears of it there. */
  function tellElsewhere(done: string | undefined, refused: readonly string[]) {
    const failed = `A decisão sobre a solicitação ${request.protocol} não foi registrada: ${refused.join(' ')} O que você escreveu está guardado.`;
    notify({ about: request.id, tone: done ? 'success' : 'danger', text: done ?? failed });
  }

  const until = stage.at === 'held' ? stage.until : undefined;
  const sendLatest = useRef(send);
  sendLatest.current = send;
  useEffect(() => {
    if (until === undefined) return;
    const timer = setTimeout(() => sendLatest.current(), until - Date.now());
    return () => clearTimeout(timer);
  }, [until]);
  useEffect(() => {
    here.current = true;
    const leave = () => void sendLatest.current();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      here.current = false;
      leave();
    };
  }, []);

  return {
    stage,
    write: (decision: Decision) => setStage({ at: 'writing', decision, refused: NOT_REFUSED }),
    back: () => setStage({ at: 'reading' }),
    hold(decision: Decision, draft: DecisionDraft) {
      // The version that was read: what happens to it meanwhile, the portal says.
      held.current = { request, decision, draft };
      unanswered.keep(decision);
      setStage({ at: 'held', decision, draft, until: Date.now() + HELD_MS });
    },
    undo() {
      if (!held.current) return;
      const { decision } = held.current;
      held.current = undefined;
      unanswered.keep(undefined);
      setStage({ at: 'writing', decision, refused: NOT_REFUSED });
    },
    send,
  };
}
