import { isBlank, LIMITS, type MessageSide, parseMessage } from '@portal/domain';
import { Button, TextArea } from '@portal/ui';
import { useRef } from 'react';
import { Form } from '../forms/form.tsx';
import { readEach, required } from '../forms/read-each.ts';
import { useForm } from '../forms/use-form.ts';
import { openKeptDraft } from '../kept-draft.ts';

interface WriteFormProps {
  readonly side: MessageSide;
  /** Whose unsent text is kept in this tab, and of what. */
  readonly viewerId: string;
  readonly draftKey: string;
  /** Sends a text, once for a key, and tells why it was not taken. */
  readonly send: (text: string, idempotencyKey: string) => Promise<readonly Refused[]>;
}

interface Refused {
  readonly message: string;
  readonly path?: readonly string[] | null;
}

const TO: Readonly<Record<MessageSide, string>> = {
  INTEGRATOR: 'Mensagem para a equipe de análise',
  REVIEWERS: 'Mensagem para o integrador',
};

const MESSAGE = readEach({ text: required(parseMessage, 'Escreva a mensagem.') });

/** Writes to the other side; what is not sent yet stays in this tab. */
export function WriteForm({ side, viewerId, draftKey, send }: WriteFormProps) {
  const kept = openKeptDraft<{ text: string }>(sessionStorage, viewerId, draftKey);
  const field = useRef<HTMLTextAreaElement>(null);
  /** One attempt at one text: sent again after a lost answer it is written once. */
  const attempt = useRef<{ text: string; key: string }>(undefined);
  const form = useForm({
    schema: MESSAGE,
    initial: { text: kept.read().text ?? '' },
    send: async ({ text }) => {
      if (attempt.current?.text !== text) attempt.current = { text, key: crypto.randomUUID() };
      const problems = await send(text, attempt.current.key);
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
    <Form of={form} className="thread-form">
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
