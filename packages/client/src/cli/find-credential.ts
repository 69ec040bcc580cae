import {
  CredentialDocument,
  type CredentialSummaryFragment,
  CredentialsDocument,
  type CredentialsQuery,
  type Environment,
} from '../gql/graphql.ts';
import type { PortalClient } from '../portal-client.ts';
import { present } from '../present.ts';
import { NotFound } from './command-errors.ts';

/** How a credential may be named, for --help. */
export const CREDENTIAL_NAMES = '<credencial> é o identificador do solicitante, o clientId ou o id da credencial.';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One of the caller's own credentials by any of its names, of one environment or of both. */
export async function findCredential(
  portal: PortalClient,
  named: string,
  environment?: Environment,
): Promise<CredentialSummaryFragment> {
  if (UUID.test(named)) {
    const { credential } = await portal.request(CredentialDocument, { id: named });
    if (credential && (environment ?? credential.environment) === credential.environment) return credential;
  }
  let after: string | null = null;
  do {
    const page: CredentialsQuery = await portal.request(CredentialsDocument, { environment, first: 100, after });
    const { edges, pageInfo } = present(page.credentials);
    const found = edges.find(({ node }) => node.requesterIdentifier === named || node.clientId === named);
    if (found) return found.node;
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  throw new NotFound(`Nenhuma credencial sua${environment ? ' de homologação' : ''} é ${named}.`);
}
