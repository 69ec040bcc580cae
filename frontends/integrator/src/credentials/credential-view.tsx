import { QueryView, useRead } from '@portal/console';
import { CertificateFacts } from '@portal/console/certificates';
import { approvalFacts, CredentialActs, identityFacts, SUSPENDED_BY_MINISTRY } from '@portal/console/credentials';
import { credentialSentence, isTriedHere } from '@portal/domain';
import { Card, DescriptionList, Disclosure, LinkButton, Message, StateTag } from '@portal/ui';
import { conformanceAddress } from '../conformance/conformance-address.ts';
import type { CredentialCardFragment } from '../gql/graphql.ts';
import { trialAddress } from '../trials/trial-address.ts';
import { ProductionEndpoints } from './credential.documents.ts';
import { productionAddresses } from './production-address.ts';
import { ProductionRequest } from './production-request.tsx';
import { Secret } from './secret-dialog.tsx';

/** One credential: what it is, how it stands, and what can be done with it. */
export function CredentialView({ credential }: { readonly credential: CredentialCardFragment }) {
  const production = credential.environment === 'PRODUCTION';
  return (
    <Card
      title={credential.system.name ?? credential.portfolio.name}
      aside={<StateTag state={credential.state} />}
      className="credential"
      footer={
        <>
          <Secret credential={credential} />
          {isTried(credential) && (
            <LinkButton to={trialAddress(credential.id)} icon="next">
              Começar os testes
            </LinkButton>
          )}
          {isTried(credential) && <LinkButton to={conformanceAddress(credential.id)}>Conformidade</LinkButton>}
          {!production && <ProductionRequest credential={credential} />}
          <CredentialActs credential={credential} on="owner" />
        </>
      }
    >
      <p>
        {credentialSentence(credential)}
        {credential.suspendedByMinistry && credential.state === 'SUSPENDED' && ` ${SUSPENDED_BY_MINISTRY}`}
      </p>
      {production && <ProductionUse credential={credential} />}
      <DescriptionList items={identityFacts(credential)} />
      <Disclosure
        summary={
          <>
            Mais sobre esta credencial<span className="visually-hidden"> {credential.requesterIdentifier}</span>
          </>
        }
      >
        <DescriptionList items={approvalFacts(credential)} />
        {credential.certificate && <CertificateFacts certificate={credential.certificate} />}
      </Disclosure>
    </Card>
  );
}

/** Whether its tests can be made now, in the portal's own environment. */
function isTried({ environment, state, portfolio }: CredentialCardFragment): boolean {
  return environment === 'HOMOLOGATION' && state === 'ACTIVE' && isTriedHere(portfolio.slug);
}

/** With what one goes to production: the identifier and the address of one's UF. */
function ProductionUse({ credential }: { readonly credential: CredentialCardFragment }) {
  const services = useRead({
    query: ProductionEndpoints,
    variables: { slug: credential.portfolio.slug },
    pick: (data) => data.portfolio?.services,
  });
  if (credential.state !== 'ACTIVE') return null;
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

interface UseItProps {
  readonly credential: CredentialCardFragment;
  readonly addresses: readonly string[];
}

function UseIt({ credential, addresses }: UseItProps) {
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
