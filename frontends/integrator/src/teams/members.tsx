import { actMessage, useAct } from '@portal/console/acts';
import { formatDate, TEAM_ROLE_LABELS, TEAM_ROLE_SENTENCES, TeamRole } from '@portal/domain';
import { Button, type Column, ConfirmDialog, DataTable, Dialog, Message, RadioGroup, useNotify } from '@portal/ui';
import { useState } from 'react';
import type { TeamViewFragment } from '../gql/graphql.ts';
import { RemoveTeamMember, SetTeamRole } from './team.documents.ts';

type Member = NonNullable<TeamViewFragment['members']>[number];

/** The roles to choose from, each with what it may do. */
export const ROLE_OPTIONS = Object.values(TeamRole).map((value) => ({
  value,
  label: TEAM_ROLE_LABELS[value],
  help: TEAM_ROLE_SENTENCES[value],
}));

interface MembersProps {
  readonly team: TeamViewFragment;
  readonly manages: boolean;
}

/** Who is in a team, and, for who manages it, what is done to them. */
export function Members({ team, manages }: MembersProps) {
  const [chosen, setChosen] = useState<{ act: 'role' | 'remove'; member: Member } | null>(null);
  const columns: Column<Member>[] = [
    { id: 'name', header: 'Nome', rowHeader: true, cell: ({ name, own }) => (own ? `${name} (você)` : name) },
    {
      id: 'email',
      header: 'E-mail',
      cell: ({ email }) => <span className="break-anywhere">{email ?? 'Não informado'}</span>,
    },
    { id: 'role', header: 'Papel', cell: ({ role }) => TEAM_ROLE_LABELS[role] },
    {
      id: 'since',
      header: 'Na equipe desde',
      cell: ({ since, invitedBy }) => `${formatDate(since)}${invitedBy ? `, por convite de ${invitedBy}` : ''}`,
    },
    ...(manages ? [acts(setChosen)] : []),
  ];
  return (
    <>
      <DataTable
        caption="Quem está na equipe"
        columns={columns}
        rows={team.members ?? []}
        rowKey={({ personId }) => personId}
      />
      {chosen?.act === 'role' && <RoleDialog teamId={team.id} member={chosen.member} onClose={() => setChosen(null)} />}
      {chosen?.act === 'remove' && (
        <RemoveDialog teamId={team.id} member={chosen.member} onClose={() => setChosen(null)} />
      )}
    </>
  );
}

function acts(choose: (chosen: { act: 'role' | 'remove'; member: Member }) => void): Column<Member> {
  return {
    id: 'acts',
    header: 'Ações',
    hideHeader: true,
    cell: (member) => (
      <div className="button-row">
        <Button
          size="small"
          aria-label={`Mudar papel de ${member.name}`}
          onClick={() => choose({ act: 'role', member })}
        >
          Mudar papel
        </Button>
        {!member.own && (
          <Button
            size="small"
            danger
            aria-label={`Remover ${member.name} da equipe`}
            onClick={() => choose({ act: 'remove', member })}
          >
            Remover
          </Button>
        )}
      </div>
    ),
  };
}

interface MemberDialogProps {
  readonly teamId: string;
  readonly member: Member;
  readonly onClose: () => void;
}

function RoleDialog({ teamId, member, onClose }: MemberDialogProps) {
  const { personId, name } = member;
  const [change, busy] = useAct(SetTeamRole);
  const [role, setRole] = useState<TeamRole>(member.role);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function save(): Promise<void> {
    const { data, error } = await change({ teamId, personId, role });
    if (data?.answer.problems.length !== 0) return setProblem(actMessage(data?.answer.problems, error));
    notify({ about: personId, tone: 'success', text: `${name} agora é ${TEAM_ROLE_LABELS[role]}.` });
    onClose();
  }

  return (
    <Dialog
      open
      title={`Papel de ${name}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button variant="primary" busy={busy} onClick={() => void save()}>
            Mudar papel
          </Button>
        </>
      }
    >
      <RadioGroup<TeamRole> legend="Papel na equipe" options={ROLE_OPTIONS} value={role} onChange={setRole} />
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </Dialog>
  );
}

function RemoveDialog({ teamId, member: { personId, name }, onClose }: MemberDialogProps) {
  const [remove, busy] = useAct(RemoveTeamMember);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function confirm(): Promise<void> {
    const { data, error } = await remove({ teamId, personId });
    if (data?.answer.problems.length !== 0) return setProblem(actMessage(data?.answer.problems, error));
    notify({ about: personId, tone: 'success', text: `${name} não está mais na equipe.` });
    onClose();
  }

  return (
    <ConfirmDialog
      open
      danger
      title={`Remover ${name} da equipe?`}
      confirmLabel="Remover da equipe"
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>Na hora, esta pessoa deixa de ver as solicitações e credenciais da equipe. O que ela fez fica no histórico.</p>
      <p>
        Os tokens e webhooks da equipe que ela criou continuam valendo, e ela pode ter guardado os segredos. Depois de
        remover, renove os que aparecem como criados por alguém que saiu da equipe.
      </p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}
