import { openKeptDraft, useSession, useViewer } from '@portal/console';
import { alterationNeedsEvidence, ENVIRONMENT_LABELS, FORM_STAGES } from '@portal/domain';
import { Breadcrumb, Button, ErrorSummary, LinkButton, Message, PageTitle, Steps, StickyBar } from '@portal/ui';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import { AccountLevelNotice } from '../account-level.tsx';
import { evidenceAddress } from '../addresses.ts';
import { askedChanges, changesElsewhere } from '../asked-changes.ts';
import { TakenOver } from './changed-elsewhere.tsx';
import { FIELDS } from './fields.ts';
import { FinishStage } from './finish-stage.tsx';
import { FormProvider, type FormRequest } from './form-context.ts';
import { createFormStore, type FormStore } from './form-store.ts';
import { OperationStage } from './operation-stage.tsx';
import { ResponsibleStage } from './responsible-stage.tsx';
import { pauseBeforeRetry, saveDraft } from './save-draft.ts';
import { savedSentence } from './saved-sentence.ts';
import { fieldsOfStage, isEmptyField, mayBeEmpty, stageState, summaryOf } from './stages.ts';
import { SystemStage } from './system-stage.tsx';
import { useChangesElsewhere } from './use-changes-elsewhere.ts';
import { useStage } from './use-stage.ts';
import { useSubmit } from './use-submit.ts';

const STAGES = [ResponsibleStage, SystemStage, OperationStage, FinishStage];
const LAST = STAGES.length - 1;

/** The form of a request that may be edited. */
export function RequestForm({ request }: { readonly request: FormRequest }) {
  const store = useFormStore(request);
  const state = useSyncExternalStore(store.subscribe, store.state);
  const sessionOver = useSession().status === 'over';
  const { stage, go, heading } = useStage();
  useChangesElsewhere(request.id, store);
  // The summary belongs to the stage at which something was tried.
  const [tried, setTried] = useState({ stage: -1, attempt: 0 });
  const sumUp = (at: number) => setTried(({ attempt }) => ({ stage: at, attempt: attempt + 1 }));
  const sending = useSubmit(request, store, (faulty) => {
    go(faulty, 'left');
    sumUp(faulty);
  });
  const asked = request.state === 'CHANGES_REQUESTED' ? askedChanges(request.history) : null;
  const optional = mayBeEmpty(request);
  const evidenceFirst = needsEvidence(request, state.values.services);
  const errors = tried.stage === stage ? summaryOf(state.faults, stage) : [];
  const Stage = STAGES[stage] ?? ResponsibleStage;

  function advance(): void {
    const faults = store.check(fieldsOfStage(stage), optional);
    if (Object.keys(faults).length === 0) go(stage + 1);
    else sumUp(stage);
  }

  const onlyMissing = fieldsOfStage(stage).every(
    (name) => (state.faults[name]?.length ?? 0) === 0 || isEmptyField(name, state.values),
  );
  const except = state.unsaved.map((name) => FIELDS[name].label);

  return (
    <FormProvider value={{ store, state, request, asked: asked?.changes ?? [] }}>
      <Breadcrumb
        crumbs={[
          { label: 'Solicitações', to: '/solicitacoes' },
          { label: request.protocol, to: `/solicitacoes/${request.id}` },
          { label: 'Preenchimento' },
        ]}
      />
      <PageTitle documentTitle={`Solicitação ${request.protocol}: preenchimento`}>
        {request.replaces ? `Alteração da credencial ${request.replaces.requesterIdentifier}` : 'Solicitação de acesso'}
        : {request.portfolio.name}, {ENVIRONMENT_LABELS[request.environment].toLowerCase()}
      </PageTitle>
      <p>Protocolo {request.protocol}</p>
      {request.replaces && <p>{UNTIL_APPROVED}</p>}
      <Steps
        label="Etapas da solicitação"
        current={stage}
        onSelect={go}
        steps={FORM_STAGES.map((label, index) => ({
          label,
          state: stageState(index, state.values, state.faults, optional),
        }))}
      />
      <h2 ref={heading} tabIndex={-1}>
        {FORM_STAGES[stage]}
      </h2>
      <TakenOver />
      {stage === 0 && <AccountLevelNotice />}
      {asked !== null && <AskedOnTop asked={asked} evidenceIds={request.evidence.map((file) => file.id)} />}
      <ErrorSummary errors={errors} attempt={tried.attempt} />
      {errors.length > 0 && onlyMissing && stage < LAST && (
        <Button variant="tertiary" icon="next" onClick={() => go(stage + 1)}>
          Avançar e preencher depois
        </Button>
      )}
      <OtherProblems problems={sending.problems} requestId={request.id} />
      <div className="form-stage">
        <Stage />
      </div>
      <StickyBar label="Salvar e avançar">
        <p role="status" className="saved-sentence">
          {savedSentence(state.queue, except, sessionOver)}
        </p>
        <div className="button-row">
          {stage > 0 && (
            <Button icon="previous" onClick={() => go(stage - 1)}>
              Voltar
            </Button>
          )}
          {stage < LAST && (
            <Button variant="primary" onClick={advance}>
              Avançar
            </Button>
          )}
          {stage === LAST && evidenceFirst && (
            <LinkButton variant="primary" to={evidenceAddress(request.id)}>
              Ir para as evidências
            </LinkButton>
          )}
          {stage === LAST && !evidenceFirst && sending.allowed && (
            <Button variant="primary" icon="sent" busy={sending.busy} onClick={() => void sending.submit()}>
              Enviar para análise
            </Button>
          )}
        </div>
      </StickyBar>
    </FormProvider>
  );
}

const UNTIL_APPROVED =
  'Mude só o que precisa. Até a aprovação, a credencial continua valendo como está; depois, o identificador e o segredo continuam os mesmos.';

/** Whether files are to be attached before it can be sent: then it is sent where they are. */
function needsEvidence({ environment, replaces }: FormRequest, services: readonly string[]): boolean {
  if (!replaces) return environment === 'PRODUCTION';
  const granted = replaces.services.map(({ slug }) => slug);
  return alterationNeedsEvidence(environment, granted, services);
}

/** What was asked for that has no field of its own. */
function AskedOnTop({
  asked,
  evidenceIds,
}: {
  readonly asked: NonNullable<ReturnType<typeof askedChanges>>;
  readonly evidenceIds: readonly string[];
}) {
  const elsewhere = changesElsewhere(asked.changes, evidenceIds);
  return (
    <Message tone="warning" role="none" title="O Ministério da Saúde pediu ajustes">
      {asked.message !== null && <p>{asked.message}</p>}
      <p>Cada pedido está junto do seu campo. Depois de ajustar, envie de novo.</p>
      {elsewhere.length > 0 && (
        <ul>
          {elsewhere.map((change) => (
            <li key={`${change.label} ${change.message}`}>
              <strong>{change.label}:</strong> {change.message}
            </li>
          ))}
        </ul>
      )}
    </Message>
  );
}

/** What kept the request from being sent that has no field in the form. */
function OtherProblems({ problems, requestId }: { readonly problems: readonly string[]; readonly requestId: string }) {
  if (problems.length === 0) return null;
  return (
    <Message
      tone="danger"
      title="Não foi possível enviar"
      actions={
        <LinkButton size="small" to={`/solicitacoes/${requestId}`}>
          Ver a solicitação
        </LinkButton>
      }
    >
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </Message>
  );
}

/** The store of the form, which lives as long as the page. */
function useFormStore(request: FormRequest): FormStore {
  const client = useClient();
  const viewer = useViewer();
  const [store] = useState(() => {
    const made: FormStore = createFormStore({
      draft: request,
      keep: openKeptDraft<Record<string, unknown>>(sessionStorage, viewer?.id ?? '', request.id),
      send: (version, patch) => saveDraft(client, { id: request.id, version, patch }, (draft) => made.adopt(draft)),
      pause: pauseBeforeRetry,
    });
    return made;
  });
  useEffect(() => {
    store.resume();
    return () => void store.flush();
  }, [store]);
  return store;
}
