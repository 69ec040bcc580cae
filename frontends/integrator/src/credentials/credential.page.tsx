import { NotFoundPage, QueryView, RequireViewer, useRead } from '@portal/console';
import { CertificateFacts } from '@portal/console/certificates';
import { approvalFacts, CredentialActs, identityFacts, SUSPENDED_BY_MINISTRY } from '@portal/console/credentials';
import { CREDENTIAL_STATE_LABELS, credentialSentence, ENVIRONMENT_LABELS, formatDateTime } from '@portal/domain';
import type { CredentialState } from '@portal/schema/types';
import {
  Breadcrumb,
  Button,
  DescriptionList,
  LinkButton,
  Message,
  type MessageTone,
  PageTitle,
  StateTag,
} from '@portal/ui';
import { useParams } from 'react-router';
import { conformanceAddress } from '../conformance/conformance-address.ts';
import type { CredentialDetailFragment } from '../gql/graphql.ts';
import { ContinueRequest } from '../requests/continue-request.tsx';
import { trialAddress } from '../trials/trial-address.ts';
import { Alteration } from './alteration.tsx';
import { ChangeCertificate } from './change-certificate.tsx';
import { CredentialQuery, ProductionEndpoints } from './credential.documents.ts';
import { useCredentialNews } from './credential-news.ts';
import { isExpiring } from './expiring.ts';
import { alterationStep, isOver, isTried } from './next-step.ts';
import { productionAddresses } from './production-address.ts';
import { ProductionRequest } from './production-request.tsx';
import { Secret } from './secret-dialog.tsx';
import { Transfer, TransferOffered } from './transfer.tsx';

/** /credenciais/:id */
export function Component() {
  const { id = '' } = useParams();
  return (
    <RequireViewer>
      <CredentialById key={id} id={id} />
    </RequireViewer>
  );
}

function CredentialById({ id }: { readonly id: string }) {
  const credential = useRead({ query: CredentialQuery, variables: { id }, pick: (data) => data.credential });
  return (
    <QueryView of={credential} lines={10} title="Credencial" empty={NOT_FOUND}>
      {(found) => <CredentialView credential={found} />}
    </QueryView>
  );
}

const NOT_FOUND = (
  <NotFoundPage>
    <p>
      Não encontramos esta credencial. Ela pode ser de outra equipe: só quem está na equipe de uma credencial pode
      vê-la.
    </p>
  </NotFoundPage>
);

interface ViewProps {
  readonly credential: CredentialDetailFragment;
}

/** One credential: what it is, how it stands, and what can be done with it. */
function CredentialView({ credential }: ViewProps) {
  const { environment, portfolio, requesterIdentifier, system, certificate } = credential;
  const { previousCertificate, previousCertificateExpiresAt } = credential;
  useCredentialNews(credential.id);
  return (
    <>
      <Breadcrumb
        crumbs={[
          {
            label: 'Gerenciar Credenciais',
            to: `/credenciais?aba=${environment === 'PRODUCTION' ? 'producao' : 'homologacao'}`,
          },
          { label: `Credencial ${requesterIdentifier}` },
        ]}
      />
      <PageTitle documentTitle={`Credencial ${requesterIdentifier}`} aside={<StateTag state={credential.state} />}>
        {system.name ?? portfolio.name}
      </PageTitle>
      <p className="lead">
        Credencial de {ENVIRONMENT_LABELS[environment].toLowerCase()}, {portfolio.name}
      </p>
      <Situation credential={credential} />
      <TransferOffered credential={credential} />
      <div className="two-columns">
        <section aria-labelledby="identidade">
          <h2 id="identidade">Identificação</h2>
          <DescriptionList items={identityFacts(credential)} />
          <h3>O que foi aprovado</h3>
          <DescriptionList items={approvalFacts(credential)} />
          <Alteration credential={credential} />
        </section>
        {certificate && (
          <aside aria-labelledby="certificado">
            <h2 id="certificado">Certificado</h2>
            <CertificateFacts certificate={certificate} />
            {previousCertificate && previousCertificateExpiresAt && (
              <p>
                O certificado anterior ainda vale até {formatDateTime(previousCertificateExpiresAt)}. Impressão digital:{' '}
                <code className="fingerprint">{previousCertificate.sha256}</code>
              </p>
            )}
            <ChangeCertificate credential={credential} />
          </aside>
        )}
      </div>
      <div className="button-row">
        <CredentialActs credential={credential} on="owner" />
        <Transfer credential={credential} />
        <LinkButton href={`/credential-sheets/${credential.id}`} icon="pdf">
          Baixar a ficha
        </LinkButton>
        <Button icon="file" onClick={() => window.print()}>
          Imprimir
        </Button>
      </div>
    </>
  );
}

/** What is done about one that is over: production is asked for again from the homologation credential. */
function AskAnew({ credential: { id, environment, mayContinue } }: ViewProps) {
  if (environment === 'HOMOLOGATION') return mayContinue && <ContinueRequest of={{ credentialId: id }} />;
  return (
    <LinkButton variant="primary" to="/credenciais?aba=homologacao">
      Solicitar de novo pela credencial de homologação
    </LinkButton>
  );
}

const TONES: Record<CredentialState, MessageTone> = {
  ACTIVE: 'success',
  SUSPENDED: 'warning',
  REVOKED: 'danger',
  EXPIRED: 'danger',
};

/** How it stands, and what is done next. */
function Situation({ credential }: ViewProps) {
  const { id, state, environment, suspendedByMinistry } = credential;
  const expiring = isExpiring(credential, new Date());
  const alteration = alterationStep(credential);
  return (
    <Message
      tone={expiring ? 'warning' : TONES[state]}
      role="none"
      title={CREDENTIAL_STATE_LABELS[state].label}
      actions={
        <>
          {isOver(credential) && <AskAnew credential={credential} />}
          {alteration && (
            <LinkButton to={alteration.to} icon="next">
              {alteration.label}
            </LinkButton>
          )}
          {isTried(credential) && (
            <LinkButton variant="primary" to={trialAddress(id)} icon="next">
              Começar os testes
            </LinkButton>
          )}
          {isTried(credential) && <LinkButton to={conformanceAddress(id)}>Conformidade</LinkButton>}
          {environment === 'HOMOLOGATION' && <ProductionRequest credential={credential} />}
          <Secret credential={credential} />
        </>
      }
    >
      <p>
        {credentialSentence(credential)}
        {suspendedByMinistry && ` ${SUSPENDED_BY_MINISTRY}`}
        {expiring && ` ${renewalSentence(credential)}`}
      </p>
      {environment === 'PRODUCTION' && state === 'ACTIVE' && <ProductionUse credential={credential} />}
    </Message>
  );
}

function renewalSentence({ allowedActions }: CredentialDetailFragment): string {
  if (allowedActions.includes('CHANGE_CERTIFICATE')) {
    return 'Troque o certificado antes disso: a credencial, o identificador e o segredo continuam os mesmos. Se o titular for outro, use “Alterar”.';
  }
  return allowedActions.includes('REQUEST_ALTERATION')
    ? 'Renove antes disso por uma alteração, em “Alterar”: o identificador e o segredo continuam os mesmos.'
    : 'Depois disso será preciso solicitar de novo.';
}

/** With what one goes to production: the identifier and the address of one's UF. */
function ProductionUse({ credential }: ViewProps) {
  const services = useRead({
    query: ProductionEndpoints,
    variables: { slug: credential.portfolio.slug },
    pick: (data) => data.portfolio?.services,
  });
  return (
    <QueryView of={services} lines={1} empty={<UseIt credential={credential} addresses={[]} />}>
      {(all) => (
        <UseIt
          credential={credential}
          addresses={productionAddresses(all, credential.services, credential.establishment.uf)}
        />
      )}
    </QueryView>
  );
}

interface UseItProps extends ViewProps {
  readonly addresses: readonly string[];
}

function UseIt({ credential, addresses }: UseItProps) {
  return (
    <p>
      Na produção, use o identificador <strong>{credential.requesterIdentifier}</strong>
      {addresses.length > 0 && (addresses.length === 1 ? ' e o endereço ' : ' e os endereços ')}
      {addresses.map((address, index) => (
        <span key={address}>
          {index > 0 && ' e '}
          <code>{address}</code>
        </span>
      ))}
      .
    </p>
  );
}
