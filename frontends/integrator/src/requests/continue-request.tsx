import { actMessage, useAct } from '@portal/console/acts';
import { Button, Message } from '@portal/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { formAddress } from './addresses.ts';
import { ContinueRequest as ContinueRequestDocument } from './request-acts.documents.ts';

/** Goes on with a request that ended, or whose credential did, as a new one that carries everything over. */
export function ContinueRequest({ of }: { readonly of: { requestId: string } | { credentialId: string } }) {
  const [act, busy] = useAct(ContinueRequestDocument);
  const [problem, setProblem] = useState<string>();
  const navigate = useNavigate();

  async function goOn(): Promise<void> {
    const { data, error } = await act({ input: of });
    const made = data?.continueAccessRequest;
    // It may have been gone on with already: then that one is shown.
    const there = made?.problems.every(({ code }) => code === 'DUPLICATE') === true;
    if (made?.accessRequest && there) void navigate(formAddress(made.accessRequest.id));
    else setProblem(actMessage(made?.problems, error));
  }

  return (
    <>
      <Button variant="primary" icon="next" busy={busy} onClick={() => void goOn()}>
        Continuar em uma nova solicitação
      </Button>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
