import { QueryView, useRead, useViewer } from '@portal/console';
import { ERASED_NAME, formatDateTime } from '@portal/domain';
import { Breadcrumb, Button, type Column, DataTable, EmptyState, PageTitle, useNotify } from '@portal/ui';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { MinistryPersonViewFragment } from '../../gql/graphql.ts';
import { BindablePortfoliosQuery, MinistryPeopleQuery } from './people-documents.ts';
import { ResetKeysDialog } from './reset-keys-dialog.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import { type NamedPortfolio, rolesIn } from './roles-word.ts';

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
  const [withoutKeys, setWithoutKeys] = useState<Named>();
  const { notify } = useNotify();
  const viewer = useViewer();
  const administers = viewer?.permissions.includes('ADMINISTER') === true;
  const mayChange = (email: string) => administers && email !== viewer.email?.toLowerCase();
  const [{ data, error }, readPortfolios] = useQuery({ query: BindablePortfoliosQuery });
  const portfolios = (data?.portfolios ?? []).filter(({ needsCredential }) => needsCredential);
  const open = (email: string) => {
    if (error) readPortfolios({ requestPolicy: 'network-only' });
    setOpened(email);
  };
  const person = people.value?.find(({ email }) => email === opened) ?? null;
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Administração', to: '/administracao' }, { label: 'Pessoas e papéis' }]} />
      <PageTitle
        aside={
          administers && (
            <Button variant="primary" icon="add" onClick={() => open('')}>
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
            columns={columnsFor({ mayChange, portfolios, open, resetKeys: setWithoutKeys })}
            rows={rows}
            rowKey={({ email, name, changes: [newest] }) => email ?? `${name} ${newest?.changedAt}`}
          />
        )}
      </QueryView>
      {withoutKeys && (
        <ResetKeysDialog
          email={withoutKeys.email}
          who={withoutKeys.who}
          onClose={() => setWithoutKeys(undefined)}
          onReset={() => {
            setWithoutKeys(undefined);
            notify({ about: withoutKeys.email, tone: 'success', text: `Chaves de ${withoutKeys.who} removidas.` });
          }}
        />
      )}
      {opened !== undefined && (
        <RolesDialog
          person={person}
          people={people.value ?? []}
          portfolios={portfolios}
          portfoliosAre={data?.portfolios ? 'READ' : error ? 'NOT_READ' : 'BEING_READ'}
          changes={opened === '' ? administers : mayChange(opened)}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

/** Somebody by their e-mail, and as they are called. */
interface Named {
  email: string;
  who: string;
}

interface Shown {
  mayChange: (email: string) => boolean;
  portfolios: readonly NamedPortfolio[];
  open: (email: string) => void;
  resetKeys: (person: Named) => void;
}

function columnsFor({ mayChange, portfolios, open, resetKeys }: Shown): Column<Person>[] {
  return [
    { id: 'person', header: 'Pessoa', rowHeader: true, cell: ({ name }) => name ?? 'Ainda não entrou' },
    { id: 'email', header: 'E-mail', cell: emailOf },
    { id: 'roles', header: 'Papéis', cell: (person) => rolesIn(person, portfolios) },
    { id: 'since', header: 'Definido por', cell: whoSaid },
    {
      id: 'acts',
      header: 'Ações',
      hideHeader: true,
      cell: ({ name, email, securityKeys }) =>
        email !== null && (
          <div className="button-row">
            <Button size="small" onClick={() => open(email)}>
              {mayChange(email) ? 'Mudar papéis' : 'Ver histórico'}
              <span className="visually-hidden"> de {name ?? email}</span>
            </Button>
            {securityKeys > 0 && mayChange(email) && (
              <Button size="small" danger onClick={() => resetKeys({ email, who: name ?? email })}>
                Remover chaves<span className="visually-hidden"> de {name ?? email}</span>
              </Button>
            )}
          </div>
        ),
    },
  ];
}

function emailOf({ email, name }: Person): string {
  return email ?? (name === ERASED_NAME ? 'Apagado com a conta' : 'Sem e-mail verificado');
}

function whoSaid({ changes: [newest] }: Person): string {
  return newest ? `${newest.changedBy}, em ${formatDateTime(newest.changedAt)}` : 'Configuração do Portal';
}
