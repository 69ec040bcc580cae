import { NotFoundPage, QueryView, RequireViewer, useRead } from '@portal/console';
import { Breadcrumb, EmptyState, LinkButton, PageTitle, StateTag } from '@portal/ui';
import { useParams } from 'react-router';
import { conformanceAddress } from '../conformance/conformance-address.ts';
import { credentialAddress } from '../credentials/credential-address.ts';
import type { TrialPageQuery } from '../gql/graphql.ts';
import { FirstCalls } from './first-calls.tsx';
import { TrialPage } from './trial.documents.ts';
import { TrialCallsSection } from './trial-calls.tsx';
import { TrialCertificates } from './trial-certificates.tsx';
import { TrialFaultsSection } from './trial-faults.tsx';
import { TrialPeople } from './trial-people.tsx';

/** /credenciais/:id/testes */
export function Component() {
  const { id = '' } = useParams();
  return (
    <RequireViewer>
      <TrialById key={id} id={id} />
    </RequireViewer>
  );
}

function TrialById({ id }: { readonly id: string }) {
  const credential = useRead({ query: TrialPage, variables: { id }, pick: (data) => data.credential });
  return (
    <QueryView of={credential} title="Testes" empty={<NotFoundPage />}>
      {(found) => <Trial credential={found} />}
    </QueryView>
  );
}

type Tried = NonNullable<TrialPageQuery['credential']>;

function Trial({ credential }: { readonly credential: Tried }) {
  const { system, portfolio, state, requesterIdentifier, homologationAccess: access } = credential;
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Gerenciar Credenciais', to: '/credenciais?aba=homologacao' },
          { label: `Credencial ${requesterIdentifier}`, to: credentialAddress(credential.id) },
          { label: 'Testes' },
        ]}
      />
      <PageTitle documentTitle="Testes" aside={<StateTag state={state} />}>
        Testes de {system.name ?? portfolio.name}
      </PageTitle>
      {access ? (
        <>
          <p className="lead">
            Da aprovação à primeira chamada: gere um certificado de teste, cole os comandos e veja a resposta.
          </p>
          <div className="button-row">
            <LinkButton to={conformanceAddress(credential.id)} icon="next">
              Ver a conformidade
            </LinkButton>
          </div>
          <TrialCertificates credential={credential} access={access} />
          <FirstCalls credential={credential} access={access} />
          <TrialPeople access={access} />
          <TrialCallsSection id={credential.id} title="5. Chamadas feitas" />
          <TrialFaultsSection id={credential.id} active={state === 'ACTIVE'} />
        </>
      ) : (
        <NothingToTry credential={credential} />
      )}
    </>
  );
}

function NothingToTry({ credential: { environment, portfolio } }: { readonly credential: Tried }) {
  const production = environment === 'PRODUCTION';
  return (
    <EmptyState
      title={production ? 'Os testes são feitos em homologação' : 'Este portfólio não é testado no Portal'}
      action={<LinkButton to={`/portfolios/${portfolio.slug}`}>Ver o portfólio</LinkButton>}
    >
      <p>
        {production
          ? 'Esta credencial é de produção. Para testar, use a credencial de homologação do mesmo sistema.'
          : `Os endereços de homologação de ${portfolio.name} estão na página de cada serviço.`}
      </p>
    </EmptyState>
  );
}
