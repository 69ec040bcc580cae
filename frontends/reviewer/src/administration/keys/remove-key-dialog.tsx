import { actMessage, useAct } from '@portal/console/acts';
import { ConfirmDialog, Message } from '@portal/ui';
import { useState } from 'react';
import { RemoveSecurityKey } from './key-documents.ts';

interface RemoveKeyDialogProps {
  securityKey: { keyId: string; name: string };
  last: boolean;
  onClose: () => void;
  onRemoved: () => void;
}

/** Asks once more before a key is taken away, and says what follows where it is the last. */
export function RemoveKeyDialog({ securityKey, last, onClose, onRemoved }: RemoveKeyDialogProps) {
  const [remove, busy] = useAct(RemoveSecurityKey);
  const [problem, setProblem] = useState<string>();

  async function confirm() {
    const { data, error } = await remove({ keyId: securityKey.keyId, evenLast: last });
    const payload = data?.removeSecurityKey;
    if (payload?.problems.length === 0) onRemoved();
    else setProblem(actMessage(payload?.problems, error));
  }

  return (
    <ConfirmDialog
      open
      danger
      title={last ? 'Remover a sua última chave?' : `Remover a chave “${securityKey.name}”?`}
      confirmLabel={last ? 'Remover e ficar sem chave' : 'Remover chave'}
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      {last ? (
        <p>
          Depois de remover “{securityKey.name}” você fica sem nenhuma chave. Onde o Portal pede a chave, você só
          administra de novo depois de entrar outra vez e cadastrar uma.
        </p>
      ) : (
        <p>Ela deixa de confirmar atos na hora, e a confirmação que está valendo termina em todos os navegadores.</p>
      )}
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}
