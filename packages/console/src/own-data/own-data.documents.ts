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
