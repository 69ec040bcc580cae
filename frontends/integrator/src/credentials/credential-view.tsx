import { credentialSentence, formatCnpj, formatDate, formatDateTime } from '@portal/domain';
import { Card, CopyButton, DescriptionList, Disclosure, Message, StateTag } from '@portal/ui';
import { useQuery } from 'urql';
import type { CredentialCardFragment } from '../gql/graphql.ts';
import { CertificateFacts } from '../requests/certificate-facts.tsx';
import { ProductionEndpoints } from './credential.documents.ts';
import { productionAddresses } from './production-address.ts';
import { ProductionRequest } from './production-request.tsx';
import { Secret } from './secret-dialog.tsx';
import { StateActs } from './state-acts.tsx';

/** One credential: what it is, how it stands, and what can be done with it. */
export function CredentialView({ credential }: { readonly credential: CredentialCardFragment }) {
  const { establishment, system } = credential;
  const production = credential.environment === 'PRODUCTION';
  return (
    <Card
      title={system.name ?? credential.portfolio.name}
      aside={<StateTag state={credential.state} />}
      className="credential"
      footer={
        <>
          <Secret credential={credential} />
          {!production && <ProductionRequest credential={credential} />}
          <StateActs credential={credential} />
        </>
      }
    >
      <p>
        {credentialSentence(credential)}
        {credential.suspendedByMinistry &&
          credential.state === 'SUSPENDED' &&
          ' Suspensa pelo Ministério da Saúde: só ele pode reativar.'}
      </p>
      {production && <ProductionUse credential={credential} />}
      <DescriptionList
        items={[
          {
            term: 'Identificador do solicitante',
            value: (
              <>
                <strong>{credential.requesterIdentifier}</strong>{' '}
                <CopyButton text={credential.requesterIdentifier} what="o identificador do solicitante" />
              </>
            ),
          },
          {
            term: 'Client ID',
            value: (
              <>
                <code>{credential.clientId}</code> <CopyButton text={credential.clientId} what="o Client ID" />
              </>
            ),
          },
          { term: 'Portfólio', value: credential.portfolio.name },
          {
            term: 'Estabelecimento',
            value: `${establishment.name}, ${establishment.municipality} – ${establishment.uf}`,
          },
          { term: 'Segredo', value: secretText(credential) },
        ]}
      />
      <Disclosure
        summary={
          <>
            Mais sobre esta credencial<span className="visually-hidden"> {credential.requesterIdentifier}</span>
          </>
        }
      >
        <DescriptionList
          items={[
            { term: 'Emitida em', value: formatDateTime(credential.issuedAt) },
            { term: 'Serviços', value: credential.services.map((service) => service.name).join(', ') },
            { term: 'CNES', value: establishment.cnes },
            { term: 'CNPJ', value: establishment.cnpj ? formatCnpj(establishment.cnpj) : null },
          ]}
        />
        {credential.certificate && <CertificateFacts certificate={credential.certificate} />}
      </Disclosure>
    </Card>
  );
}

function secretText({ secretIssuedAt, previousSecretExpiresAt }: CredentialCardFragment): string {
  if (!secretIssuedAt) return 'Ainda não gerado';
  const previous =
    previousSecretExpiresAt && new Date(previousSecretExpiresAt) > new Date()
      ? ` O anterior vale até ${formatDateTime(previousSecretExpiresAt)}.`
      : '';
  return `Gerado em ${formatDate(secretIssuedAt)}.${previous}`;
}

/** With what one goes to production: the identifier and the address of one's UF. */
function ProductionUse({ credential }: { readonly credential: CredentialCardFragment }) {
  const [{ data }] = useQuery({ query: ProductionEndpoints, variables: { slug: credential.portfolio.slug } });
  const addresses = productionAddresses(
    data?.portfolio?.services ?? [],
    credential.services,
    credential.establishment.uf,
  );
  if (credential.state !== 'ACTIVE') return null;
  return (
    <Message tone="success" role="none">
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
    </Message>
  );
}
