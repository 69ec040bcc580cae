import { ENVIRONMENT_LABELS, formatDate } from '@portal/domain';
import { type Column, DataTable, StateTag } from '@portal/ui';
import { Link } from 'react-router';
import type { AllCredentialsQuery } from '../gql/graphql.ts';
import { withSearch } from './credential-search.ts';

/** A credential as the list shows it. */
type CredentialRow = NonNullable<AllCredentialsQuery['allCredentials']>['edges'][number]['node'];

interface CredentialTableProps {
  rows: readonly CredentialRow[];
  /** What was searched; kept on the way to a credential and back. */
  search: string | undefined;
}

/** Credentials of everybody, the newest first. */
export function CredentialTable({ rows, search }: CredentialTableProps) {
  const columns: Column<CredentialRow>[] = [
    {
      id: 'identifier',
      header: 'Identificador',
      rowHeader: true,
      cell: ({ id, requesterIdentifier }) => (
        <Link to={withSearch(`/credenciais/${id}`, search)}>{requesterIdentifier}</Link>
      ),
    },
    { id: 'system', header: 'Sistema', cell: ({ system }) => system.name ?? 'Não informado' },
    {
      id: 'establishment',
      header: 'Estabelecimento',
      cell: ({ establishment }) => `${establishment.name} (${establishment.uf})`,
    },
    { id: 'portfolio', header: 'Portfólio', cell: ({ portfolio }) => portfolio.name },
    { id: 'environment', header: 'Ambiente', cell: ({ environment }) => ENVIRONMENT_LABELS[environment] },
    { id: 'state', header: 'Situação', cell: ({ state }) => <StateTag state={state} /> },
    { id: 'issued', header: 'Emitida em', cell: ({ issuedAt }) => formatDate(issuedAt) },
    { id: 'expires', header: 'Vale até', cell: ({ expiresAt }) => formatDate(expiresAt) },
  ];
  return (
    <DataTable
      caption="Credenciais, da mais nova à mais antiga"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
    />
  );
}
