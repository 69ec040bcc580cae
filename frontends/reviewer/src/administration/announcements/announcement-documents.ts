import { graphql } from '../../gql/index.ts';

export const AnnouncementFragment = graphql(`
  fragment AnnouncementView on Announcement {
    announcementId
    version
    startsAt
    endsAt
    parts
    text
  }
`);

/** What was and is announced. */
export const AnnouncementsQuery = graphql(`
  query Announcements {
    announcements {
      ...AnnouncementView
    }
  }
`);

export const SaveAnnouncementMutation = graphql(`
  mutation SaveAnnouncement($input: SaveAnnouncementInput!) {
    saveAnnouncement(input: $input) {
      announcement {
        ...AnnouncementView
      }
      problems {
        message
        path
      }
    }
  }
`);

export const EndAnnouncementMutation = graphql(`
  mutation EndAnnouncement($announcementId: ID!, $version: Int!) {
    endAnnouncement(announcementId: $announcementId, version: $version) {
      announcement {
        ...AnnouncementView
      }
      problems {
        message
      }
    }
  }
`);
