import { TEAM_INVITATION_DAYS } from '@portal/domain';
import { Button, Dialog } from '@portal/ui';
import { ShownOnce } from '../shown-once.tsx';

interface InvitationLinkProps {
  readonly email: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** The link of an invitation, for the one time that it is shown. What opens it stands in a fragment: no server is sent it. */
export function InvitationLink({ email, secret, onClose }: InvitationLinkProps) {
  return (
    <Dialog
      open
      size="large"
      title="Convite criado"
      dismissible={false}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          Já copiei
        </Button>
      }
    >
      <p>
        Envie este link a <strong className="break-anywhere">{email}</strong>. Ele vale por {TEAM_INVITATION_DAYS} dias,
        para uma pessoa.
      </p>
      <ShownOnce what="link" text={`${location.origin}/convite#${secret}`} />
    </Dialog>
  );
}
