import { actMessage, useAct } from '@portal/console/acts';
import { LIMITS } from '@portal/domain';
import { Button, Message, TextArea, useNotify } from '@portal/ui';
import { type FormEvent, useState } from 'react';
import { ConfirmOverride, DeclineOverride, WithdrawOverride } from './override-documents.ts';
import type { OverridesProps } from './overrides.tsx';
import { isMoved, useRunAnew } from './use-run-anew.ts';

interface DecideProps extends OverridesProps {
  readonly override: OverridesProps['requirement']['overrides'][number];
}

interface Payload {
  readonly problems: readonly { readonly message: string; readonly path: readonly string[] | null }[];
}

const { min, max } = LIMITS.overrideComment;

/** What a viewer may do about an open proposal: a second person decides, who proposed it takes it back. */
export function Decide({ override, requirement, runId, requestId }: DecideProps) {
  const [declining, setDeclining] = useState(false);
  const [comment, setComment] = useState('');
  const [problem, setProblem] = useState<string>();
  const [confirm, confirming] = useAct(ConfirmOverride);
  const [decline, refusing] = useAct(DeclineOverride);
  const [withdraw, withdrawing] = useAct(WithdrawOverride);
  const { notify } = useNotify();
  const readAnew = useRunAnew({ runId, requestId });
  const { proposalId, allowedActions } = override;
  const input = { runId, proposalId };
  const of = <span className="visually-hidden"> a avaliação de {requirement.title}</span>;

  function told(payload: Payload | undefined, error: Parameters<typeof actMessage>[1], text: string): void {
    const [refused] = payload?.problems ?? [];
    setProblem(undefined);
    if (payload?.problems.length === 0) notify({ about: `${runId} ${requirement.key}`, tone: 'success', text });
    else if (refused && isMoved(refused)) readAnew(refused.message);
    else setProblem(actMessage(payload?.problems, error));
  }

  function showDeclining(shown: boolean): void {
    setDeclining(shown);
    setProblem(undefined);
  }

  async function agree(): Promise<void> {
    const { data, error } = await confirm({ input });
    const lifts = override.outcome === 'AS_JUDGED';
    told(
      data?.confirmConformanceOverride,
      error,
      lifts ? 'Avaliação retirada: vale o resultado automático.' : 'Avaliação confirmada: o requisito conta com ela.',
    );
  }

  async function takeBack(): Promise<void> {
    const { data, error } = await withdraw({ input });
    told(data?.withdrawConformanceOverride, error, 'Proposta retirada.');
  }

  async function refuse(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { data, error } = await decline({ input: { ...input, comment } });
    told(data?.declineConformanceOverride, error, 'Proposta recusada: o requisito fica como estava.');
  }

  if (declining) {
    return (
      <form
        aria-label={`Recusa da avaliação de ${requirement.title}`}
        onSubmit={(event) => void refuse(event)}
        noValidate
      >
        <TextArea
          label="Por que recusar"
          help={`De ${min} a ${max.toLocaleString('pt-BR')} caracteres. Só os analistas leem.`}
          limit={max}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
          error={problem}
        />
        <div className="button-row">
          <Button type="submit" variant="primary" busy={refusing}>
            Recusar{of}
          </Button>
          <Button variant="tertiary" onClick={() => showDeclining(false)}>
            Cancelar
          </Button>
        </div>
      </form>
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
