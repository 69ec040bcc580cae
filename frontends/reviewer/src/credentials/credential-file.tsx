import { CertificateFacts } from '@portal/console/certificates';
import { approvalFacts, CredentialActs, identityFacts, SUSPENDED_BY_MINISTRY } from '@portal/console/credentials';
import { ACCESS_REQUEST_STATE_LABELS, credentialSentence, ENVIRONMENT_LABELS, formatDate } from '@portal/domain';
import { Card, type Description, DescriptionList, PageTitle, StateTag } from '@portal/ui';
import { Link } from 'react-router';
import type { AnyCredentialQuery } from '../gql/graphql.ts';

type AnyCredential = NonNullable<AnyCredentialQuery['credential']>;

/** How a credential stands, with the acts on it; below, all that is known of it. */
export function CredentialFile({ credential }: { credential: AnyCredential }) {
  const { certificate } = credential;
  return (
    <>
      <PageTitle
        aside={<StateTag state={credential.state} />}
      >{`Credencial ${credential.requesterIdentifier}`}</PageTitle>
      <ul className="review-facts">
        <li>
          {credential.portfolio.name}, {ENVIRONMENT_LABELS[credential.environment]}
        </li>
        <li>{credential.system.name}</li>
        <li>{`${credential.establishment.name} (${credential.establishment.uf})`}</li>
      </ul>
      <div className="credential-standing">
        <p className="as-written">{credentialSentence(credential)}</p>
        {credential.state === 'SUSPENDED' && <p>{suspender(credential)}</p>}
        <CredentialActs credential={credential} on="ministry" />
      </div>
      <div className="credential-file">
        <Card title="Credencial">
          <DescriptionList items={[...identityFacts(credential), ...validity(credential)]} />
        </Card>
        <Card title="O que foi aprovado">
          <DescriptionList items={[...approvalFacts(credential), ...systemFacts(credential)]} />
        </Card>
        {certificate && (
          <Card title="Certificado digital">
            <CertificateFacts certificate={certificate} />
          </Card>
        )}
      </div>
    </>
  );
}

function suspender({ suspendedByMinistry }: AnyCredential): string {
  return suspendedByMinistry ? SUSPENDED_BY_MINISTRY : 'Suspensa por quem a solicitou, que também pode reativar.';
}

function validity({ expiresAt, productionRequest }: AnyCredential): Description[] {
  return [
    { term: 'Vale até', value: formatDate(expiresAt) },
    ...(productionRequest
      ? [
          {
            term: 'Solicitação de produção',
            value: (
              <>
                <Link to={`/solicitacoes/${productionRequest.id}`}>{productionRequest.protocol}</Link>{' '}
                {ACCESS_REQUEST_STATE_LABELS[productionRequest.state].label}
              </>
            ),
          },
        ]
      : []),
  ];
}

function systemFacts({ system }: AnyCredential): Description[] {
  return [
    { term: 'Sistema', value: system.name },
    { term: 'Descrição do sistema', value: system.description },
    { term: 'Fornecedor do sistema', value: system.vendor },
    { term: 'IPs de origem', value: system.ipRanges.join(', ') },
  ];
}
