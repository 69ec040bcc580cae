import { QueryView, useRead } from '@portal/console';
import { LIMITS } from '@portal/domain';
import { TextArea } from '@portal/ui';
import { ReasonCodesQuery } from '../review-documents.ts';
import type { ReviewRequest } from '../submission/fields.ts';
import { replyValuesOf } from '../templates/reply-values.ts';
import { WithTemplates } from '../templates/with-templates.tsx';
import { AcceptWarnings } from './accept-warnings.tsx';
import type { Decision, DecisionDraft, DraftFaults } from './decision-draft.ts';
import { Preview } from './preview.tsx';
import { ReasonsEditor } from './reasons-editor.tsx';

interface DecisionFormProps {
  request: ReviewRequest;
  decision: Decision;
  draft: DecisionDraft;
  faults: DraftFaults;
  id: string;
  onChange: (draft: DecisionDraft) => void;
}

/** What a decision says: reasons by field, text, and how the integrator will read it. */
export function DecisionForm({ request, decision, draft, faults, id, onChange }: DecisionFormProps) {
  const codes = useRead({
    query: ReasonCodesQuery,
    variables: { environment: request.environment },
    pause: decision === 'APPROVE',
    pick: (data) => data.reasonCodes,
  });
  const options = (codes.value ?? []).map(({ code, label }) => ({ value: code, label }));
  return (
    <>
      {decision === 'REJECT' && <p>A solicitação termina aqui. Para tentar de novo, o integrador abre outra.</p>}
      {decision === 'REQUEST_CHANGES' && (
        <p>A solicitação volta ao integrador, e sai da sua lista até o próximo envio.</p>
      )}
      {decision === 'APPROVE' ? (
        <AcceptWarnings
          {...{ request, faults, id }}
          accepted={draft.accepted}
          onChange={(accepted) => onChange({ ...draft, accepted })}
        />
      ) : (
        <>
          {codes.error && <QueryView of={codes}>{() => null}</QueryView>}
          {/* There from the start, so that the form begins at it. */}
          <ReasonsEditor
            {...{ request, faults, id }}
            codes={options}
            reasons={draft.reasons}
            onChange={(reasons) => onChange({ ...draft, reasons })}
          />
        </>
      )}
      <WithTemplates areaId={`${id}-message`} values={replyValuesOf(request)}>
        <TextArea
          label="Mensagem ao integrador"
          optional
          id={`${id}-message`}
          limit={LIMITS.decisionMessage.max}
          value={draft.message}
          error={faults.message}
          onChange={(event) => onChange({ ...draft, message: event.target.value })}
        />
      </WithTemplates>
      <Preview {...{ request, decision, draft }} codes={options} />
    </>
  );
}
