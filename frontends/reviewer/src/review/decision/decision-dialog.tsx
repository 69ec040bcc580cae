import { QueryView, useRead } from '@portal/console';
import { ACCESS_REQUEST_ACTION_LABELS, LIMITS } from '@portal/domain';
import { Button, Dialog, ErrorSummary, Message, TextArea } from '@portal/ui';
import { useId, useState } from 'react';
import { OpenProposals } from '../conformance/open-proposals.tsx';
import { ReasonCodesQuery } from '../review-documents.ts';
import type { ReviewRequest } from '../submission/fields.ts';
import { AcceptWarnings } from './accept-warnings.tsx';
import { type Decision, type DecisionDraft, type DraftFaults, faultsOf } from './decision-draft.ts';
import { useKeptDraft } from './kept-draft.ts';
import { Preview } from './preview.tsx';
import { ReasonsEditor } from './reasons-editor.tsx';
import { type Outcome, useDecide } from './use-decide.ts';

interface DecisionDialogProps {
  request: ReviewRequest;
  decision: Decision;
  onClose: () => void;
  /** The decision stands; what was decided, and the request as it is now. */
  onDecided: (decision: Decision, request: ReviewRequest) => void;
}

/** A decision as it is written: its reasons by field, its text, and how the integrator will read it. */
export function DecisionDialog({ request, decision, onClose, onDecided }: DecisionDialogProps) {
  const id = useId();
  const { draft, change, forgetAll } = useKeptDraft(request.id, decision);
  const [faults, setFaults] = useState<DraftFaults>({});
  const [attempt, setAttempt] = useState(0);
  const [refused, setRefused] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const decide = useDecide();

  async function confirm() {
    const found = faultsOf(decision, draft, request);
    setFaults(found);
    setRefused([]);
    setAttempt(attempt + 1);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const outcome = await decide(request, decision, draft);
    setBusy(false);
    const against = refusals(outcome);
    if (against.length > 0) return setRefused(against);
    forgetAll();
    onDecided(decision, outcome.request ?? request);
  }

  return (
    <Dialog
      open
      size="large"
      title={`${ACCESS_REQUEST_ACTION_LABELS[decision]}: solicitação ${request.protocol}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button variant="primary" danger={decision === 'REJECT'} busy={busy} onClick={confirm}>
            Confirmar
          </Button>
        </>
      }
    >
      <ErrorSummary
        attempt={attempt}
        errors={Object.entries(faults).map(([place, text]) => ({
          fieldId: `${id}-${place}`,
          text: named(place, text),
        }))}
      />
      {refused.length > 0 && (
        <Message tone="danger" title="A decisão não foi registrada">
          {refused.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Message>
      )}
      <OpenProposals request={request} />
      <DecisionForm {...{ request, decision, draft, faults, id }} onChange={change} />
    </Dialog>
  );
}

interface DecisionFormProps {
  request: ReviewRequest;
  decision: Decision;
  draft: DecisionDraft;
  faults: DraftFaults;
  id: string;
  onChange: (draft: DecisionDraft) => void;
}

function DecisionForm({ request, decision, draft, faults, id, onChange }: DecisionFormProps) {
  const codes = useRead({
    query: ReasonCodesQuery,
    variables: { environment: request.environment },
    pause: decision === 'APPROVE',
    pick: (data) => data.reasonCodes,
  });
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
          {/* There from the start, so that the dialog begins at it. */}
          <ReasonsEditor
            {...{ request, faults, id }}
            codes={(codes.value ?? []).map(({ code, label }) => ({ value: code, label }))}
            reasons={draft.reasons}
            onChange={(reasons) => onChange({ ...draft, reasons })}
          />
        </>
      )}
      <TextArea
        label="Mensagem ao integrador"
        optional
        id={`${id}-message`}
        limit={LIMITS.decisionMessage.max}
        value={draft.message}
        error={faults.message}
        onChange={(event) => onChange({ ...draft, message: event.target.value })}
      />
      <Preview {...{ request, decision, draft }} />
    </>
  );
}

function refusals({ problems, failed }: Outcome): string[] {
  if (failed) return ['Não foi possível falar com o Portal. O seu texto continua aqui; tente de novo.'];
  return problems.map(({ code, message }) =>
    code === 'STALE_VERSION'
      ? 'A solicitação mudou enquanto você decidia. Confira o que mudou e confirme de novo.'
      : message,
  );
}

function named(place: string, text: string): string {
  const [, position] = place.match(/^reasons\.(\d+)/) ?? [];
  return position === undefined ? text : `Motivo ${Number(position) + 1}: ${text}`;
}
