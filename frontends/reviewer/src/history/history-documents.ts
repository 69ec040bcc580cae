import { graphql } from '../gql/index.ts';

export const ReviewHistoryQuery = graphql(`
  query ReviewHistory($filter: AccessRequestFilter, $first: Int!, $after: String) {
    reviewHistory(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          protocol
          environment
          state
          submittedAt
          decidedAt
          submissions
          portfolio {
            slug
            name
          }
          establishment {
            cnes
            cnpj
            name
            uf
          }
          system {
            id
            name
          }
          reviewer {
            id
            name
          }
          previousReviewer {
            id
            name
          }
        }
      }
    }
  }
`);
