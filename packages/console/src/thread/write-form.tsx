import { isBlank, LIMITS, type MessageSide, parseMessage } from '@portal/domain';
import { Button, TextArea } from '@portal/ui';
import { type ReactNode, useRef } from 'react';
import { makeKey } from '../acts/make-key.ts';
import { Form } from '../forms/form.tsx';
import { readEach, required } from '../forms/read-each.ts';
import { useForm } from '../forms/use-form.ts';
import { openKeptDraft } from '../kept-draft.ts';
import type { MessageFiles } from '../uploads/use-uploads.ts';
import { AttachFiles } from './attach-files.tsx';
import { type Arrived, useAttachments } from './use-attachments.ts';

/** Who writes to whom, and how it is sent. */
export interface WriteFormProps {
  readonly side: MessageSide;
  /** Whose unsent text and files are kept in this tab, and of what. */
  readonly viewerId: string;
  readonly draftKey: string;
  /** Sends files that are to go with the message; absent where none may. */
  readonly files?: MessageFiles;
  /** Puts something beside the text area, which it is given with its id. */
  readonly around?: ((areaId: string, area: ReactNode) => ReactNode) | undefined;
  /** Sends a message, once for a key, and tells why it was not taken. */
  readonly send: (message: Draft, idempotencyKey: string) => Promise<readonly Refused[]>;
}

/** A message that is sent. */
export interface Draft {
  readonly text: string;
  /** Files that were uploaded. */
  readonly attachments: readonly string[];
}

interface Refused {
  readonly message: string;
  readonly path?: readonly string[] | null;
}

const TO: Readonly<Record<MessageSide, string>> = {
  INTEGRATOR: 'Mensagem para a equipe de análise',
  REVIEWERS: 'Mensagem para o integrador',
};

const NOT_THERE = 'Espere até que todos os arquivos estejam prontos, ou remova os que não estão.';

const MESSAGE = readEach({ text: required(parseMessage, 'Escreva a mensagem.') });

/** Writes to the other side; what is not sent yet stays in this tab. */
export function WriteForm({ side, viewerId, draftKey, files, around = (_, area) => area, send }: WriteFormProps) {
  const kept = openKeptDraft<{ text: string; files: readonly Arrived[] }>(sessionStorage, viewerId, draftKey);
  const field = useRef<HTMLTextAreaElement>(null);
  /** One attempt at one message: sent again after a lost answer it is written once. */
  const attempt = useRef<{ message: string; key: string }>(undefined);
  const attached = useAttachments(files, {
    read: () => kept.read().files ?? [],
    write: (arrived) => keep({ files: arrived }),
  });
  const form = useForm({
    schema: MESSAGE,
    initial: { text: kept.read().text ?? '' },
    send: async ({ text }) => {
      const attachments = attached.files.flatMap(({ id }) => id ?? []);
      if (attachments.length < attached.files.length) return [{ message: NOT_THERE }];
      const message = JSON.stringify({ text, attachments });
      if (attempt.current?.message !== message) attempt.current = { message, key: makeKey() };
      const problems = await send({ text, attachments }, attempt.current.key);
      if (problems.length === 0) {
        attempt.current = undefined;
        change('');
        attached.clear(attachments);
        field.current?.focus();
      }
      return problems;
    },
  });

  function keep(part: { text: string } | { files: readonly Arrived[] }): void {
    const { text = '', files: arrived = [] } = { ...kept.read(), ...part };
    kept.write(isBlank(text) && arrived.length === 0 ? null : { text, files: arrived });
  }

  function change(text: string): void {
    form.change({ text });
    keep({ text });
  }

  const text = form.text('text');
  return (
    <Form of={form} className="thread-form">
      {around(
        text.id,
        <TextArea
          {...text}
          ref={field}
          label={TO[side]}
          help="Sem dados pessoais. O que você enviar fica guardado e não muda."
          rows={3}
          limit={LIMITS.message.max}
          readOnly={form.submitting}
          onChange={(event) => change(event.target.value)}
        />,
      )}
      {files && <AttachFiles of={attached} />}
      <Button type="submit" size="small" variant="primary" busy={form.submitting}>
        Enviar
      </Button>
    </Form>
  );
}
