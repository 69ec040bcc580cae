import { TEAM_INVITATION_DAYS } from '@portal/domain';
import { Button, Dialog } from '@portal/ui';
import { ShownOnce } from '../shown-once.tsx';

/** What is known of a link when it was drawn. */
export interface DrawnLink {
  readonly email: string;
  readonly secret: string;
  /** Whether it is on its way by mail. */
  readonly mailed: boolean;
}

interface InvitationLinkProps extends DrawnLink {
  readonly onClose: () => void;
}

/** The link of an invitation, for the one time that it is shown. What opens it stands in a fragment: no server is sent it. */
export function InvitationLink({ email, secret, mailed, onClose }: InvitationLinkProps) {
  return (
    <Dialog
      open
      size="large"
      title={mailed ? 'Convite enviado' : 'Copie o link do convite'}
      dismissible={false}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {mailed ? 'Fechar' : 'Já copiei'}
        </Button>
      }
    >
      <p>
        {mailed ? 'Enviamos o convite para' : 'Não enviamos este convite por e-mail. Copie o link e entregue-o a'}{' '}
        <strong className="break-anywhere">{email}</strong>. Ele vale por {TEAM_INVITATION_DAYS} dias, para uma pessoa.
      </p>
      {mailed && <p>Se o e-mail não chegar, você pode entregar este link:</p>}
      <ShownOnce what="link" text={`${location.origin}/convite#${secret}`} />
    </Dialog>
  );
}
