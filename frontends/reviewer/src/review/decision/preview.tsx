import { ACCESS_REQUEST_STATE_LABELS } from '@portal/domain';
import { type Option, StateTag } from '@portal/ui';
import type { ReviewRequest } from '../submission/fields.ts';
import type { Decision, DecisionDraft } from './decision-draft.ts';
import { ReasonList } from './reason-list.tsx';

const LEADS_TO = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', REJECT: 'REJECTED' } as const;

/** The decision as the integrator will read it. */
export function Preview({
  request,
  decision,
  draft,
  codes,
}: {
  request: ReviewRequest;
  decision: Decision;
  draft: DecisionDraft;
  codes: readonly Option[];
}) {
  const given = decision === 'APPROVE' ? [] : draft.reasons;
  const reasons = given.flatMap(({ code, ...reason }) => {
    const label = codes.find(({ value }) => value === code)?.label;
    return label === undefined ? [] : [{ ...reason, label }];
  });
  const state = LEADS_TO[decision];
  return (
    <section className="decision-preview" aria-label="Como o integrador vai ler">
      <h3>Como o integrador vai ler</h3>
      <p>
        Solicitação {request.protocol}: <StateTag state={state} />
      </p>
      {draft.message.trim() && <p className="as-written">{draft.message}</p>}
      <ReasonList reasons={reasons} request={request} />
      {!draft.message.trim() && reasons.length === 0 && (
        <p>{`Só a situação: ${ACCESS_REQUEST_STATE_LABELS[state].label}.`}</p>
      )}
    </section>
  );
}
