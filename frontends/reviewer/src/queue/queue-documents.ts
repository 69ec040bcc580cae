import { graphql } from '../gql/index.ts';

/** A row of the queue: what one needs to choose what to read next. */
graphql(`
  fragment QueueRow on AccessRequest {
    id
    protocol
    environment
    state
    version
    submittedAt
    dueAt
    submissions
    portfolio {
      slug
      name
    }
    establishment {
      name
      uf
    }
    system {
      id
      name
    }
    reviewer {
      id
      personId
      name
    }
    previousReviewer {
      id
      name
    }
    approvals {
      at
      reviewer {
        id
        name
      }
    }
    allowedActions
  }
`);

export const ReviewQueueQuery = graphql(`
  query ReviewQueue($filter: AccessRequestFilter, $first: Int!, $after: String) {
    reviewQueue(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...QueueRow
        }
      }
    }
  }
`);

/** Whatever enters, moves in or leaves the queue; it runs for the whole console. */
export const ReviewQueueChangedSubscription = graphql(`
  subscription ReviewQueueChanged($after: String) {
    reviewQueueChanged(after: $after) {
      cursor
      event {
        id
        action
        actor
        to
      }
      accessRequest {
        ...QueueRow
      }
    }
  }
`);

/** What the queue is filtered by: portfolios that can be asked for. */
export const FilterPortfoliosQuery = graphql(`
  query FilterPortfolios {
    portfolios {
      slug
      name
      needsCredential
    }
  }
`);
