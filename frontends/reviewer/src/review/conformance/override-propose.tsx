import { actMessage, useAct } from '@portal/console/acts';
import { CONFORMANCE_OUTCOME_LABELS, type ConformanceOverrideOutcome, LIMITS } from '@portal/domain';
import { Button, RadioGroup, TextArea, useNotify } from '@portal/ui';
import { type FormEvent, useState } from 'react';
import { ProposeOverride } from './override-documents.ts';
import type { OverridesProps } from './overrides.tsx';
import { useRunAnew } from './use-run-anew.ts';

const { min, max } = LIMITS.overrideReason;

/** Proposes another outcome than a requirement has; closed until it is wanted. */
export function ProposeForm({ requirement, runId }: OverridesProps) {
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<ConformanceOverrideOutcome>();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<{ at: string; text: string }>();
  const [propose, busy] = useAct(ProposeOverride);
  const { notify } = useNotify();
  const readAnew = useRunAnew(runId);
  const { key, title, allowedOverrides } = requirement;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (outcome === undefined) return setProblem({ at: 'outcome', text: 'Escolha o resultado.' });
    const { data, error } = await propose({ input: { runId, requirement: key, outcome, reason } });
    const payload = data?.proposeConformanceOverride;
    if (payload?.problems.length !== 0) {
      const at = payload?.problems[0]?.path?.[0] ?? 'reason';
      if (at === 'requirement') return readAnew(actMessage(payload?.problems, error));
      return setProblem({ at, text: actMessage(payload?.problems, error) });
    }
    notify({ about: `${runId} ${key}`, tone: 'success', text: 'Proposta feita: uma segunda pessoa decide.' });
  }

  if (!open) {
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        Propor outra avaliação<span className="visually-hidden"> de {title}</span>
      </Button>
    );
  }
  return (
    <form aria-label={`Outra avaliação de ${title}`} onSubmit={(event) => void submit(event)} noValidate>
      <RadioGroup
        legend="Resultado"
        options={allowedOverrides.map((value) => ({ value, label: CONFORMANCE_OUTCOME_LABELS[value] }))}
        value={outcome}
        onChange={setOutcome}
        error={problem?.at === 'outcome' ? problem.text : undefined}
      />
      <TextArea
        label="Motivo"
        help={`De ${min} a ${max.toLocaleString('pt-BR')} caracteres, sem dados pessoais. O integrador o lê, e ele sai no relatório.`}
        limit={max}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={problem !== undefined && problem.at !== 'outcome' ? problem.text : undefined}
      />
      <div className="button-row">
        <Button type="submit" variant="primary" busy={busy}>
          Propor
        </Button>
        <Button variant="tertiary" onClick={() => setOpen(false)}>
          Cancelar
        </Button>
      </div>
    </form>
  );
}
