import { SUSPENDED_BY_MINISTRY } from '@portal/console/credentials';
import { credentialSentence } from '@portal/domain';
import { Card, LinkButton, StateTag } from '@portal/ui';
import type { CredentialSummaryFragment } from '../gql/graphql.ts';
import { useSeveralTeams } from '../teams/use-several-teams.ts';
import { credentialAddress } from './credential-address.ts';
import { nextCredentialStep } from './next-step.ts';

/** A credential among others: which it is, how it stands, and the one next step. */
export function CredentialCard({ credential }: { readonly credential: CredentialSummaryFragment }) {
  const { id, system, portfolio, establishment, requesterIdentifier, team } = credential;
  const several = useSeveralTeams();
  const step = nextCredentialStep(credential, new Date());
  return (
    <Card
      title={system.name ?? portfolio.name}
      to={credentialAddress(id)}
      aside={<StateTag state={credential.state} />}
      className="credential"
    >
      <p>
        <strong>{requesterIdentifier}</strong> · {portfolio.name} · {establishment.name}, {establishment.uf}
        {several && team && ` · Equipe ${team.name}`}
      </p>
      <div className="credential-standing">
        <p>
          {credentialSentence(credential)}
          {credential.suspendedByMinistry && ` ${SUSPENDED_BY_MINISTRY}`}
        </p>
        {step && (
          <LinkButton size="small" to={step.to}>
            {step.label}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}
