import { actMessage, useAct } from '@portal/console/acts';
import { CREDENTIAL_ACTION_LABELS, formatDateTime, TRANSFER_OFFER_DAYS } from '@portal/domain';
import { Button, ConfirmDialog, Dialog, Message, useNotify } from '@portal/ui';
import { useState } from 'react';
import type { CredentialDetailFragment } from '../gql/graphql.ts';
import { ShownOnce } from '../shown-once.tsx';
import { OfferTransfer, WithdrawTransfer } from './credential.documents.ts';
import { WhatMoves } from './what-moves.tsx';

interface TransferProps {
  readonly credential: CredentialDetailFragment;
}

/** The offer of a credential to another team, while it waits for its answer. */
export function TransferOffered({ credential }: TransferProps) {
  const { allowedActions, transferOfferedBy, transferExpiresAt } = credential;
  if (!transferOfferedBy || !transferExpiresAt) return null;
  return (
    <Message tone="info" role="none" title="Transferência oferecida">
      <p>
        Oferecida por {transferOfferedBy} a outra equipe do estabelecimento, até {formatDateTime(transferExpiresAt)}.
        Enquanto ninguém aceitar, nada muda.
      </p>
      {allowedActions.includes('WITHDRAW_TRANSFER') && <Withdraw credential={credential} />}
    </Message>
  );
}

/** Offers a credential to another team of its establishment. */
export function Transfer({ credential }: TransferProps) {
  const [asked, setAsked] = useState(false);
  const [link, setLink] = useState<string>();
  return (
    <>
      {credential.allowedActions.includes('OFFER_TRANSFER') && (
        <Button size="small" onClick={() => setAsked(true)}>
          {CREDENTIAL_ACTION_LABELS.OFFER_TRANSFER}
        </Button>
      )}
      {asked && (
        <OfferDialog
          credential={credential}
          onClose={() => setAsked(false)}
          onOffered={(secret) => {
            setAsked(false);
            setLink(secret);
          }}
        />
      )}
      {link !== undefined && <LinkDialog secret={link} onClose={() => setLink(undefined)} />}
    </>
  );
}

interface OfferDialogProps extends TransferProps {
  readonly onClose: () => void;
  readonly onOffered: (secret: string) => void;
}

function OfferDialog({ credential, onClose, onOffered }: OfferDialogProps) {
  const [offer, busy] = useAct(OfferTransfer);
  const [problem, setProblem] = useState<string>();

  async function confirm(): Promise<void> {
    const { data, error } = await offer({ id: credential.id });
    const answer = data?.offerCredentialTransfer;
    if (answer?.secret) onOffered(answer.secret);
    else setProblem(actMessage(answer?.problems, error));
  }

  return (
    <ConfirmDialog
      open
      title={`Transferir a credencial ${credential.requesterIdentifier}?`}
      confirmLabel="Gerar o link"
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        Você recebe um link e o entrega a quem é gestor da outra equipe do mesmo estabelecimento. A transferência só
        acontece se essa pessoa aceitar, em até {TRANSFER_OFFER_DAYS} dias; o Ministério é avisado.
      </p>
      <WhatMoves />
      {credential.transferOfferedBy && <p>O link gerado antes deixa de valer.</p>}
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}

/** The link, for the one time that it is shown. What opens it stands in a fragment: no server is sent it. */
function LinkDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <Dialog
      open
      size="large"
      title="Copie o link da transferência"
      dismissible={false}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          Já copiei
        </Button>
      }
    >
      <p>
        Entregue este link a quem é gestor da outra equipe. Ele vale por {TRANSFER_OFFER_DAYS} dias e não é mostrado de
        novo.
      </p>
      <ShownOnce what="link" text={`${location.origin}/transferencia#${secret}`} />
    </Dialog>
  );
}

function Withdraw({ credential }: TransferProps) {
  const [withdraw, busy] = useAct(WithdrawTransfer);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function take(): Promise<void> {
    const { data, error } = await withdraw({ id: credential.id });
    const answer = data?.withdrawCredentialTransfer;
    if (answer?.problems.length !== 0) return setProblem(actMessage(answer?.problems, error));
    notify({ about: credential.id, tone: 'success', text: 'Transferência cancelada. O link não abre mais nada.' });
  }

  return (
    <>
      <Button size="small" busy={busy} onClick={() => void take()}>
        {CREDENTIAL_ACTION_LABELS.WITHDRAW_TRANSFER}
      </Button>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
