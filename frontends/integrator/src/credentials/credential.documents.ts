import { graphql } from '../gql/index.ts';

/** A credential as its card shows it. */
export const CredentialSummary = graphql(`
  fragment CredentialSummary on Credential {
    id
    environment
    state
    requesterIdentifier
    expiresAt
    stateChangedAt
    stateReason
    suspendedByMinistry
    secretIssuedAt
    allowedActions
    mayContinue
    portfolio {
      slug
      name
    }
    system {
      id
      name
    }
    establishment {
      name
      uf
    }
    productionRequest {
      id
      state
      credential {
        id
      }
    }
    alteration {
      id
      state
    }
    team {
      id
      name
    }
  }
`);

/** A credential as its page shows it. */
export const CredentialDetail = graphql(`
  fragment CredentialDetail on Credential {
    ...CredentialSummary
    clientId
    issuedAt
    previousSecretExpiresAt
    transferOfferedBy
    transferExpiresAt
    services {
      slug
      name
      kind
    }
    establishment {
      cnes
      cnpj
      municipality
      verified
    }
    certificate {
      ...CertificateFacts
    }
    previousCertificate {
      sha256
    }
    previousCertificateExpiresAt
  }
`);

/** One credential, whole. */
export const CredentialQuery = graphql(`
  query Credential($id: ID!) {
    credential(id: $id) {
      ...CredentialDetail
    }
  }
`);

/** How many things each tab holds. */
export const CredentialCounts = graphql(`
  query CredentialCounts {
    homologation: credentials(environment: HOMOLOGATION, first: 1) {
      totalCount
    }
    underReview: accessRequests(
      filter: { environment: PRODUCTION, states: [SUBMITTED, IN_REVIEW, CHANGES_REQUESTED] }
      first: 1
    ) {
      totalCount
    }
    production: credentials(environment: PRODUCTION, first: 1) {
      totalCount
    }
  }
`);

/** A page of the viewer's credentials of one environment. */
export const CredentialList = graphql(`
  query CredentialList($environment: Environment!, $after: String) {
    credentials(environment: $environment, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...CredentialSummary
        }
      }
    }
  }
`);

/** A page of production requests that the Ministry has, or has sent back. */
export const ProductionUnderReview = graphql(`
  query ProductionUnderReview($after: String) {
    accessRequests(
      filter: { environment: PRODUCTION, states: [SUBMITTED, IN_REVIEW, CHANGES_REQUESTED] }
      first: 20
      after: $after
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...RequestSummary
        }
      }
    }
  }
`);

/** Where each service of a production credential answers. */
export const ProductionEndpoints = graphql(`
  query ProductionEndpoints($slug: String!) {
    portfolio(slug: $slug) {
      slug
      services {
        slug
        endpoints(environment: PRODUCTION) {
          environment
          uf
          url
        }
      }
    }
  }
`);

/** Whatever happens to the viewer's own credentials. */
export const CredentialChanged = graphql(`
  subscription CredentialChanged($after: String) {
    credentialChanged(after: $after) {
      cursor
      credential {
        ...CredentialDetail
      }
    }
  }
`);

/** Draws a secret; the answer is the only place where it stands. */
export const RotateSecret = graphql(`
  mutation RotateSecret($id: ID!, $overlapHours: Int) {
    rotateCredentialSecret(id: $id, overlapHours: $overlapHours) {
      credential {
        ...CredentialDetail
      }
      secret
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Offers a credential to another team; the answer is the only place where the link's secret stands. */
export const OfferTransfer = graphql(`
  mutation OfferTransfer($id: ID!) {
    offerCredentialTransfer(id: $id) {
      credential {
        ...CredentialDetail
      }
      secret
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Takes that offer back. */
export const WithdrawTransfer = graphql(`
  mutation WithdrawTransfer($id: ID!) {
    withdrawCredentialTransfer(id: $id) {
      credential {
        ...CredentialDetail
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** What the link of a transfer leads to. */
export const TransferOffer = graphql(`
  query TransferOffer($secret: String!) {
    credentialTransfer(secret: $secret) {
      requesterIdentifier
      environment
      systemName
      establishmentName
      offeredBy
      expiresAt
      requestCount
      credentialCount
      portfolio {
        slug
        name
      }
      teams {
        id
        name
      }
    }
  }
`);

/** Takes over what was offered. */
export const AcceptTransfer = graphql(`
  mutation AcceptTransfer($secret: String!, $teamId: ID!) {
    acceptCredentialTransfer(secret: $secret, teamId: $teamId) {
      credential {
        ...CredentialDetail
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Says no to it. */
export const DeclineTransfer = graphql(`
  mutation DeclineTransfer($secret: String!) {
    declineCredentialTransfer(secret: $secret) {
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Troca de certificado. */
export const ChangeCertificate = graphql(`
  mutation ChangeCertificate($id: ID!, $certificatePem: String!, $currentSha256: String!, $overlapDays: Int) {
    changeCredentialCertificate(
      id: $id
      certificatePem: $certificatePem
      currentSha256: $currentSha256
      overlapDays: $overlapDays
    ) {
      credential {
        ...CredentialDetail
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
