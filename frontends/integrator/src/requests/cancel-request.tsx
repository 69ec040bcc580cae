import { actMessage, useAct } from '@portal/console/acts';
import { Button, ConfirmDialog, Message, useNotify } from '@portal/ui';
import { useState } from 'react';
import { CancelAccessRequest } from './request-acts.documents.ts';

interface CancelRequestProps {
  readonly request: { readonly id: string; readonly version: number; readonly protocol: string };
}

/** "Cancelar solicitação", asked once more. */
export function CancelRequest({ request }: CancelRequestProps) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [cancel, cancelling] = useAct(CancelAccessRequest);
  const { notify } = useNotify();

  async function confirm(): Promise<void> {
    const { data, error } = await cancel({ id: request.id, version: request.version });
    const problems = data?.cancelAccessRequest.problems;
    if (problems?.length === 0) {
      setAsking(false);
      notify({ about: request.id, tone: 'success', text: `Solicitação ${request.protocol} cancelada.` });
      return;
    }
    if (problems?.some((one) => one.code === 'STALE_VERSION')) {
      setProblem('A solicitação mudou enquanto esta página estava aberta. Confira a situação e confirme de novo.');
      return;
    }
    setProblem(actMessage(problems, error));
  }

  return (
    <>
      <Button
        danger
        icon="cancelled"
        onClick={() => {
          setProblem(undefined);
          setAsking(true);
        }}
      >
        Cancelar solicitação
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={`Cancelar a solicitação ${request.protocol}?`}
        confirmLabel="Cancelar solicitação"
        busy={cancelling}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <p>Uma solicitação cancelada não pode ser retomada. Para pedir o acesso depois, faça uma nova.</p>
        {problem !== undefined && <Message tone="danger">{problem}</Message>}
      </ConfirmDialog>
    </>
  );
}
