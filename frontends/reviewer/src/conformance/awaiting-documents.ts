import { graphql } from '../gql/index.ts';

/** What waits for who reviews, over all runs: what waits longest first. */
export const AwaitingReview = graphql(`
  query AwaitingReview($after: String) {
    conformanceAwaitingReview(first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          kind
          requirement
          title
          since
          words
          run {
            id
            systemName
            requesterIdentifier
            connector
            suite {
              key
              title
              version
            }
          }
        }
      }
    }
  }
`);

/** How much of it there is. */
export const AwaitingReviewCount = graphql(`
  query AwaitingReviewCount {
    conformanceAwaitingReview(first: 1) {
      totalCount
    }
  }
`);

/** Whose a run is; what was seen of it is read beside. */
export const RunPageHead = graphql(`
  query RunPageHead($id: ID!) {
    node(id: $id) {
      id
      ... on ConformanceRun {
        systemName
        requesterIdentifier
        connector
        outcome
        current
        suite {
          key
          title
          version
        }
        suiteChange {
          version
          what
          completeUntil
        }
      }
    }
  }
`);
