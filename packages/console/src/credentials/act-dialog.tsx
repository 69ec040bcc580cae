import { CREDENTIAL_ACTION_LABELS, LIMITS, parseReasonMessage, valid } from '@portal/domain';
import { Button, Dialog, Message, TextArea, useNotify } from '@portal/ui';
import { Form } from '../forms/form.tsx';
import { readEach, required } from '../forms/read-each.ts';
import { useForm } from '../forms/use-form.ts';
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

const WITH_REASON = readEach({ reason: required(parseReasonMessage, 'Informe o motivo.') });
const WITHOUT_REASON = readEach({ reason: valid<string> });

/** Says what follows from an act, asks why, and does it. */
export function ActDialog({ act, credential, on, onClose, onDone }: ActDialogProps) {
  const perform = useCredentialAct(act);
  const { notify } = useNotify();
  const needsReason = act !== 'REINSTATE';
  const form = useForm({
    schema: needsReason ? WITH_REASON : WITHOUT_REASON,
    initial: { reason: '' },
    send: async ({ reason }) => {
      const problems = await perform(credential.id, reason);
      if (problems.length === 0) {
        const text = `Credencial ${credential.requesterIdentifier} ${DONE[act]}.`;
        notify({ about: credential.id, tone: 'success', text });
        onDone();
      }
      return problems;
    },
  });

  return (
    <Dialog
      open
      title={`${CREDENTIAL_ACTION_LABELS[act]} a credencial ${credential.requesterIdentifier}?`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button type="submit" form={form.id} variant="primary" danger={act === 'REVOKE'} busy={form.submitting}>
            {CREDENTIAL_ACTION_LABELS[act]}
          </Button>
        </>
      }
    >
      <Form of={form}>
        {act === 'SUSPEND' && <p>{SUSPENDED[on]}</p>}
        {act === 'REINSTATE' && <p>A credencial volta a valer, com o mesmo identificador e o mesmo segredo.</p>}
        {act === 'REVOKE' && <FinalWarning />}
        {needsReason && (
          <TextArea {...form.text('reason')} label="Motivo" help={WHO_READS[on]} limit={LIMITS.reasonMessage.max} />
        )}
      </Form>
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
