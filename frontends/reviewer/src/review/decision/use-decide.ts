import type { OperationResult } from 'urql';
import { useClient } from 'urql';
import { ApproveMutation, RejectMutation, RequestChangesMutation } from '../review-documents.ts';
import type { ReviewRequest } from '../submission/fields.ts';
import { type Decision, type DecisionDraft, toReasonInputs, warningsToAccept } from './decision-draft.ts';

interface Problem {
  code: string;
  message: string;
  path: string[] | null;
}

/** What came of a decision: the request as it is now, and what stood in the way. */
export interface Outcome {
  request: ReviewRequest | null;
  problems: Problem[];
  /** The decision may or may not have arrived: the connection failed, or the portal did. */
  failed: boolean;
}

/** Sends a decision on the version that the reviewer read. */
export function useDecide(): (request: ReviewRequest, decision: Decision, draft: DecisionDraft) => Promise<Outcome> {
  const client = useClient();
  return async (request, decision, draft) => {
    const read = { id: request.id, version: request.version, message: draft.message.trim() || null };
    switch (decision) {
      case 'APPROVE': {
        const toAccept = warningsToAccept(request).map(({ code }) => code);
        const acceptedWarnings = draft.accepted.filter((code) => toAccept.includes(code));
        const result = await client
          .mutation(ApproveMutation, { ...read, acceptedWarnings }, OUTLIVES_THE_PAGE)
          .toPromise();
        return outcomeOf(result, result.data?.approveAccessRequest);
      }
      case 'REQUEST_CHANGES': {
        const result = await client
          .mutation(RequestChangesMutation, { ...read, reasons: toReasonInputs(draft) }, OUTLIVES_THE_PAGE)
          .toPromise();
        return outcomeOf(result, result.data?.requestChanges);
      }
      case 'REJECT': {
        const result = await client
          .mutation(RejectMutation, { ...read, reasons: toReasonInputs(draft) }, OUTLIVES_THE_PAGE)
          .toPromise();
        return outcomeOf(result, result.data?.rejectAccessRequest);
      }
    }
  };
}

/** Who closes the page while a decision is on its way has decided all the same. */
const OUTLIVES_THE_PAGE = {
  fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, { ...init, keepalive: true }),
};

/** Why the portal did not take a decision, in words; none where it did. */
export function refusals({ problems, failed }: Outcome): string[] {
  if (failed) return ['Não foi possível falar com o Portal. O seu texto continua aqui; tente de novo.'];
  return problems.map(({ code, message }) =>
    code === 'STALE_VERSION'
      ? 'A solicitação mudou enquanto você decidia. Confira o que mudou e confirme de novo.'
      : message,
  );
}

function outcomeOf(
  result: Pick<OperationResult, 'error'>,
  payload: { accessRequest: ReviewRequest | null; problems: Problem[] } | null | undefined,
): Outcome {
  return { request: payload?.accessRequest ?? null, problems: payload?.problems ?? [], failed: Boolean(result.error) };
}
