import './conformance.css';
import { NotFoundPage, QueryView, RequireViewer, useRead } from '@portal/console';
import { Breadcrumb, EmptyState, LinkButton, PageTitle, StateTag } from '@portal/ui';
import { useParams } from 'react-router';
import { credentialAddress } from '../credentials/credential-address.ts';
import { ProductionRequest } from '../credentials/production-request.tsx';
import type { ConformancePageQuery } from '../gql/graphql.ts';
import { trialAddress } from '../trials/trial-address.ts';
import { TrialCallsSection } from '../trials/trial-calls.tsx';
import { ConformancePage, ConformanceRunPage } from './conformance.documents.ts';
import { IncidentList } from './incidents.tsx';
import { Preflight } from './preflight.tsx';
import { asRun } from './run-facts.ts';
import { RunView, type RunViewProps } from './run-view.tsx';
import { useLiveRuns } from './use-live-runs.ts';

/** /credenciais/:id/conformidade */
export function Component() {
  const { id = '' } = useParams();
  return (
    <RequireViewer>
      <ConformanceById key={id} id={id} />
    </RequireViewer>
  );
}

function ConformanceById({ id }: { readonly id: string }) {
  const credential = useRead({ query: ConformancePage, variables: { id }, pick: (data) => data.credential });
  return (
    <QueryView of={credential} title="Conformidade" empty={<NotFoundPage />}>
      {(found) => <Conformance credential={found} readAgain={credential.retry} />}
    </QueryView>
  );
}

type Judged = NonNullable<ConformancePageQuery['credential']>;
type Access = NonNullable<Judged['homologationAccess']>;

interface ConformanceProps {
  readonly credential: Judged;
  readonly readAgain: () => void;
}

function Conformance({ credential, readAgain }: ConformanceProps) {
  const { id, system, portfolio, state, requesterIdentifier, homologationAccess: access } = credential;
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Gerenciar Credenciais', to: '/credenciais?aba=homologacao' },
          { label: `Credencial ${requesterIdentifier}`, to: credentialAddress(id) },
          { label: 'Testes', to: trialAddress(id) },
          { label: 'Conformidade' },
        ]}
      />
      <PageTitle documentTitle="Conformidade" aside={<StateTag state={state} />}>
        Conformidade de {system.name ?? portfolio.name}
      </PageTitle>
      {access ? (
        <Runs credential={credential} access={access} readAgain={readAgain} />
      ) : (
        <EmptyState title="Não há o que verificar aqui">
          <p>A conformidade é verificada com a credencial de homologação de um portfólio que o Portal testa.</p>
        </EmptyState>
      )}
    </>
  );
}

interface RunByIdProps extends Omit<RunViewProps, 'run'> {
  readonly id: string;
}

/** All of a run, read again when calls move it. */
function RunById({ id, ...view }: RunByIdProps) {
  const run = useRead({ query: ConformanceRunPage, variables: { id }, pick: ({ node }) => asRun(node) });
  useLiveRuns(view.credentialId, run.retry);
  return (
    <QueryView of={run} lines={10} empty={<p>Este roteiro não está mais aqui.</p>}>
      {(found) => <RunView run={found} {...view} />}
    </QueryView>
  );
}

function Runs({ credential, access, readAgain }: ConformanceProps & { readonly access: Access }) {
  const { id, state } = credential;
  // A call may open a run, or be what the checks waited for.
  useLiveRuns(id, readAgain);
  const runs = access.conformanceRuns.edges.map(({ node }) => node);
  if (access.conformanceSuites.length === 0) {
    return (
      <EmptyState title="Nenhum dos serviços desta credencial tem roteiro" action={<ToTrials id={id} />}>
        <p>As chamadas são registradas e julgadas do mesmo modo, e você as vê na página de testes.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <p className="lead">
        Não há nada a iniciar: cada chamada do seu sistema ao ambiente de homologação conta sozinha para os passos
        abaixo, e o resultado aparece aqui em instantes. Completo o roteiro, o relatório é a sua evidência.
      </p>
      <div className="button-row">
        <ToTrials id={id} />
      </div>
      <Preflight checks={access.preflight} />
      {access.conformanceSuites.map((suite) => {
        const run = runs.find((one) => one.suite.key === suite.key);
        const before = access.before.edges.map(({ node }) => node).filter((one) => one.suite.key === suite.key);
        return (
          <section key={suite.key} aria-labelledby={`roteiro-${suite.key}`}>
            <h2 id={`roteiro-${suite.key}`}>{suite.title}</h2>
            {run ? (
              <RunById
                key={run.id}
                id={run.id}
                credentialId={id}
                active={state === 'ACTIVE'}
                before={before}
                whatNext={<ProductionRequest credential={credential} />}
              />
            ) : (
              <EmptyState title="Ainda sem chamadas" icon="sent" action={<ToTrials id={id} />}>
                <p>
                  A primeira chamada do seu sistema abre o roteiro, na versão {suite.version}. Os endereços, o
                  certificado de teste e os primeiros comandos estão na página de testes.
                </p>
              </EmptyState>
            )}
          </section>
        );
      })}
      <IncidentList />
      <TrialCallsSection id={id} title="Chamadas feitas" />
    </>
  );
}

function ToTrials({ id }: { readonly id: string }) {
  return (
    <LinkButton to={trialAddress(id)} icon="next">
      Endereços, certificado e falhas
    </LinkButton>
  );
}
