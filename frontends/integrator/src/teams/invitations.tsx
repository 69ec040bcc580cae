import { actMessage, useAct } from '@portal/console/acts';
import { ASSURANCE_LEVEL_LABELS, formatDate, TEAM_ROLE_LABELS } from '@portal/domain';
import { Button, Card, ConfirmDialog, DescriptionList, Message, Tag, useNotify } from '@portal/ui';
import { useState } from 'react';
import type { TeamViewFragment } from '../gql/graphql.ts';
import type { DrawnLink } from './invitation-link.tsx';
import { CancelTeamInvitation, ConfirmTeamMember, RenewTeamInvitation } from './team.documents.ts';

type Invitation = NonNullable<TeamViewFragment['invitations']>[number];

interface InvitationsProps {
  readonly teamId: string;
  readonly invitations: readonly Invitation[];
  /** Called with a link that was drawn anew. */
  readonly onLink: (link: DrawnLink) => void;
}

const STATE_LABELS: Record<Invitation['state'], string> = {
  SENT: 'Aguardando resposta',
  ACCEPTED: 'Aceito: falta confirmar',
  EXPIRED: 'Venceu',
};

/** Who is invited and not in the team yet. */
export function Invitations({ teamId, invitations, onLink }: InvitationsProps) {
  return (
    <>
      <h2>Convites</h2>
      {invitations.map((invitation) => (
        <InvitationCard key={invitation.invitationId} {...{ teamId, invitation, onLink }} />
      ))}
    </>
  );
}

interface InvitationCardProps {
  readonly teamId: string;
  readonly invitation: Invitation;
  readonly onLink: InvitationsProps['onLink'];
}

function InvitationCard({ teamId, invitation, onLink }: InvitationCardProps) {
  const { invitationId, email, role, state, acceptedBy, acceptedByEmail, acceptedByLevel } = invitation;
  const [renew, renewing] = useAct(RenewTeamInvitation);
  const [problem, setProblem] = useState<string>();
  const [asked, setAsked] = useState<'confirm' | 'cancel' | null>(null);

  async function sendAgain(): Promise<void> {
    const { data, error } = await renew({ teamId, invitationId });
    const answer = data?.renewTeamInvitation;
    if (answer?.secret) onLink({ email, secret: answer.secret, mailed: answer.mailed });
    else setProblem(actMessage(answer?.problems, error));
  }

  return (
    <Card level={3} title={<span className="break-anywhere">{email}</span>} aside={<Tag>{STATE_LABELS[state]}</Tag>}>
      <DescriptionList
        items={[
          { term: 'Papel', value: TEAM_ROLE_LABELS[role] },
          { term: 'Convidado por', value: invitation.invitedBy },
          ...(acceptedBy
            ? [
                { term: 'Quem aceitou', value: acceptedBy },
                { term: 'E-mail da conta gov.br', value: acceptedByEmail ?? 'Não informado' },
                { term: 'Conta gov.br', value: acceptedByLevel ? ASSURANCE_LEVEL_LABELS[acceptedByLevel] : null },
              ]
            : [{ term: 'Vale até', value: formatDate(invitation.expiresAt) }]),
        ]}
      />
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
      <div className="button-row">
        {state === 'ACCEPTED' ? (
          <Button
            variant="primary"
            aria-label={`Confirmar na equipe: ${acceptedBy}`}
            onClick={() => setAsked('confirm')}
          >
            Confirmar na equipe
          </Button>
        ) : (
          <Button aria-label={`Enviar de novo o convite de ${email}`} busy={renewing} onClick={() => void sendAgain()}>
            Enviar de novo
          </Button>
        )}
        <Button danger aria-label={`Cancelar convite de ${email}`} onClick={() => setAsked('cancel')}>
          Cancelar convite
        </Button>
      </div>
      {asked === 'confirm' && <ConfirmDialogOf {...{ teamId, invitation }} onClose={() => setAsked(null)} />}
      {asked === 'cancel' && <CancelDialog {...{ teamId, invitation }} onClose={() => setAsked(null)} />}
    </Card>
  );
}

interface InvitationDialogProps {
  readonly teamId: string;
  readonly invitation: Invitation;
  readonly onClose: () => void;
}

function ConfirmDialogOf({ teamId, invitation, onClose }: InvitationDialogProps) {
  const { invitationId, acceptedBy, acceptedByEmail, role } = invitation;
  const [confirm, busy] = useAct(ConfirmTeamMember);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function send(): Promise<void> {
    const { data, error } = await confirm({ teamId, invitationId });
    if (data?.answer.problems.length !== 0) return setProblem(actMessage(data?.answer.problems, error));
    notify({
      about: invitationId,
      tone: 'success',
      text: `${acceptedBy} está na equipe como ${TEAM_ROLE_LABELS[role]}.`,
    });
    onClose();
  }

  return (
    <ConfirmDialog
      open
      title={`Confirmar ${acceptedBy} na equipe?`}
      confirmLabel="Confirmar na equipe"
      busy={busy}
      onConfirm={() => void send()}
      onCancel={onClose}
    >
      <p>
        Confira se é quem você convidou: <strong>{acceptedBy}</strong>
        {acceptedByEmail && `, ${acceptedByEmail}`}. A partir daí esta pessoa vê as solicitações e credenciais da
        equipe.
      </p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}

function CancelDialog({ teamId, invitation: { invitationId, email }, onClose }: InvitationDialogProps) {
  const [cancel, busy] = useAct(CancelTeamInvitation);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function send(): Promise<void> {
    const { data, error } = await cancel({ teamId, invitationId });
    if (data?.answer.problems.length !== 0) return setProblem(actMessage(data?.answer.problems, error));
    notify({ about: invitationId, tone: 'success', text: `O convite de ${email} foi cancelado.` });
    onClose();
  }

  return (
    <ConfirmDialog
      open
      danger
      title="Cancelar este convite?"
      confirmLabel="Cancelar convite"
      busy={busy}
      onConfirm={() => void send()}
      onCancel={onClose}
    >
      <p>O link enviado a {email} deixa de abrir. Você pode convidar de novo.</p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}
