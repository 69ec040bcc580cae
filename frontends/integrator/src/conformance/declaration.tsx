import { actMessage, useAct } from '@portal/console/acts';
import { type ConformanceDeclarationKind, DECLARATION_REASON } from '@portal/domain';
import { Button, Message, TextArea } from '@portal/ui';
import { type FormEvent, useState } from 'react';
import { DeclareRequirement, WithdrawDeclaration } from './conformance.documents.ts';
import type { Requirement } from './run-facts.ts';

interface DeclarationProps {
  readonly requirement: Requirement;
  readonly runId: string;
  readonly active: boolean;
}

/** What a person says of a requirement in the place of calls, where the suite lets them. */
export function Declaration({ requirement, runId, active }: DeclarationProps) {
  const { attest, mayNotApply, declaration } = requirement;
  if (!active) return null;
  if (declaration) return <Withdraw requirement={requirement.key} runId={runId} />;
  return (
    <>
      {attest !== null && <DeclareForm kind="ATTESTED" question={attest} requirement={requirement} runId={runId} />}
      {mayNotApply !== null && (
        <DeclareForm kind="NOT_APPLICABLE" question={mayNotApply} requirement={requirement} runId={runId} />
      )}
    </>
  );
}

interface DeclareFormProps {
  readonly kind: ConformanceDeclarationKind;
  readonly question: string;
  readonly requirement: Requirement;
  readonly runId: string;
}

const WORDS: Readonly<Record<ConformanceDeclarationKind, { label: string; act: string }>> = {
  ATTESTED: { label: 'Como o seu sistema faz isso', act: 'Declarar' },
  NOT_APPLICABLE: { label: 'Por que não se aplica ao seu sistema', act: 'Declarar que não se aplica' },
};

function DeclareForm({ kind, question, requirement, runId }: DeclareFormProps) {
  const [open, setOpen] = useState(false);
  const [declare, busy] = useAct(DeclareRequirement);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const { label, act } = WORDS[kind];

  function show(shown: boolean): void {
    setOpen(shown);
    setProblem(undefined);
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { data, error } = await declare({ input: { runId, requirement: requirement.key, kind, reason } });
    const payload = data?.declareConformanceRequirement;
    setProblem(payload?.problems.length === 0 ? undefined : actMessage(payload?.problems, error));
  }

  if (!open) {
    return (
      <>
        <p>{question}</p>
        <Button size="small" onClick={() => show(true)} aria-label={`${act}: ${requirement.title}`}>
          {act}
        </Button>
      </>
    );
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p>{question}</p>
      <TextArea
        label={label}
        help={`De ${DECLARATION_REASON.min} a ${DECLARATION_REASON.max.toLocaleString('pt-BR')} caracteres. Faz parte da evidência.`}
        limit={DECLARATION_REASON.max}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={problem}
      />
      <div className="button-row">
        <Button type="submit" variant="primary" busy={busy}>
          {act}
        </Button>
        <Button variant="tertiary" onClick={() => show(false)}>
          Cancelar
        </Button>
      </div>
    </form>
  );
}

function Withdraw({ requirement, runId }: { readonly requirement: string; readonly runId: string }) {
  const [withdraw, busy] = useAct(WithdrawDeclaration);
  const [problem, setProblem] = useState<string>();

  async function takeBack(): Promise<void> {
    const { data, error } = await withdraw({ input: { runId, requirement } });
    const payload = data?.withdrawConformanceDeclaration;
    setProblem(payload?.problems.length === 0 ? undefined : actMessage(payload?.problems, error));
  }

  return (
    <>
      <Button size="small" busy={busy} onClick={() => void takeBack()}>
        Retirar a declaração
      </Button>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
