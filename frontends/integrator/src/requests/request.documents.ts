import { graphql } from '../gql/index.ts';

/** A request as a row of a list. */
export const RequestSummary = graphql(`
  fragment RequestSummary on AccessRequest {
    id
    protocol
    environment
    state
    version
    createdAt
    submittedAt
    dueAt
    decidedAt
    submissions
    allowedActions
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
    replaces {
      id
      requesterIdentifier
    }
    team {
      id
      name
    }
  }
`);

/** One entry of the timeline. */
export const HistoryEvent = graphql(`
  fragment HistoryEvent on AccessRequestEvent {
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
`);

/** A certificate's public face. */
export const CertificateFacts = graphql(`
  fragment CertificateFacts on Certificate {
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

/** One evidence file with what it proves. */
export const EvidenceFile = graphql(`
  fragment EvidenceFile on Evidence {
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
`);

/** All that the form edits. */
export const RequestDraft = graphql(`
  fragment RequestDraft on AccessRequest {
    id
    version
    environment
    state
    origin
    acceptedTermsAt
    allowedActions
    services {
      slug
      name
      kind
    }
    establishment {
      cnes
      cnpj
      name
      uf
      municipality
      verified
    }
    childEstablishments {
      cnes
      cnpj
      name
      uf
      municipality
      verified
    }
    manager {
      name
      cpf
      email
      phone
    }
    certificate {
      ...CertificateFacts
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
    warnings {
      code
      path
      message
      mustAccept
      acceptedAt
    }
  }
`);

/** All that the page of a request shows. */
export const RequestDetail = graphql(`
  fragment RequestDetail on AccessRequest {
    ...RequestSummary
    ...RequestDraft
    evidence {
      ...EvidenceFile
    }
    checklist {
      description
      requirement {
        id
        code
        description
        provenByReport
      }
      evidence {
        id
        fileName
      }
      verdict
      note
    }
    history {
      ...HistoryEvent
    }
    team {
      id
      name
    }
    credential {
      id
      state
      requesterIdentifier
    }
    homologationCredential {
      id
      requesterIdentifier
    }
    replaces {
      services {
        slug
      }
    }
    continues {
      id
      protocol
    }
    mayContinue
    messageCount
    conversation
    conversationEndsAt
    messageSide
    mayWriteMessages
  }
`);

/** One request. */
export const RequestQuery = graphql(`
  query Request($id: ID!) {
    accessRequest(id: $id) {
      ...RequestDetail
      unreadMessages
    }
  }
`);

/** Menu Solicitações: a page of one's own requests. */
export const RequestList = graphql(`
  query RequestList($filter: AccessRequestFilter, $after: String) {
    accessRequests(filter: $filter, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...RequestSummary
          unreadMessages
        }
      }
    }
  }
`);

/** Whatever happens to the viewer's own requests. */
export const RequestChanged = graphql(`
  subscription RequestChanged($after: String) {
    accessRequestChanged(after: $after) {
      cursor
      event {
        id
        at
        actor
        action
        to
      }
      accessRequest {
        ...RequestDetail
      }
    }
  }
`);

/** What is written on the viewer's own requests, by them or by reviewers; and what of it is erased. */
export const MessageChanged = graphql(`
  subscription MessageChanged($after: String) {
    accessRequestMessageChanged(after: $after) {
      cursor
      message {
        messageId
        erasedAt
      }
      accessRequest {
        id
        messageCount
        unreadMessages
      }
    }
  }
`);
