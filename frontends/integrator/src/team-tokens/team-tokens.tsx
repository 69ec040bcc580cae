import { QueryView, useRead } from '@portal/console';
import { actMessage, useAct } from '@portal/console/acts';
import { API_SCOPE_LABELS, formatDate, formatDateTime, isApiScope, TEAM_ROLE_LABELS, teamMay } from '@portal/domain';
import { Button, type Column, ConfirmDialog, DataTable, Message, Select, Tag, useNotify } from '@portal/ui';
import { useState } from 'react';
import type { TeamTokensQuery, TeamViewFragment } from '../gql/graphql.ts';
import { endOf, LIFETIMES } from '../tokens/token-form.ts';
import { CreateTeamTokenForm, type MadeTeamToken, MadeTeamTokenDialog } from './create-team-token.tsx';
import { RevokeTeamToken, RotateTeamToken, TeamTokens } from './team-token.documents.ts';

type Token = NonNullable<TeamTokensQuery['teamTokens']>[number];

/** The tokens of a team, on its page, for who answers for it; the others are told that they are there. */
export function TeamTokensSection({ team }: { readonly team: TeamViewFragment }) {
  return (
    <section aria-labelledby="team-tokens">
      <h2 id="team-tokens">Tokens da equipe</h2>
      <p>
        Um token da equipe é de um programa, e não de uma pessoa: vê só esta equipe e continua quando quem o criou sai
        dela.
      </p>
      {teamMay(team.viewerRole ?? null, 'MANAGE_TOKENS') ? (
        <ManagedTokens teamId={team.id} />
      ) : (
        <p>Quem é gestor cria, renova e revoga os tokens da equipe.</p>
      )}
    </section>
  );
}

function ManagedTokens({ teamId }: { readonly teamId: string }) {
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<MadeTeamToken | null>(null);
  const tokens = useRead({ query: TeamTokens, variables: { teamId }, pick: (data) => data.teamTokens });
  return (
    <>
      <QueryView of={tokens} lines={3} empty={<p>A equipe não tem tokens.</p>}>
        {(all) => <TokensTable teamId={teamId} tokens={all} onDrawn={setMade} />}
      </QueryView>
      <p>
        <Button icon="add" onClick={() => setCreating(true)}>
          Novo token da equipe
        </Button>
      </p>
      {creating && (
        <CreateTeamTokenForm
          teamId={teamId}
          onClose={() => setCreating(false)}
          onMade={(drawn) => {
            setCreating(false);
            setMade(drawn);
          }}
        />
      )}
      {made && <MadeTeamTokenDialog made={made} onClose={() => setMade(null)} />}
    </>
  );
}

interface TokensTableProps {
  readonly teamId: string;
  readonly tokens: readonly Token[];
  readonly onDrawn: (made: MadeTeamToken) => void;
}

function TokensTable({ teamId, tokens, onDrawn }: TokensTableProps) {
  const [asking, setAsking] = useState<{ what: 'rotate' | 'revoke'; token: Token } | null>(null);
  const columns: Column<Token>[] = [
    { id: 'name', header: 'Nome', rowHeader: true, cell: ({ name }) => name },
    { id: 'role', header: 'Papel', cell: ({ role }) => TEAM_ROLE_LABELS[role] },
    { id: 'scopes', header: 'Permissões', cell: (token) => <Scopes scopes={token.scopes} /> },
    { id: 'expiry', header: 'Validade', cell: (token) => <Expiry expiresAt={token.expiresAt} /> },
    {
      id: 'used',
      header: 'Último uso',
      cell: ({ lastUsedAt }) => (lastUsedAt ? formatDateTime(lastUsedAt) : 'Ainda não usado'),
    },
    {
      id: 'ips',
      header: 'IPs permitidos',
      cell: ({ allowedIps }) => (allowedIps.length > 0 ? allowedIps.join(', ') : 'Qualquer um'),
    },
    {
      id: 'made',
      header: 'Criado',
      cell: ({ createdAt, createdBy }) => (
        <>
          {formatDate(createdAt)}{' '}
          {createdBy == null ? <Tag tone="yellow">por alguém que saiu da equipe</Tag> : `por ${createdBy}`}
        </>
      ),
    },
    {
      id: 'acts',
      header: 'Ações',
      hideHeader: true,
      cell: (token) => (
        <div className="button-row">
          <Button
            size="small"
            aria-label={`Renovar o token ${token.name}`}
            onClick={() => setAsking({ what: 'rotate', token })}
          >
            Renovar
          </Button>
          <Button
            size="small"
            danger
            aria-label={`Revogar o token ${token.name}`}
            onClick={() => setAsking({ what: 'revoke', token })}
          >
            Revogar
          </Button>
        </div>
      ),
    },
  ];
  const dialog = asking && { teamId, token: asking.token, onClose: () => setAsking(null) };
  return (
    <>
      <DataTable caption="Tokens da equipe" columns={columns} rows={tokens} rowKey={({ tokenId }) => tokenId} />
      {dialog && asking.what === 'revoke' && <RevokeDialog {...dialog} />}
      {dialog && asking.what === 'rotate' && <RotateDialog {...dialog} onDrawn={onDrawn} />}
    </>
  );
}

function Scopes({ scopes }: { readonly scopes: readonly string[] }) {
  return (
    <ul className="token-scopes">
      {scopes.map((scope) => (
        <li key={scope}>{isApiScope(scope) ? API_SCOPE_LABELS[scope] : scope}</li>
      ))}
    </ul>
  );
}

function Expiry({ expiresAt }: { readonly expiresAt: string }) {
  return new Date(expiresAt) <= new Date() ? (
    <Tag icon="clock">Expirou em {formatDate(expiresAt)}</Tag>
  ) : (
    `Até ${formatDate(expiresAt)}`
  );
}

interface TokenDialogProps {
  readonly teamId: string;
  readonly token: Token;
  readonly onClose: () => void;
}

function RevokeDialog({ teamId, token, onClose }: TokenDialogProps) {
  const [revoke, busy] = useAct(RevokeTeamToken);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function confirm(): Promise<void> {
    const { data, error } = await revoke({ teamId, tokenId: token.tokenId });
    const problems = data?.revokeTeamToken.problems;
    if (problems?.length !== 0) return setProblem(actMessage(problems, error));
    onClose();
    notify({ about: token.tokenId, tone: 'success', text: `Token “${token.name}” revogado.` });
  }

  return (
    <ConfirmDialog
      open
      danger
      title={`Revogar o token “${token.name}”?`}
      confirmLabel="Revogar token"
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>O programa que usa este token perde o acesso na hora. Não é possível desfazer; você pode criar outro token.</p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}

interface RotateDialogProps extends TokenDialogProps {
  readonly onDrawn: (made: MadeTeamToken) => void;
}

function RotateDialog({ teamId, token, onClose, onDrawn }: RotateDialogProps) {
  const [rotate, busy] = useAct(RotateTeamToken);
  const [days, setDays] = useState('90');
  const [problem, setProblem] = useState<string>();

  async function confirm(): Promise<void> {
    const { data, error } = await rotate({ teamId, tokenId: token.tokenId, expiresAt: endOf(days) });
    const payload = data?.rotateTeamToken;
    if (!payload?.token) return setProblem(actMessage(payload?.problems, error));
    onClose();
    onDrawn({ name: token.name, token: payload.token });
  }

  return (
    <ConfirmDialog
      open
      title={`Renovar o token “${token.name}”?`}
      confirmLabel="Renovar token"
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        O texto de agora deixa de valer na hora. Para trocar sem parar o programa, crie outro token, passe a usá-lo e só
        então revogue este.
      </p>
      <Select
        label="Nova validade"
        options={LIFETIMES}
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}
