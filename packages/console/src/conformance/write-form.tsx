import { type ConformanceMessageSide, isBlank, LIMITS, parseMessage } from '@portal/domain';
import { Button, TextArea } from '@portal/ui';
import { type FormEvent, useRef, useState } from 'react';
import { actMessage } from '../acts/act-message.ts';
import { useAct } from '../acts/use-act.ts';
import { openKeptDraft } from '../kept-draft.ts';
import { WriteMessage } from './conformance.documents.ts';

interface WriteFormProps {
  readonly runId: string;
  readonly requirement: { readonly key: string };
  readonly side: ConformanceMessageSide;
  readonly viewerId: string;
}

const TO: Readonly<Record<ConformanceMessageSide, string>> = {
  INTEGRATOR: 'Mensagem para a equipe de análise',
  REVIEWERS: 'Mensagem para o integrador',
};

/** Writes to the other side; what is not sent yet stays in this tab. */
export function WriteForm({ runId, requirement: { key: requirement }, side, viewerId }: WriteFormProps) {
  const kept = openKeptDraft<{ text: string }>(sessionStorage, viewerId, `mensagem.${runId}.${requirement}`);
  const [text, setText] = useState(() => kept.read().text ?? '');
  const [problem, setProblem] = useState<string>();
  const [write, busy] = useAct(WriteMessage);
  const field = useRef<HTMLTextAreaElement>(null);
  /** One attempt at one text: sent again after a lost answer it is written once. */
  const attempt = useRef<{ text: string; key: string }>(undefined);

  function change(next: string): void {
    setText(next);
    setProblem(undefined);
    kept.write(isBlank(next) ? null : { text: next });
  }

  function refuse(message: string): void {
    setProblem(message);
    field.current?.focus();
  }

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const parsed = parseMessage(text);
    if (!parsed.ok) return refuse(isBlank(text) ? 'Escreva a mensagem.' : parsed.message);
    if (attempt.current?.text !== text) attempt.current = { text, key: crypto.randomUUID() };
    const input = { runId, requirement, text, idempotencyKey: attempt.current.key };
    const { data, error } = await write({ input });
    const problems = data?.writeConformanceMessage.problems;
    if (problems?.length !== 0) return refuse(actMessage(problems, error));
    attempt.current = undefined;
    change('');
    field.current?.focus();
  }

  return (
    <form onSubmit={(event) => void send(event)} noValidate>
      <TextArea
        ref={field}
        label={TO[side]}
        help="Sem dados pessoais. O que você enviar fica guardado e não muda."
        rows={3}
        limit={LIMITS.message.max}
        value={text}
        onChange={(event) => change(event.target.value)}
        error={problem}
      />
      <Button type="submit" size="small" variant="primary" busy={busy}>
        Enviar
      </Button>
    </form>
  );
}
