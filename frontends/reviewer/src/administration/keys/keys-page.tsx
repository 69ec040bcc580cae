import { QueryView, signInUrl, useRead } from '@portal/console';
import { formatDate, formatDateTime } from '@portal/domain';
import {
  Breadcrumb,
  Button,
  type Column,
  DataTable,
  EmptyState,
  LinkButton,
  Message,
  PageTitle,
  useNotify,
} from '@portal/ui';
import { useState } from 'react';
import type { SecondFactorViewFragment } from '../../gql/graphql.ts';
import { SecondFactorQuery } from './key-documents.ts';
import { RegisterKey } from './register-key.tsx';
import { RemoveKeyDialog } from './remove-key-dialog.tsx';

type Key = SecondFactorViewFragment['keys'][number];

/** Minhas chaves de segurança: by which who administrates confirms that it is them. */
export function KeysPage() {
  const secondFactor = useRead({
    query: SecondFactorQuery,
    variables: {},
    requestPolicy: 'cache-and-network',
    pick: (data) => data.secondFactor,
  });
  return (
    <>
      <Breadcrumb
        crumbs={[{ label: 'Administração', to: '/administracao' }, { label: 'Minhas chaves de segurança' }]}
      />
      <PageTitle>Minhas chaves de segurança</PageTitle>
      <p className="lead">
        Com uma chave de segurança (FIDO2) ou chave de acesso (passkey) você confirma que é você quando faz o que só
        quem administra faz: papéis, conteúdo, credenciais. A confirmação vale por 10 minutos, neste navegador.
      </p>
      <QueryView of={secondFactor} lines={4}>
        {(read) => <Keys {...read} />}
      </QueryView>
    </>
  );
}

function Keys({ keys, required, mustSignInAgain, confirmedUntil }: SecondFactorViewFragment) {
  const [chosen, setChosen] = useState<Key>();
  const { notify } = useNotify();
  return (
    <>
      <p>
        {required ? 'Neste Portal esses atos pedem a chave.' : 'Neste Portal esses atos ainda não pedem a chave.'}
        {confirmedUntil !== null && ` A última confirmação vale até ${formatDateTime(confirmedUntil)}.`}
      </p>
      {keys.length === 0 ? (
        <EmptyState title="Você ainda não tem chaves" icon="key">
          Cadastre a primeira abaixo, e depois outra de reserva, para guardar em lugar seguro.
        </EmptyState>
      ) : (
        <DataTable caption="Suas chaves" columns={columnsFor(setChosen)} rows={keys} rowKey={({ keyId }) => keyId} />
      )}
      {keys.length === 1 && (
        <Message tone="info" role="none">
          Cadastre uma segunda chave e guarde em lugar seguro: sem nenhuma, só outra pessoa da administração remove as
          suas para você recomeçar.
        </Message>
      )}
      <h2 id="new-key">Cadastrar uma chave</h2>
      {mustSignInAgain ? (
        <Message
          tone="info"
          role="none"
          title="Entre de novo para cadastrar a primeira chave"
          actions={
            <LinkButton variant="primary" icon="signIn" href={`${signInUrl()}&again`}>
              Entrar de novo
            </LinkButton>
          }
        >
          O gov.br confirma que é você, mesmo que já tenha entrado nele, e você volta para esta página. Depois disso há
          10 minutos para cadastrar.
        </Message>
      ) : (
        <RegisterKey
          onRegistered={(name) => notify({ about: 'keys', tone: 'success', text: `Chave “${name}” cadastrada.` })}
        />
      )}
      {chosen && (
        <RemoveKeyDialog
          securityKey={chosen}
          last={keys.length === 1}
          onClose={() => setChosen(undefined)}
          onRemoved={() => {
            setChosen(undefined);
            notify({ about: chosen.keyId, tone: 'success', text: `Chave “${chosen.name}” removida.` });
          }}
        />
      )}
    </>
  );
}

function columnsFor(remove: (key: Key) => void): Column<Key>[] {
  return [
    { id: 'name', header: 'Nome', rowHeader: true, cell: ({ name }) => name },
    { id: 'created', header: 'Cadastrada em', cell: ({ createdAt }) => formatDate(createdAt) },
    {
      id: 'used',
      header: 'Último uso',
      cell: ({ lastUsedAt }) => (lastUsedAt ? formatDateTime(lastUsedAt) : 'Ainda não usada'),
    },
    {
      id: 'acts',
      header: 'Ações',
      hideHeader: true,
      cell: (key) => (
        <Button size="small" danger aria-label={`Remover a chave ${key.name}`} onClick={() => remove(key)}>
          Remover
        </Button>
      ),
    },
  ];
}
