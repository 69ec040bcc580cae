import { graphql } from '../gql/index.ts';

/** Any credential, as the list of them shows it. */
export const AllCredentialsQuery = graphql(`
  query AllCredentials($text: String, $after: String) {
    allCredentials(text: $text, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          environment
          state
          requesterIdentifier
          issuedAt
          expiresAt
          portfolio {
            slug
            name
          }
          system {
            id
            name
          }
          establishment {
            cnes
            name
            uf
          }
        }
      }
    }
  }
`);

/** All that an administrator reads of a credential. */
export const AnyCredentialQuery = graphql(`
  query AnyCredential($id: ID!) {
    credential(id: $id) {
      id
      environment
      state
      stateChangedAt
      stateReason
      suspendedByMinistry
      requesterIdentifier
      clientId
      issuedAt
      expiresAt
      secretIssuedAt
      previousSecretExpiresAt
      allowedActions
      portfolio {
        slug
        name
      }
      services {
        slug
        name
      }
      system {
        id
        name
        description
        vendor
        ipRanges
      }
      establishment {
        cnes
        cnpj
        name
        uf
        municipality
        verified
      }
      certificate {
        subject
        issuer
        notBefore
        notAfter
        sha256
        holder
        holderName
        kind
        chainVerified
      }
      productionRequest {
        id
        protocol
        state
      }
    }
  }
`);
