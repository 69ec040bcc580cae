import { actMessage, useAct } from '@portal/console/acts';
import { CONFORMANCE_OVERRIDE_OUTCOME_LABELS, type ConformanceOverrideOutcome, LIMITS } from '@portal/domain';
import { Button, Message, RadioGroup, TextArea, useNotify } from '@portal/ui';
import { type FormEvent, useState } from 'react';
import { ProposeOverride } from './override-documents.ts';
import type { OverridesProps } from './overrides.tsx';
import { isMoved, useRunAnew } from './use-run-anew.ts';

const { min, max } = LIMITS.overrideReason;

const PROPOSED_LABELS = {
  ...CONFORMANCE_OVERRIDE_OUTCOME_LABELS,
  AS_JUDGED: `${CONFORMANCE_OVERRIDE_OUTCOME_LABELS.AS_JUDGED}: retirar a avaliação por pessoas`,
};

/** Proposes another outcome than a requirement has; closed until it is wanted, and gone where none may be proposed. */
export function ProposeForm({ requirement, runId, requestId }: OverridesProps) {
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<ConformanceOverrideOutcome>();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<{ at: string; text: string }>();
  const [propose, busy] = useAct(ProposeOverride);
  const { notify } = useNotify();
  const readAnew = useRunAnew({ runId, requestId });
  const { key, title, allowedOverrides } = requirement;
  const mayPropose = allowedOverrides.length > 0;

  function show(shown: boolean): void {
    setOpen(shown);
    setProblem(undefined);
  }

  function choose(chosen: ConformanceOverrideOutcome): void {
    setOutcome(chosen);
    setProblem(undefined);
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!mayPropose) return;
    if (outcome === undefined || !allowedOverrides.includes(outcome)) {
      return setProblem({ at: 'outcome', text: 'Escolha o resultado.' });
    }
    const { data, error } = await propose({ input: { runId, requirement: key, outcome, reason } });
    const problems = data?.proposeConformanceOverride.problems;
    if (problems?.length === 0) {
      show(false);
      setReason('');
      notify({ about: `${runId} ${key}`, tone: 'success', text: 'Proposta feita: uma segunda pessoa decide.' });
      return;
    }
    const [refused] = problems ?? [];
    setProblem(undefined);
    if (refused && isMoved(refused)) return readAnew(refused.message);
    setProblem({ at: refused?.path?.[0] ?? 'reason', text: actMessage(problems, error) });
  }

  // What was written stays with who wrote it, though somebody else was faster.
  if (!mayPropose && !(open && reason.trim() !== '')) return null;
  if (!open) {
    return (
      <Button size="small" onClick={() => show(true)}>
        Propor outra avaliação<span className="visually-hidden"> de {title}</span>
      </Button>
    );
  }
  return (
    <form aria-label={`Outra avaliação de ${title}`} onSubmit={(event) => void submit(event)} noValidate>
      {mayPropose ? (
        <RadioGroup
          legend="Resultado"
          options={allowedOverrides.map((value) => ({ value, label: PROPOSED_LABELS[value] }))}
          value={outcome}
          onChange={choose}
          error={problem?.at === 'outcome' ? problem.text : undefined}
        />
      ) : (
        !busy && (
          <Message tone="warning" title="Não é possível propor agora">
            <p>
              O requisito mudou enquanto você escrevia: veja como ele está. O seu texto continua aqui até que você
              cancele.
            </p>
          </Message>
        )
      )}
      <TextArea
        label="Motivo"
        help={`De ${min} a ${max.toLocaleString('pt-BR')} caracteres, sem dados pessoais. O integrador o lê, e ele sai no relatório.`}
        limit={max}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={problem !== undefined && problem.at !== 'outcome' ? problem.text : undefined}
      />
      <div className="button-row">
        <Button type="submit" variant="primary" busy={busy} aria-disabled={!mayPropose}>
          Propor
        </Button>
        <Button variant="tertiary" onClick={() => show(false)}>
          Cancelar
        </Button>
      </div>
    </form>
  );
}
