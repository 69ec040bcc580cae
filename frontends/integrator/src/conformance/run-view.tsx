import { actMessage, useAct } from '@portal/console/acts';
import { formatDateTime, newMessagesWord, suiteChangeWords } from '@portal/domain';
import { Button, Checkbox, ConfirmDialog, DescriptionList, Disclosure, Message, useNotify } from '@portal/ui';
import { type ReactNode, useId, useState } from 'react';
import { RestartRun } from './conformance.documents.ts';
import { RunOutcomeTag } from './outcome-tag.tsx';
import { ReportCard } from './report-card.tsx';
import { RequirementView } from './requirement-view.tsx';
import { isMet, type ListedRun, nextStep, progressOf, type Run } from './run-facts.ts';

/** What a run is shown with. */
export interface RunViewProps {
  readonly run: Run;
  readonly credentialId: string;
  /** Whether faults can be armed and declarations made. */
  readonly active: boolean;
  /** Those that it took the place of, the newest first. */
  readonly before: readonly ListedRun[];
  /** What is done with its report, once that is issued. */
  readonly whatNext: ReactNode;
}

/** A run: how far it is, what is next, and all that is asked. */
export function RunView({ run, credentialId, active, before, whatNext }: RunViewProps) {
  const [onlyLeft, setOnlyLeft] = useState(false);
  const shown = onlyLeft ? run.requirements.filter((one) => !isMet(one)) : run.requirements;
  return (
    <>
      <Summary run={run} />
      {run.openProposals > 0 && <InReview count={run.openProposals} />}
      <NewMessages run={run} />
      {run.completedAt !== null && run.openProposals === 0 && <ReportCard run={run} whatNext={whatNext} />}
      {run.current && <Newer run={run} />}
      <div className="button-row">
        <Checkbox label="Só o que falta" checked={onlyLeft} onChange={(event) => setOnlyLeft(event.target.checked)} />
        <Restart run={run} />
      </div>
      {shown.length === 0 && <p>Nada falta neste roteiro.</p>}
      {!run.mayWriteMessages && run.current && (
        <p className="field-help">
          Dúvidas sobre um requisito: depois que a produção for pedida com esta credencial, ou que o relatório for
          emitido, você escreve aqui à equipe de análise.
        </p>
      )}
      <ul className="requirements">
        {shown.map((requirement) => (
          <li key={requirement.key}>
            <RequirementView
              requirement={requirement}
              runId={run.id}
              credentialId={credentialId}
              active={active && run.current && run.outcome !== 'EXPIRED'}
              mayWrite={run.mayWriteMessages}
            />
          </li>
        ))}
      </ul>
      {before.length > 0 && <Earlier runs={before} />}
    </>
  );
}

function Summary({ run }: { readonly run: Run }) {
  const { outcome, connector, openedAt, completedAt, calls, suite } = run;
  const { met, of } = progressOf(run);
  const next = nextStep(run);
  const label = useId();
  return (
    <div className="run-summary">
      <p id={label} className="run-progress">
        <RunOutcomeTag outcome={outcome} />{' '}
        <span role="status">
          {met} de {of} requisitos obrigatórios atendidos
        </span>
      </p>
      <progress aria-labelledby={label} value={met} max={of} />
      {next && outcome !== 'EXPIRED' && (
        <p>
          <strong>A seguir:</strong> {next.requirement.title}
          {next.step ? `: ${next.step.title}.` : '.'}
        </p>
      )}
      <DescriptionList
        items={[
          { term: 'Roteiro', value: `${suite.key}, versão ${suite.version}` },
          { term: 'Conector', value: connector ? <code>{connector}</code> : 'Ainda sem User-Agent sistema/versão' },
          { term: 'Primeira chamada', value: formatDateTime(openedAt) },
          { term: 'Chamadas', value: calls.toLocaleString('pt-BR') },
          ...(completedAt ? [{ term: 'Completo em', value: formatDateTime(completedAt) }] : []),
        ]}
      />
    </div>
  );
}

function InReview({ count }: { readonly count: number }) {
  return (
    <Message tone="info" role="none">
      <p>
        {count === 1 ? '1 requisito está em análise' : `${count} requisitos estão em análise`}: um analista propôs outro
        resultado, e uma segunda vai decidir. Até lá nenhum relatório é emitido; as chamadas continuam a contar.
      </p>
    </Message>
  );
}

/** Where the reviewers wrote, which is said at the requirement as well: there it is far down the page. */
function NewMessages({ run }: { readonly run: Run }) {
  const unread = run.requirements.filter(({ unreadMessages }) => unreadMessages > 0);
  if (unread.length === 0) return null;
  const count = unread.reduce((sum, { unreadMessages }) => sum + unreadMessages, 0);
  return (
    <Message tone="info">
      <p>
        {newMessagesWord(count)} da equipe de análise, em: {unread.map(({ title }) => title).join('; ')}.
      </p>
    </Message>
  );
}

/** A version of the suite that is newer: until when the run counts all the same, or that its time is over. */
function Newer({ run: { outcome, suiteChange } }: { readonly run: Run }) {
  if (!suiteChange) return null;
  const over = outcome === 'EXPIRED';
  return (
    <Message
      tone="warning"
      role="none"
      title={over ? 'O prazo desta execução acabou' : 'O roteiro tem uma versão nova'}
    >
      <p>{suiteChangeWords(suiteChange, outcome)}</p>
    </Message>
  );
}

/** Begins the run anew; what cannot have changed is carried over. */
function Restart({ run }: { readonly run: Run }) {
  const [asking, setAsking] = useState(false);
  const [restart, busy] = useAct(RestartRun);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function confirm(): Promise<void> {
    const { data, error } = await restart({ input: { runId: run.id } });
    const payload = data?.restartConformanceRun;
    setAsking(false);
    if (payload?.problems.length !== 0) {
      setProblem(actMessage(payload?.problems, error));
      return;
    }
    const { length } = payload.redo;
    const left = length === 1 ? '1 passo a refazer' : `${length} passos a refazer`;
    // The run that took its place is another on the page: what is told stays where that does not matter.
    notify({
      about: run.id,
      tone: 'success',
      text: `Recomeçado: ${length === 0 ? 'tudo foi aproveitado' : left}.`,
    });
  }

  return (
    <>
      <Button onClick={() => setAsking(true)}>Recomeçar para outra versão</Button>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
      <ConfirmDialog
        open={asking}
        title="Recomeçar o roteiro?"
        confirmLabel="Recomeçar"
        busy={busy}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <p>
          Um roteiro novo toma o lugar deste, com a versão atual do roteiro e do seu conector. Os passos que nenhuma das
          duas pode ter mudado continuam aprovados; os outros são vistos de novo. Este fica guardado como está.
        </p>
      </ConfirmDialog>
    </>
  );
}

function Earlier({ runs }: { readonly runs: readonly ListedRun[] }) {
  return (
    <Disclosure summary={`Roteiros anteriores (${runs.length})`}>
      <ul>
        {runs.map(({ id, outcome, suite, openedAt, remaining, connector }) => (
          <li key={id}>
            <RunOutcomeTag outcome={outcome} /> versão {suite.version}, de {formatDateTime(openedAt)}
            {remaining > 0 && `, faltavam ${remaining}`}
            {connector && `, ${connector}`}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
