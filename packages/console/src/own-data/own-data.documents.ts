import { graphql } from '../gql/index.ts';

/** Who outside the viewer's team read what is theirs, the newest first. */
export const ViewerDataReadings = graphql(`
  query ViewerDataReadings($first: Int!, $after: String) {
    viewer {
      id
      dataReadings(first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            readingId
            kind
            at
            reader
            fileName
            protocol
            accessRequestId
            credentialId
          }
        }
      }
    }
  }
`);

/** For how long what is kept. */
export const RetentionTerms = graphql(`
  query RetentionTerms {
    retentionTerms {
      kind
      days
    }
  }
`);

/** How the erasure of the viewer's account stands, and what keeps it back. */
export const ViewerErasure = graphql(`
  query ViewerErasure {
    viewer {
      id
      erasure {
        askedAt
        dueAt
      }
      erasureObstacles {
        kind
        about
        aboutId
      }
    }
  }
`);

export const RequestErasure = graphql(`
  mutation RequestErasure {
    answer: requestErasure {
      viewer {
        id
        erasure {
          askedAt
          dueAt
        }
        erasureObstacles {
          kind
          about
          aboutId
        }
      }
      problems {
        message
      }
    }
  }
`);

export const TakeBackErasure = graphql(`
  mutation TakeBackErasure {
    answer: takeBackErasure {
      viewer {
        id
        erasure {
          askedAt
          dueAt
        }
      }
      problems {
        message
      }
    }
  }
`);

/** Where the viewer is signed in. */
export const OpenSessions = graphql(`
  query OpenSessions {
    openSessions {
      ...OpenSessionView
    }
  }

  fragment OpenSessionView on OpenSession {
    sessionId
    browser
    system
    atReview
    startedAt
    lastUsedAt
    current
  }
`);

export const EndSession = graphql(`
  mutation EndSession($sessionId: ID!) {
    answer: endSession(sessionId: $sessionId) {
      problems {
        message
      }
    }
  }
`);

export const EndOtherSessions = graphql(`
  mutation EndOtherSessions {
    answer: endOtherSessions {
      endedSessions
      problems {
        message
      }
    }
  }
`);
