import { graphql } from '../gql/index.ts';

/** What an act on a credential may change; what else the pages show of it stays as it was. */
graphql(`
  fragment CredentialStanding on Credential {
    id
    state
    stateChangedAt
    stateReason
    suspendedByMinistry
    secretIssuedAt
    previousSecretExpiresAt
    allowedActions
  }
`);

/** Stops a credential for a while. */
export const SuspendCredential = graphql(`
  mutation SuspendCredential($id: ID!, $reason: String!) {
    suspendCredential(id: $id, reason: $reason) {
      credential {
        ...CredentialStanding
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Lets a suspended credential go on. */
export const ReinstateCredential = graphql(`
  mutation ReinstateCredential($id: ID!) {
    reinstateCredential(id: $id) {
      credential {
        ...CredentialStanding
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Ends a credential for good. */
export const RevokeCredential = graphql(`
  mutation RevokeCredential($id: ID!, $reason: String!) {
    revokeCredential(id: $id, reason: $reason) {
      credential {
        ...CredentialStanding
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
