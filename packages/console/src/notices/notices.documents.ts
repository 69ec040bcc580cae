import { graphql } from '../gql/index.ts';

/** A notice that came, or that some were read, on whatever page. */
export const NoticesChanged = graphql(`
  subscription NoticesChanged($after: String) {
    noticesChanged(after: $after) {
      cursor
      notice {
        id
        side
        kind
      }
      viewer {
        id
        INTEGRATOR: unreadNoticeCount(side: INTEGRATOR)
        REVIEWERS: unreadNoticeCount(side: REVIEWERS)
      }
    }
  }
`);

/** A page of the viewer's notices, the newest first. */
export const ViewerNotices = graphql(`
  query ViewerNotices($side: MessageSide!, $kind: NoticeKind, $unread: Boolean, $first: Int!, $after: String) {
    viewer {
      id
      notices(side: $side, kind: $kind, unread: $unread, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            kind
            side
            at
            readAt
            protocol
            accessRequestId
            credentialId
            teamId
            deadline
          }
        }
      }
    }
  }
`);

/** Notes what was read: some notices, or all of a side. */
export const MarkNoticesRead = graphql(`
  mutation MarkNoticesRead($input: MarkNoticesReadInput!) {
    markNoticesRead(input: $input) {
      viewer {
        id
        INTEGRATOR: unreadNoticeCount(side: INTEGRATOR)
        REVIEWERS: unreadNoticeCount(side: REVIEWERS)
      }
      problems {
        message
      }
    }
  }
`);

/** Which kinds are mailed to the viewer. */
export const NoticePreferences = graphql(`
  query NoticePreferences {
    viewer {
      id
      noticePreferences {
        kind
        byEmail
        always
      }
    }
  }
`);

/** Switches mails of a kind on or off. */
export const SetNoticePreference = graphql(`
  mutation SetNoticePreference($input: SetNoticePreferenceInput!) {
    setNoticePreference(input: $input) {
      viewer {
        id
        noticePreferences {
          kind
          byEmail
          always
        }
      }
      problems {
        message
      }
    }
  }
`);
