import { graphql } from '../../gql/index.ts';

export const RetentionFragment = graphql(`
  fragment RetentionView on Retention {
    version
    standings {
      kind
      days
      daysInForce
      inForceFrom
      minDays
      maxDays
      ranAt
      removed
      removedInAll
      countedSince
    }
    draft {
      savedAt
      savedBy
      terms {
        kind
        days
      }
      excess {
        kind
        count
      }
    }
    editions {
      number
      publishedAt
      publishedBy
      terms {
        kind
        days
      }
    }
  }
`);

/** For how long what is kept, with what its jobs did and what held. */
export const RetentionQuery = graphql(`
  query RetentionPage {
    retention {
      ...RetentionView
    }
  }
`);

export const SaveRetentionMutation = graphql(`
  mutation SaveRetention($input: SaveRetentionInput!) {
    saveRetention(input: $input) {
      retention {
        ...RetentionView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const PublishRetentionMutation = graphql(`
  mutation PublishRetention($version: Int!) {
    publishRetention(version: $version) {
      retention {
        ...RetentionView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const DiscardRetentionDraftMutation = graphql(`
  mutation DiscardRetentionDraft($version: Int!) {
    discardRetentionDraft(version: $version) {
      retention {
        ...RetentionView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
