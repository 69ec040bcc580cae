import { answered } from '@portal/console/acts';
import { formatTime, parseAssessmentNote, parseInternalNote } from '@portal/domain';
import type { Verdict } from '@portal/schema/types';
import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { MentionLabels } from '../mentions/mention-labels.ts';
import { AssessMutation } from '../review-documents.ts';
import type { ReviewRequest } from '../submission/fields.ts';

/** A requirement's mark and notes while they are made; each is kept as it is made. */
export function useMark(request: ReviewRequest, item: ReviewRequest['checklist'][number]) {
  const [, assess] = useMutation(AssessMutation);
  const [note, setNote] = useState(item.note ?? '');
  const [labels] = useState(() => new MentionLabels());
  const { text: keptNote = '', mentions = [] } = item.internalNote ?? {};
  const [internal, setInternal] = useState(() => labels.shown(keptNote, mentions));
  const [kept, setKept] = useState<{ at?: Date; fault?: string; saving?: boolean }>({});
  const [pending, setPending] = useState<Verdict>();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const verdict = pending ?? item.verdict;
  const noted = note !== (item.note ?? '') || labels.kept(internal) !== keptNote;

  async function keep(chosen: Verdict) {
    const forApplicant = parseAssessmentNote(note);
    const forReviewers = parseInternalNote(labels.kept(internal));
    if (!forApplicant.ok) return setKept({ fault: forApplicant.message });
    if (!forReviewers.ok) return setKept({ fault: forReviewers.message });
    setPending(chosen);
    setKept({ saving: true });
    // A note that is left for the next mark is kept before it, and what is said is said of the last.
    const notes = { note: forApplicant.value || null, internalNote: forReviewers.value || null };
    const mark = { id: request.id, requirement: item.requirement.code, verdict: chosen, ...notes };
    const answer = last.current.then(() => assess(mark));
    last.current = answer;
    const { data, error } = await answer;
    if (last.current !== answer) return;
    setPending(undefined);
    const problem = answered(data)?.assessRequirement.problems[0];
    if (problem) return setKept({ fault: problem.message });
    setKept(error ? { fault: 'Não foi possível salvar. Tente de novo.' } : { at: new Date() });
  }

  // One that was marked otherwise, together with the rest, has its notes kept now.
  const keepWaiting = useRef(() => {});
  keepWaiting.current = () => {
    if (noted && item.verdict && !pending) void keep(item.verdict);
  };
  const marked = item.verdict !== null;
  useEffect(() => {
    if (marked) keepWaiting.current();
  }, [marked]);

  return {
    note,
    internal,
    labels,
    verdict,
    fault: kept.fault,
    /** What is said under it, in a place of its own that is kept free. */
    told: toldOf(kept, noted && !verdict),
    setNote,
    setInternal,
    keep,
    keepNotes: () => {
      if (noted && verdict) void keep(verdict);
    },
  };
}

function toldOf({ at, saving }: { at?: Date; saving?: boolean }, waits: boolean): string {
  if (saving) return 'Salvando…';
  if (waits) return 'A nota é guardada com a marcação.';
  return at ? `Salvo às ${formatTime(at)}` : '';
}
