import { graphql } from '../gql/index.ts';

/** All that was ever submitted, whatever became of it. */
export const SubmittedRequestsQuery = graphql(`
  query SubmittedRequests($filter: AccessRequestFilter, $first: Int!, $after: String) {
    submittedRequests(filter: $filter, first: $first, after: $after) {
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
          requester {
            name
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
            name
          }
        }
      }
    }
  }
`);

/** What tells one request from another while its words are typed. */
export const SuggestRequestsQuery = graphql(`
  query SuggestRequests($text: String!) {
    submittedRequests(filter: { text: $text }, first: 6) {
      edges {
        node {
          id
          protocol
          environment
          state
          requester {
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
        }
      }
    }
  }
`);
