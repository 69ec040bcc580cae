import { CREDENTIAL_ACTION_LABELS, parseReasonMessage } from '@portal/domain';
import { Button, Dialog, Message, TextArea } from '@portal/ui';
import { useState } from 'react';
import { actMessage } from '../act-message.ts';
import type { CredentialCardFragment } from '../gql/graphql.ts';
import { useAct } from '../use-act.ts';
import { useNoticeAbout } from '../use-notice-about.ts';
import { ReinstateCredential, RevokeCredential, SuspendCredential } from './credential.documents.ts';

type Act = 'SUSPEND' | 'REINSTATE' | 'REVOKE';

const ACTS: readonly Act[] = ['REINSTATE', 'SUSPEND', 'REVOKE'];

const WHAT_FOLLOWS: Record<Act, string> = {
  SUSPEND: 'A credencial deixa de valer até você reativá-la. O sistema perde o acesso enquanto isso.',
  REINSTATE: 'A credencial volta a valer, com o mesmo identificador e o mesmo segredo.',
  REVOKE: 'A credencial deixa de valer para sempre. Para voltar a ter acesso, será preciso fazer uma nova solicitação.',
};

const DONE: Record<Act, string> = {
  SUSPEND: 'Credencial suspensa.',
  REINSTATE: 'Credencial reativada.',
  REVOKE: 'Credencial revogada.',
};

/** Suspender, Reativar, Revogar: those that the person may do now. */
export function StateActs({ credential }: { readonly credential: CredentialCardFragment }) {
  const [act, setAct] = useState<Act | null>(null);
  return (
    <>
      {ACTS.filter((one) => credential.allowedActions.includes(one)).map((one) => (
        <Button key={one} size="small" danger={one === 'REVOKE'} onClick={() => setAct(one)}>
          {CREDENTIAL_ACTION_LABELS[one]}
        </Button>
      ))}
      {act !== null && <ActDialog act={act} credential={credential} onClose={() => setAct(null)} />}
    </>
  );
}

interface ActDialogProps {
  readonly act: Act;
  readonly credential: CredentialCardFragment;
  readonly onClose: () => void;
}

function ActDialog({ act, credential, onClose }: ActDialogProps) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const perform = usePerform(act);
  const notify = useNoticeAbout();
  const needsReason = act !== 'REINSTATE';

  async function confirm(): Promise<void> {
    const parsed = parseReasonMessage(reason);
    if (needsReason && !parsed.ok) {
      setFault(reason.trim() === '' ? 'Informe o motivo.' : parsed.message);
      return;
    }
    setBusy(true);
    const failure = await perform(credential.id, parsed.ok ? parsed.value : '');
    setBusy(false);
    if (failure === null) {
      notify(credential.id, { tone: 'success', text: DONE[act] });
      onClose();
    } else setProblem(failure);
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
      <p>{WHAT_FOLLOWS[act]}</p>
      {needsReason && (
        <TextArea
          label="Motivo"
          help="Fica registrado na credencial."
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

/** Does the act; answers null, or why it did nothing. */
function usePerform(act: Act): (id: string, reason: string) => Promise<string | null> {
  const [suspend] = useAct(SuspendCredential);
  const [reinstate] = useAct(ReinstateCredential);
  const [revoke] = useAct(RevokeCredential);
  return async (id, reason) => {
    if (act === 'SUSPEND') {
      const { data, error } = await suspend({ id, reason });
      return failureOf(data?.suspendCredential, error);
    }
    if (act === 'REVOKE') {
      const { data, error } = await revoke({ id, reason });
      return failureOf(data?.revokeCredential, error);
    }
    const { data, error } = await reinstate({ id });
    return failureOf(data?.reinstateCredential, error);
  };
}

type Payload = { readonly problems: readonly { readonly message: string }[] } | undefined;

function failureOf(payload: Payload, error: Parameters<typeof actMessage>[1]): string | null {
  return payload?.problems.length === 0 ? null : actMessage(payload?.problems, error);
}
