import { actMessage, useAct } from '@portal/console/acts';
import { API_SCOPE_LABELS, formatDate, formatDateTime, isApiScope } from '@portal/domain';
import { Button, type Column, ConfirmDialog, DataTable, LinkButton, Message, Tag } from '@portal/ui';
import { useState } from 'react';
import type { AccessTokensQuery } from '../gql/graphql.ts';
import { RevokeAccessToken } from './token.documents.ts';

type AccessToken = NonNullable<AccessTokensQuery['personalAccessTokens']>[number];

interface TokenTableProps {
  readonly tokens: readonly AccessToken[];
  readonly onRevoked: (token: AccessToken) => void;
}

/** A person's tokens, each with its way out. */
export function TokenTable({ tokens, onRevoked }: TokenTableProps) {
  const [chosen, setChosen] = useState<AccessToken | null>(null);
  const columns: Column<AccessToken>[] = [
    { id: 'name', header: 'Nome', rowHeader: true, cell: ({ name }) => name },
    { id: 'scopes', header: 'Permissões', cell: (token) => <Scopes scopes={token.scopes} /> },
    { id: 'expiry', header: 'Validade', cell: (token) => <Expiry token={token} /> },
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
      id: 'acts',
      header: 'Ações',
      hideHeader: true,
      cell: (token) => <Acts token={token} onRevoke={() => setChosen(token)} />,
    },
  ];
  return (
    <>
      <DataTable caption="Seus tokens de acesso" columns={columns} rows={tokens} rowKey={({ id }) => id} />
      {chosen && (
        <RevokeDialog
          token={chosen}
          onClose={() => setChosen(null)}
          onRevoked={() => {
            setChosen(null);
            onRevoked(chosen);
          }}
        />
      )}
    </>
  );
}

function Acts({
  token: { id, name, expiresAt },
  onRevoke,
}: {
  readonly token: AccessToken;
  readonly onRevoke: () => void;
}) {
  return (
    <div className="button-row">
      {!isOver(expiresAt) && (
        <LinkButton size="small" href={`/graphql?token=${id}`} aria-label={`Abrir no GraphiQL como o token ${name}`}>
          Abrir no GraphiQL
        </LinkButton>
      )}
      <Button size="small" danger aria-label={`Revogar o token ${name}`} onClick={onRevoke}>
        Revogar
      </Button>
    </div>
  );
}

function isOver(expiresAt: string): boolean {
  return new Date(expiresAt) <= new Date();
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

function Expiry({ token: { expiresAt } }: { readonly token: AccessToken }) {
  return isOver(expiresAt) ? (
    <Tag icon="clock">Expirou em {formatDate(expiresAt)}</Tag>
  ) : (
    `Até ${formatDate(expiresAt)}`
  );
}

interface RevokeDialogProps {
  readonly token: AccessToken;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

function RevokeDialog({ token, onClose, onRevoked }: RevokeDialogProps) {
  const [revoke, busy] = useAct(RevokeAccessToken);
  const [problem, setProblem] = useState<string>();

  async function confirm(): Promise<void> {
    const { data, error } = await revoke({ id: token.id });
    const payload = data?.revokePersonalAccessToken;
    if (payload?.problems.length === 0) onRevoked();
    else setProblem(actMessage(payload?.problems, error));
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
