import { QueryView, useRead, useViewer } from '@portal/console';
import { formatDateTime } from '@portal/domain';
import { Breadcrumb, Button, type Column, DataTable, EmptyState, PageTitle } from '@portal/ui';
import { useState } from 'react';
import type { MinistryPersonViewFragment } from '../../gql/graphql.ts';
import { MinistryPeopleQuery } from './people-documents.ts';
import { RolesDialog } from './roles-dialog.tsx';
import { rolesWord } from './roles-word.ts';

type Person = MinistryPersonViewFragment;

/** Pessoas e papéis: who is what for the Ministry, and who said so. */
export function PeoplePage() {
  const people = useRead({
    query: MinistryPeopleQuery,
    variables: {},
    requestPolicy: 'cache-and-network',
    pick: (data) => data.ministryPeople,
  });
  /** An e-mail; empty for somebody new. */
  const [opened, setOpened] = useState<string>();
  const administers = useViewer()?.permissions.includes('ADMINISTER') === true;
  const person = people.value?.find(({ email }) => email === opened) ?? null;
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Administração', to: '/administracao' }, { label: 'Pessoas e papéis' }]} />
      <PageTitle
        aside={
          administers && (
            <Button variant="primary" icon="add" onClick={() => setOpened('')}>
              Dar papel a alguém
            </Button>
          )
        }
      >
        Pessoas e papéis
      </PageTitle>
      <p className="lead">
        Quem analisa, conduz, audita e administra. A mudança vale em segundos, também em páginas abertas.
      </p>
      <QueryView
        of={people}
        empty={
          <EmptyState title="As pessoas aparecem aqui">Dê um papel a alguém pelo e-mail da conta gov.br.</EmptyState>
        }
      >
        {(rows) => (
          <DataTable
            caption="Pessoas e papéis"
            columns={columnsFor(administers, setOpened)}
            rows={rows}
            rowKey={({ email, name }) => email ?? name ?? ''}
          />
        )}
      </QueryView>
      {opened !== undefined && (
        <RolesDialog
          person={person}
          people={people.value ?? []}
          administers={administers}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

function columnsFor(administers: boolean, open: (email: string) => void): Column<Person>[] {
  return [
    { id: 'person', header: 'Pessoa', rowHeader: true, cell: ({ name }) => name ?? 'Ainda não entrou' },
    { id: 'email', header: 'E-mail', cell: ({ email }) => email ?? 'Sem e-mail verificado' },
    { id: 'roles', header: 'Papéis', cell: ({ roles }) => rolesWord(roles) },
    { id: 'since', header: 'Definido por', cell: whoSaid },
    {
      id: 'acts',
      header: 'Ações',
      hideHeader: true,
      cell: ({ name, email }) =>
        email !== null && (
          <Button size="small" onClick={() => open(email)}>
            {administers ? 'Mudar papéis' : 'Ver histórico'}
            <span className="visually-hidden"> de {name ?? email}</span>
          </Button>
        ),
    },
  ];
}

function whoSaid({ changes: [newest] }: Person): string {
  return newest ? `${newest.changedBy}, em ${formatDateTime(newest.changedAt)}` : 'Configuração do Portal';
}
