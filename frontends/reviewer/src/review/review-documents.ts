import { graphql } from '../gql/index.ts';

/** What the last submission and the one before it tell alike. */
graphql(`
  fragment SubmittedService on Service {
    slug
    name
    kind
  }
`);

graphql(`
  fragment SubmittedEstablishment on Establishment {
    cnes
    cnpj
    name
    uf
    municipality
    verified
  }
`);

graphql(`
  fragment SubmittedManager on Manager {
    name
    cpf
    email
    phone
  }
`);

graphql(`
  fragment SubmittedCertificate on Certificate {
    subject
    issuer
    serialNumber
    notBefore
    notAfter
    sha256
    holder
    holderName
    kind
    chainVerified
  }
`);

/** Everything that was submitted, and what the reviewers have found so far. */
graphql(`
  fragment ReviewRequest on AccessRequest {
    ...QueueRow
    messageCount
    unreadMessages
    conversation
    conversationEndsAt
    messageSide
    mayWriteMessages
    origin
    createdAt
    decidedAt
    needsSecondApproval
    acceptedTermsAt
    changedSinceLastSubmission
    previousSubmission {
      origin
      acceptedTermsAt
      services {
        ...SubmittedService
      }
      establishment {
        ...SubmittedEstablishment
      }
      childEstablishments {
        ...SubmittedEstablishment
      }
      manager {
        ...SubmittedManager
      }
      certificate {
        ...SubmittedCertificate
      }
      system {
        name
        description
        vendor
        database
        webApplication
        ipRanges
        monthlyVolume
        integratesWith
      }
      evidence {
        evidenceId
        fileName
        requirements
      }
    }
    requester {
      name
      email
      assuranceLevel
    }
    services {
      ...SubmittedService
    }
    establishment {
      ...SubmittedEstablishment
    }
    childEstablishments {
      ...SubmittedEstablishment
    }
    manager {
      ...SubmittedManager
    }
    certificate {
      ...SubmittedCertificate
    }
    system {
      id
      name
      description
      vendor
      database
      webApplication
      ipRanges
      monthlyVolume
      integratesWith
    }
    homologationCredential {
      id
      state
      requesterIdentifier
      issuedAt
    }
    replaces {
      id
      state
      requesterIdentifier
    }
    credential {
      id
      state
      requesterIdentifier
    }
    warnings {
      code
      path
      message
      mustAccept
      acceptedAt
      acceptedBy {
        id
        name
      }
    }
    evidence {
      id
      fileName
      mediaType
      size
      sha256
      uploadedAt
      scan
      downloadUrl
      requirements {
        id
        code
      }
    }
    checklist {
      description
      requirement {
        id
        code
        description
      }
      evidence {
        id
      }
      verdict
      note
      internalNote {
        text
        mentions {
          personId
          name
        }
      }
      assessedBy {
        id
        name
      }
      assessedAt
    }
    history {
      id
      at
      actor
      action
      from
      to
      message
      reasons {
        code
        label
        path
        message
      }
      evidence {
        fileName
        sha256
      }
    }
  }
`);

export const ReviewRequestQuery = graphql(`
  query ReviewRequest($id: ID!) {
    accessRequest(id: $id) {
      ...ReviewRequest
    }
  }
`);

export const ClaimMutation = graphql(`
  mutation Claim($id: ID!, $version: Int!) {
    claimAccessRequest(id: $id, version: $version) {
      accessRequest {
        ...QueueRow
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const ReleaseMutation = graphql(`
  mutation Release($id: ID!, $version: Int!) {
    releaseAccessRequest(id: $id, version: $version) {
      accessRequest {
        ...QueueRow
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const AssessMutation = graphql(`
  mutation AssessRequirement(
    $id: ID!
    $requirement: String!
    $verdict: Verdict!
    $note: String
    $internalNote: String
  ) {
    assessRequirement(
      id: $id
      requirement: $requirement
      verdict: $verdict
      note: $note
      internalNote: $internalNote
    ) {
      accessRequest {
        id
        checklist {
          description
          requirement {
            id
            code
            description
          }
          evidence {
            id
          }
          verdict
          note
          internalNote {
            text
            mentions {
              personId
              name
            }
          }
          assessedBy {
            id
            name
          }
          assessedAt
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

export const ApproveMutation = graphql(`
  mutation Approve($id: ID!, $version: Int!, $message: String, $acceptedWarnings: [WarningCode!]) {
    approveAccessRequest(id: $id, version: $version, message: $message, acceptedWarnings: $acceptedWarnings) {
      accessRequest {
        ...ReviewRequest
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const RequestChangesMutation = graphql(`
  mutation RequestChanges($id: ID!, $version: Int!, $reasons: [ReasonInput!]!, $message: String) {
    requestChanges(id: $id, version: $version, reasons: $reasons, message: $message) {
      accessRequest {
        ...ReviewRequest
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const RejectMutation = graphql(`
  mutation Reject($id: ID!, $version: Int!, $reasons: [ReasonInput!]!, $message: String) {
    rejectAccessRequest(id: $id, version: $version, reasons: $reasons, message: $message) {
      accessRequest {
        ...ReviewRequest
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const ReasonCodesQuery = graphql(`
  query ReasonCodes($environment: Environment!) {
    reasonCodes(environment: $environment) {
      code
      label
    }
  }
`);

/** What the queue offers to go on to, in its order and with the same filters. */
export const NextInQueueQuery = graphql(`
  query NextInQueue($filter: AccessRequestFilter, $first: Int!, $after: String) {
    reviewQueue(filter: $filter, first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          protocol
          version
          state
          allowedActions
        }
      }
    }
  }
`);

/** Colleagues who may be mentioned in notes on a request. */
export const ToMentionQuery = graphql(`
  query ToMention($id: ID!) {
    colleagues(toMentionOn: $id) {
      personId
      name
    }
  }
`);
