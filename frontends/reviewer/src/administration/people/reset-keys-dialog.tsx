import { actMessage, useAct } from '@portal/console/acts';
import { ConfirmDialog, Message } from '@portal/ui';
import { useState } from 'react';
import { ResetSecurityKeysMutation } from './people-documents.ts';

interface ResetKeysDialogProps {
  email: string;
  /** Whose keys they are. */
  who: string;
  onClose: () => void;
  onReset: () => void;
}

/** Asks once more before somebody's keys are taken away, who lost theirs. */
export function ResetKeysDialog({ email, who, onClose, onReset }: ResetKeysDialogProps) {
  const [reset, busy] = useAct(ResetSecurityKeysMutation);
  const [problem, setProblem] = useState<string>();

  async function confirm() {
    const { data, error } = await reset({ email });
    const payload = data?.resetSecurityKeys;
    if (payload?.problems.length === 0) onReset();
    else setProblem(actMessage(payload?.problems, error));
  }

  return (
    <ConfirmDialog
      open
      danger
      title={`Remover as chaves de ${who}?`}
      confirmLabel="Remover as chaves"
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        Para quem perdeu as chaves. Todas deixam de valer, a pessoa é avisada e cadastra outra depois de entrar de novo.
        Antes, confirme por outro meio que foi ela quem pediu.
      </p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}
