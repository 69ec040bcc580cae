import { CREDENTIAL_ACTION_LABELS, isBlank, LIMITS, parseReasonMessage } from '@portal/domain';
import { Button, Dialog, Message, TextArea, useNotify } from '@portal/ui';
import { useRef, useState } from 'react';
import type { ActableCredential, CredentialActsProps } from './credential-acts.tsx';
import { type StateAct, useCredentialAct } from './use-credential-act.ts';

type Behalf = CredentialActsProps['on'];

const SUSPENDED: Record<Behalf, string> = {
  owner: 'A credencial deixa de valer até você reativá-la. O sistema perde o acesso enquanto isso.',
  ministry: 'A credencial deixa de valer até o Ministério da Saúde reativá-la. O sistema perde o acesso enquanto isso.',
};

const WHO_READS: Record<Behalf, string> = {
  owner: 'Fica registrado na credencial.',
  ministry: 'Quem integra lê este texto na credencial, como você o escrever.',
};

const DONE: Record<StateAct, string> = { SUSPEND: 'suspensa', REINSTATE: 'reativada', REVOKE: 'revogada' };

interface ActDialogProps {
  readonly act: StateAct;
  readonly credential: ActableCredential;
  readonly on: Behalf;
  readonly onClose: () => void;
  /** The act stands. */
  readonly onDone: () => void;
}

/** Says what follows from an act, asks why, and does it. */
export function ActDialog({ act, credential, on, onClose, onDone }: ActDialogProps) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const perform = useCredentialAct(act);
  const { notify } = useNotify();
  const needsReason = act !== 'REINSTATE';

  function refuseReason(message: string): void {
    setFault(message);
    field.current?.focus();
  }

  async function confirm(): Promise<void> {
    setProblem(undefined);
    const parsed = parseReasonMessage(reason);
    if (needsReason && !parsed.ok) {
      return refuseReason(isBlank(reason) ? 'Informe o motivo.' : parsed.message);
    }
    setBusy(true);
    const failure = await perform(credential.id, parsed.ok ? parsed.value : '');
    setBusy(false);
    if (failure === null) {
      const text = `Credencial ${credential.requesterIdentifier} ${DONE[act]}.`;
      notify({ about: credential.id, tone: 'success', text });
      onDone();
    } else if (failure.aboutReason) refuseReason(failure.message);
    else setProblem(failure.message);
  }

  return (
    <Dialog
      open
      title={`${CREDENTIAL_ACTION_LABELS[act]} a credencial ${credential.requesterIdentifier}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button variant="primary" danger={act === 'REVOKE'} busy={busy} onClick={() => void confirm()}>
            {CREDENTIAL_ACTION_LABELS[act]}
          </Button>
        </>
      }
    >
      {act === 'SUSPEND' && <p>{SUSPENDED[on]}</p>}
      {act === 'REINSTATE' && <p>A credencial volta a valer, com o mesmo identificador e o mesmo segredo.</p>}
      {act === 'REVOKE' && <FinalWarning />}
      {needsReason && (
        <TextArea
          ref={field}
          label="Motivo"
          help={WHO_READS[on]}
          limit={LIMITS.reasonMessage.max}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
            setFault(undefined);
          }}
          error={fault}
        />
      )}
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </Dialog>
  );
}

function FinalWarning() {
  return (
    <Message tone="warning" role="none" title="A revogação é definitiva">
      <p>A credencial deixa de valer para sempre. Para voltar a ter acesso, será preciso fazer uma nova solicitação.</p>
    </Message>
  );
}
