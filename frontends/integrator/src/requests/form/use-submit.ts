import { useNotify } from '@portal/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useClient } from 'urql';
import { useMaySubmit } from '../account-level.tsx';
import { type SubmitProblem, sentText, submitRequest } from '../submit-request.ts';
import { placeOf } from './field-of-path.ts';
import { FIELD_NAMES } from './fields.ts';
import type { FormRequest } from './form-context.ts';
import type { FormStore } from './form-store.ts';
import { firstFaultyStage, mayBeEmpty } from './stages.ts';

/** Sends the request when everything passes; else leads to the first stage that has an error. */
export function useSubmit(request: FormRequest, store: FormStore, leadTo: (stage: number) => void) {
  const client = useClient();
  const navigate = useNavigate();
  const { notify } = useNotify();
  const maySubmit = useMaySubmit();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);

  function leadToFaults(): void {
    const stage = firstFaultyStage(store.state().faults);
    if (stage !== undefined) leadTo(stage);
  }

  function show(found: readonly SubmitProblem[]): void {
    const elsewhere: string[] = [];
    const placed = found.flatMap((problem) => {
      const place = placeOf(problem.path);
      if (place === undefined) elsewhere.push(problem.message);
      return place === undefined ? [] : [{ ...place, message: problem.message }];
    });
    for (const name of new Set(placed.map((place) => place.field))) {
      store.tell(
        name,
        placed.filter((place) => place.field === name).map(({ at, message }) => ({ at, message })),
      );
    }
    setProblems(elsewhere);
    if (placed.length > 0) leadToFaults();
  }

  async function submit(): Promise<void> {
    setProblems([]);
    if (Object.keys(store.check(FIELD_NAMES, mayBeEmpty(request))).length > 0) return leadToFaults();
    setBusy(true);
    await store.flush();
    const { unsaved, queue } = store.state();
    if (unsaved.length > 0 || queue.pending.length > 0) {
      setBusy(false);
      return unsaved.length > 0
        ? leadToFaults()
        : setProblems(['O que você preencheu ainda não foi salvo. Verifique a conexão e tente de novo.']);
    }
    const answer = await submitRequest(client, request.id, store.version());
    setBusy(false);
    if (answer.kind === 'sent') {
      store.forget();
      notify({ about: request.id, tone: 'success', text: sentText(answer.request) });
      void navigate(`/solicitacoes/${request.id}`);
    } else if (answer.kind === 'stale') store.adopt(answer.request);
    else if (answer.kind === 'failed') setProblems([answer.message]);
    else show(answer.problems);
  }

  return { submit, busy, problems, allowed: maySubmit };
}
