import { graphql } from '../gql/index.ts';

/** Services of every portfolio by words, as the search of the header shows them. */
export const FindServices = graphql(`
  query FindServices($text: String!) {
    services(filter: { text: $text }, first: 5) {
      totalCount
      edges {
        node {
          slug
          name
          portfolio {
            slug
            name
          }
        }
      }
    }
  }
`);

/** One's own requests by words, each with the credential that came of it. */
export const FindRequests = graphql(`
  query FindRequests($text: String!) {
    accessRequests(filter: { text: $text }, first: 5) {
      totalCount
      edges {
        node {
          id
          protocol
          environment
          state
          system {
            id
            name
          }
          credential {
            id
            requesterIdentifier
            state
          }
        }
      }
    }
  }
`);

/** One's own credentials, to be found by their number, which no text of a request has. */
export const FindCredentials = graphql(`
  query FindCredentials {
    credentials(first: 100) {
      totalCount
      edges {
        node {
          id
          requesterIdentifier
          environment
          state
          system {
            id
            name
          }
        }
      }
    }
  }
`);
