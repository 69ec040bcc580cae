import { actMessage, useAct } from '@portal/console/acts';
import { Button, ConfirmDialog, Message, useNotify } from '@portal/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { TeamViewFragment } from '../gql/graphql.ts';
import { LeaveTeam } from './team.documents.ts';

/** The way out of a team; who is the only one in it has none. */
export function LeaveTeamButton({ team }: { readonly team: TeamViewFragment }) {
  const [asked, setAsked] = useState(false);
  if ((team.members?.length ?? 0) < 2) return null;
  return (
    <>
      <h2>Sair da equipe</h2>
      <Button danger onClick={() => setAsked(true)}>
        Sair da equipe
      </Button>
      {asked && <LeaveDialog team={team} onClose={() => setAsked(false)} />}
    </>
  );
}

function LeaveDialog({ team, onClose }: { readonly team: TeamViewFragment; readonly onClose: () => void }) {
  const [leave, busy] = useAct(LeaveTeam);
  const [problem, setProblem] = useState<string>();
  const navigate = useNavigate();
  const { notify } = useNotify();

  async function confirm(): Promise<void> {
    const { data, error } = await leave({ teamId: team.id });
    if (data?.answer.problems.length !== 0) return setProblem(actMessage(data?.answer.problems, error));
    notify({ about: team.id, tone: 'success', text: `Você saiu da equipe ${team.name}.` });
    await navigate('/equipes');
  }

  return (
    <ConfirmDialog
      open
      danger
      title={`Sair da equipe ${team.name}?`}
      confirmLabel="Sair da equipe"
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>Você deixa de ver as solicitações e credenciais desta equipe. Para voltar, alguém precisa convidar você.</p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}
