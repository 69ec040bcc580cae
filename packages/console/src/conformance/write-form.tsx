import { type ConformanceMessageSide, isBlank, LIMITS, parseMessage } from '@portal/domain';
import { Button, TextArea } from '@portal/ui';
import { useRef } from 'react';
import { problemsOf } from '../acts/problems-of.ts';
import { useAct } from '../acts/use-act.ts';
import { Form } from '../forms/form.tsx';
import { readEach, required } from '../forms/read-each.ts';
import { useForm } from '../forms/use-form.ts';
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

const MESSAGE = readEach({ text: required(parseMessage, 'Escreva a mensagem.') });

/** Writes to the other side; what is not sent yet stays in this tab. */
export function WriteForm({ runId, requirement: { key: requirement }, side, viewerId }: WriteFormProps) {
  const kept = openKeptDraft<{ text: string }>(sessionStorage, viewerId, `mensagem.${runId}.${requirement}`);
  const [write] = useAct(WriteMessage);
  const field = useRef<HTMLTextAreaElement>(null);
  /** One attempt at one text: sent again after a lost answer it is written once. */
  const attempt = useRef<{ text: string; key: string }>(undefined);
  const form = useForm({
    schema: MESSAGE,
    initial: { text: kept.read().text ?? '' },
    send: async ({ text }) => {
      if (attempt.current?.text !== text) attempt.current = { text, key: crypto.randomUUID() };
      const input = { runId, requirement, text, idempotencyKey: attempt.current.key };
      const { data, error } = await write({ input });
      const problems = problemsOf(data?.writeConformanceMessage, error);
      if (problems.length === 0) {
        attempt.current = undefined;
        change('');
        field.current?.focus();
      }
      return problems;
    },
  });

  function change(text: string): void {
    form.change({ text });
    kept.write(isBlank(text) ? null : { text });
  }

  return (
    <Form of={form}>
      <TextArea
        {...form.text('text')}
        ref={field}
        label={TO[side]}
        help="Sem dados pessoais. O que você enviar fica guardado e não muda."
        rows={3}
        limit={LIMITS.message.max}
        readOnly={form.submitting}
        onChange={(event) => change(event.target.value)}
      />
      <Button type="submit" size="small" variant="primary" busy={form.submitting}>
        Enviar
      </Button>
    </Form>
  );
}
