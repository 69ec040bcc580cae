import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import { LIMITS, parseOverrideComment } from '@portal/domain';
import { Button, Message, TextArea, useNotify } from '@portal/ui';
import { useState } from 'react';
import { ConfirmOverride, DeclineOverride, WithdrawOverride } from './override-documents.ts';
import type { OverridesProps } from './overrides.tsx';
import { useRunAnew } from './use-run-anew.ts';

interface DecideProps extends OverridesProps {
  readonly override: OverridesProps['requirement']['overrides'][number];
}

const DECLINED = readEach({ comment: required(parseOverrideComment, 'Explique por que recusar.') });
const { min, max } = LIMITS.overrideComment;

/** What a viewer may do about an open proposal: a second person decides, who proposed it takes it back. */
export function Decide({ override, requirement, runId, requestId }: DecideProps) {
  const [declining, setDeclining] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [confirm, confirming] = useAct(ConfirmOverride);
  const [decline] = useAct(DeclineOverride);
  const [withdraw, withdrawing] = useAct(WithdrawOverride);
  const { notify } = useNotify();
  const notMoved = useRunAnew({ runId, requestId });
  const { proposalId, allowedActions } = override;
  const input = { runId, proposalId };
  const of = <span className="visually-hidden"> a avaliação de {requirement.title}</span>;
  const form = useForm({
    schema: DECLINED,
    initial: { comment: '' },
    send: async ({ comment }) => {
      const { data, error } = await decline({ input: { ...input, comment } });
      const text = 'Proposta recusada: o requisito fica como estava.';
      return told(problemsOf(data?.declineConformanceOverride, error), text);
    },
  });

  /** Tells what was done; answers what is left to say of what was not. */
  function told(problems: ReturnType<typeof problemsOf>, text: string): ReturnType<typeof problemsOf> {
    if (problems.length === 0) notify({ about: `${runId} ${requirement.key}`, tone: 'success', text });
    return notMoved(problems);
  }

  function showDeclining(shown: boolean): void {
    setDeclining(shown);
    setProblem(undefined);
    form.clearProblems();
  }

  async function agree(): Promise<void> {
    const { data, error } = await confirm({ input });
    const lifts = override.outcome === 'AS_JUDGED';
    const text = lifts
      ? 'Avaliação retirada: vale o resultado automático.'
      : 'Avaliação confirmada: o requisito conta com ela.';
    setProblem(told(problemsOf(data?.confirmConformanceOverride, error), text)[0]?.message);
  }

  async function takeBack(): Promise<void> {
    const { data, error } = await withdraw({ input });
    setProblem(told(problemsOf(data?.withdrawConformanceOverride, error), 'Proposta retirada.')[0]?.message);
  }

  if (declining) {
    return (
      <Form of={form} aria-label={`Recusa da avaliação de ${requirement.title}`}>
        <TextArea
          {...form.text('comment')}
          label="Por que recusar"
          help={`De ${min} a ${max.toLocaleString('pt-BR')} caracteres. Só os analistas leem.`}
          limit={max}
        />
        <div className="button-row">
          <Button type="submit" variant="primary" busy={form.submitting}>
            Recusar{of}
          </Button>
          <Button variant="tertiary" onClick={() => showDeclining(false)}>
            Cancelar
          </Button>
        </div>
      </Form>
    );
  }
  return (
    <>
      <div className="button-row">
        {allowedActions.includes('CONFIRM') && (
          <Button size="small" variant="primary" busy={confirming} onClick={() => void agree()}>
            Confirmar{of}
          </Button>
        )}
        {allowedActions.includes('DECLINE') && (
          <Button size="small" onClick={() => showDeclining(true)}>
            Recusar{of}
          </Button>
        )}
        {allowedActions.includes('WITHDRAW') && (
          <Button size="small" busy={withdrawing} onClick={() => void takeBack()}>
            Retirar{of}
          </Button>
        )}
      </div>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
