import { actMessage, problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import { type ConformanceDeclarationKind, DECLARATION_REASON, valid } from '@portal/domain';
import { Button, Message, TextArea } from '@portal/ui';
import { useState } from 'react';
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

const DECLARED = readEach({ reason: required(valid<string>, 'Explique o motivo.') });

function DeclareForm({ kind, question, requirement, runId }: DeclareFormProps) {
  const [open, setOpen] = useState(false);
  const [declare] = useAct(DeclareRequirement);
  const form = useForm({
    schema: DECLARED,
    initial: { reason: '' },
    send: async ({ reason }) => {
      const { data, error } = await declare({ input: { runId, requirement: requirement.key, kind, reason } });
      return problemsOf(data?.declareConformanceRequirement, error);
    },
  });
  const { label, act } = WORDS[kind];

  function show(shown: boolean): void {
    setOpen(shown);
    form.clearProblems();
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
    <Form of={form}>
      <p>{question}</p>
      <TextArea
        {...form.text('reason')}
        label={label}
        help={`De ${DECLARATION_REASON.min} a ${DECLARATION_REASON.max.toLocaleString('pt-BR')} caracteres. Faz parte da evidência.`}
        limit={DECLARATION_REASON.max}
      />
      <div className="button-row">
        <Button type="submit" variant="primary" busy={form.submitting}>
          {act}
        </Button>
        <Button variant="tertiary" onClick={() => show(false)}>
          Cancelar
        </Button>
      </div>
    </Form>
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
