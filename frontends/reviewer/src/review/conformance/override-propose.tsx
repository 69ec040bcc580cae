import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import {
  CONFORMANCE_OVERRIDE_OUTCOME_LABELS,
  type ConformanceOverrideOutcome,
  invalid,
  isBlank,
  LIMITS,
  parseOverrideReason,
  valid,
} from '@portal/domain';
import { Button, Message, RadioGroup, TextArea, useNotify } from '@portal/ui';
import { useState } from 'react';
import { ProposeOverride } from './override-documents.ts';
import type { OverridesProps } from './overrides.tsx';
import { useRunAnew } from './use-run-anew.ts';

const { min, max } = LIMITS.overrideReason;

const PROPOSED_LABELS = {
  ...CONFORMANCE_OVERRIDE_OUTCOME_LABELS,
  AS_JUDGED: `${CONFORMANCE_OVERRIDE_OUTCOME_LABELS.AS_JUDGED}: retirar a avaliação por pessoas`,
};

/** Proposes another outcome than a requirement has; closed until it is wanted, and gone where none may be proposed. */
export function ProposeForm({ requirement, runId, requestId }: OverridesProps) {
  const [open, setOpen] = useState(false);
  const [propose] = useAct(ProposeOverride);
  const { notify } = useNotify();
  const notMoved = useRunAnew({ runId, requestId });
  const { key, title, allowedOverrides } = requirement;
  const mayPropose = allowedOverrides.length > 0;
  const form = useForm({
    schema: readEach({
      outcome: (chosen: ConformanceOverrideOutcome | undefined) =>
        chosen !== undefined && allowedOverrides.includes(chosen) ? valid(chosen) : invalid('Escolha o resultado.'),
      reason: required(parseOverrideReason, 'Explique o motivo.'),
    }),
    initial: { outcome: undefined, reason: '' },
    send: async (proposed) => {
      const { data, error } = await propose({ input: { runId, requirement: key, ...proposed } });
      const problems = problemsOf(data?.proposeConformanceOverride, error);
      if (problems.length === 0) {
        setOpen(false);
        form.change({ reason: '' });
        notify({ about: `${runId} ${key}`, tone: 'success', text: 'Proposta feita: uma segunda pessoa decide.' });
      }
      return notMoved(problems);
    },
  });

  function show(shown: boolean): void {
    setOpen(shown);
    form.clearProblems();
  }

  // What was written stays with who wrote it, though somebody else was faster.
  if (!mayPropose && !(open && !isBlank(form.values.reason))) return null;
  if (!open) {
    return (
      <Button size="small" onClick={() => show(true)}>
        Propor outra avaliação<span className="visually-hidden"> de {title}</span>
      </Button>
    );
  }
  return (
    <Form
      of={{ ...form, submit: mayPropose ? form.submit : (event) => event.preventDefault() }}
      aria-label={`Outra avaliação de ${title}`}
    >
      {mayPropose ? (
        <RadioGroup
          {...form.choice('outcome')}
          legend="Resultado"
          options={allowedOverrides.map((value) => ({ value, label: PROPOSED_LABELS[value] }))}
        />
      ) : (
        !form.submitting && (
          <Message tone="warning" title="Não é possível propor agora">
            <p>
              O requisito mudou enquanto você escrevia: veja como ele está. O seu texto continua aqui até que você
              cancele.
            </p>
          </Message>
        )
      )}
      <TextArea
        {...form.text('reason')}
        label="Motivo"
        help={`De ${min} a ${max.toLocaleString('pt-BR')} caracteres, sem dados pessoais. O integrador o lê, e ele sai no relatório.`}
        limit={max}
      />
      <div className="button-row">
        <Button type="submit" variant="primary" busy={form.submitting} aria-disabled={!mayPropose}>
          Propor
        </Button>
        <Button variant="tertiary" onClick={() => show(false)}>
          Cancelar
        </Button>
      </div>
    </Form>
  );
}
