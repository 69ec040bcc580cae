import { formatDateTime } from '@portal/domain';
import { Button, ConfirmDialog, Message } from '@portal/ui';
import { useState } from 'react';
import { actMessage } from '../acts/act-message.ts';
import { useAct } from '../acts/use-act.ts';
import { EraseRequestMessage } from './conversation.documents.ts';
import type { ErasableMessage } from './erased.ts';

interface EraseMessageProps {
  readonly message: { readonly messageId: string; readonly author: string; readonly writtenAt: string };
  readonly onErased: (message: ErasableMessage) => void;
}

/** Erases a message that shows a patient, once it was asked whether it does. */
export function EraseMessage({ message: { messageId, author, writtenAt }, onErased }: EraseMessageProps) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [erase, busy] = useAct(EraseRequestMessage);

  function ask(asked: boolean): void {
    setAsking(asked);
    setProblem(undefined);
  }

  async function confirm(): Promise<void> {
    setProblem(undefined);
    const { data, error } = await erase({ input: { messageId } });
    const payload = data?.eraseAccessRequestMessage;
    if (!payload?.message) return setProblem(actMessage(payload?.problems, error));
    ask(false);
    onErased(payload.message);
  }

  const when = formatDateTime(writtenAt);
  return (
    <>
      <Button size="small" variant="tertiary" icon="remove" onClick={() => ask(true)}>
        Apagar
        <span className="visually-hidden">
          {' '}
          a mensagem de {author}, de {when}, por mostrar paciente
        </span>
      </Button>
      <ConfirmDialog
        open={asking}
        title="Apagar esta mensagem?"
        confirmLabel="Apagar"
        cancelLabel="Manter"
        danger
        busy={busy}
        onConfirm={() => void confirm()}
        onCancel={() => ask(false)}
      >
        {problem !== undefined && <Message tone="danger">{problem}</Message>}
        <p>
          O texto que {author} escreveu em {when} deixa de existir, para todos, e não há como desfazer. Fica guardado
          que a mensagem existiu. Apague só o que mostra dados de um paciente.
        </p>
      </ConfirmDialog>
    </>
  );
}
