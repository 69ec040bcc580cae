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
    requester {
      name
    }
    warnings {
      code
    }
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
    ruleDecision {
      outcome
      obstacles
    }
    replaces {
      id
      requesterIdentifier
    }
    allowedActions
  }
`);

export const ReviewQueueQuery = graphql(`
  query ReviewQueue(
    $filter: AccessRequestFilter
    $orderBy: ReviewQueueOrder
    $first: Int!
    $after: String
    $files: Boolean!
  ) {
    reviewQueue(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...QueueRow
          unreadMessages
          evidence @include(if: $files) {
            id
          }
        }
      }
    }
  }
`);

/** How many stand behind each tab. */
export const QueueCountsQuery = graphql(`
  query QueueCounts($all: AccessRequestFilter, $mine: AccessRequestFilter, $unassigned: AccessRequestFilter) {
    all: reviewQueue(filter: $all, first: 1) {
      totalCount
    }
    mine: reviewQueue(filter: $mine, first: 1) {
      totalCount
    }
    unassigned: reviewQueue(filter: $unassigned, first: 1) {
      totalCount
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

/** Whatever is written on requests, or erased, without its words: who only hears of it has read nothing. */
export const ReviewMessageChangedSubscription = graphql(`
  subscription ReviewMessageChanged($after: String) {
    reviewMessageChanged(after: $after) {
      cursor
      message {
        messageId
        own
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

/** What lists of requests are filtered by: portfolios that can be asked for, and who holds requests of the queue now. */
export const FilterChoicesQuery = graphql(`
  query FilterChoices {
    viewer {
      id
      portfolios
    }
    portfolios {
      slug
      name
      needsCredential
    }
    queueReviewers {
      id
      personId
      name
    }
  }
`);
