import { graphql } from '../gql/index.ts';

/** A trial certificate as it stands in the list. */
export const TrialCertificateFacts = graphql(`
  fragment TrialCertificateFacts on TrialCertificate {
    id
    serialNumber
    pem
    issuedAt
    expiresAt
    revokedAt
  }
`);

/** Everything by which a credential is tried. */
export const TrialPage = graphql(`
  query TrialPage($id: ID!) {
    credential(id: $id) {
      id
      environment
      state
      requesterIdentifier
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
        uf
      }
      homologationAccess {
        authUrl
        ehrUrl
        authorities
        trialCertificates {
          ...TrialCertificateFacts
        }
        conformanceSuites {
          key
          title
        }
        people {
          kind
          name
          cpf
          cns
        }
        professionals {
          name
          cns
          occupation
        }
      }
    }
  }
`);

/** Draws a certificate for the key of a request. */
export const IssueTrialCertificate = graphql(`
  mutation IssueTrialCertificate($input: IssueTrialCertificateInput!) {
    issueTrialCertificate(input: $input) {
      trialCertificate {
        ...TrialCertificateFacts
      }
      credential {
        id
        homologationAccess {
          authUrl
          ehrUrl
          authorities
          trialCertificates {
            ...TrialCertificateFacts
          }
        }
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Ends a certificate. */
export const RevokeTrialCertificate = graphql(`
  mutation RevokeTrialCertificate($input: RevokeTrialCertificateInput!) {
    revokeTrialCertificate(input: $input) {
      trialCertificate {
        ...TrialCertificateFacts
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
