import { QueryView, useRead } from '@portal/console';
import { CREDENTIAL_STATE_LABELS } from '@portal/domain';
import { Breadcrumb, EmptyState, LinkButton, Message, PageTitle } from '@portal/ui';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useClient } from 'urql';
import { AnyCredentialQuery } from './credential-documents.ts';
import { CredentialFile } from './credential-file.tsx';
import { searchOf, withSearch } from './credential-search.ts';
import { useReturn } from './use-return.ts';

/** One credential, whosever it is: how it stands, what it is for, and what the Ministry may do with it. */
export function CredentialPage() {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const list = withSearch('/credenciais', searchOf(params));
  const credential = useRead({ query: AnyCredentialQuery, variables: { id }, pick: (data) => data.credential });
  const { news, close } = useNews(id, credential.value ?? undefined);

  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Credenciais', to: list },
          { label: credential.value ? `Credencial ${credential.value.requesterIdentifier}` : 'Credencial' },
        ]}
      />
      {news && (
        <Message tone="info" title="Esta credencial mudou" onClose={close}>
          {news}
        </Message>
      )}
      <QueryView of={credential} lines={8} title="Credencial" empty={<CredentialNotFound list={list} />}>
        {(found) => <CredentialFile key={id} credential={found} />}
      </QueryView>
    </>
  );
}

type Standing = Pick<Parameters<typeof CredentialFile>[0]['credential'], 'state' | 'stateChangedAt'>;

/**
 * What others did to the credential meanwhile. No subscription delivers other people's credentials, so it is read again
 * whenever one comes back to the page.
 */
function useNews(id: string, shown: Standing | undefined): { news: string | undefined; close: () => void } {
  const client = useClient();
  const [news, setNews] = useState<string>();
  useReturn(async () => {
    const { data } = await client.query(AnyCredentialQuery, { id }, { requestPolicy: 'network-only' }).toPromise();
    const now = data?.credential;
    if (!now || !shown || (now.state === shown.state && now.stateChangedAt === shown.stateChangedAt)) return;
    setNews(`Agora ela está ${CREDENTIAL_STATE_LABELS[now.state].label.toLowerCase()}.`);
  });
  return { news, close: () => setNews(undefined) };
}

function CredentialNotFound({ list }: { list: string }) {
  return (
    <>
      <PageTitle>Credencial não encontrada</PageTitle>
      <EmptyState
        icon="search"
        title="Não há credencial neste endereço"
        action={
          <LinkButton variant="primary" to={list}>
            Ir para as credenciais
          </LinkButton>
        }
      >
        Confira o endereço ou procure pelo identificador do solicitante na lista.
      </EmptyState>
    </>
  );
}
