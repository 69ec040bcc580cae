import { graphql } from '../gql/index.ts';

/** What was written about a requirement, a page of it, the newest first. */
export const RequirementThread = graphql(`
  query RequirementThread($runId: ID!, $requirement: String!, $after: String) {
    node(id: $runId) {
      id
      ... on ConformanceRun {
        messages(requirement: $requirement, first: 20, after: $after) {
          pageInfo {
            hasNextPage
            endCursor
          }
          edges {
            node {
              messageId
              side
              own
              writtenAt
              suiteVersion
              connector
              text
            }
          }
        }
      }
    }
  }
`);

/** Writes to the other side. */
export const WriteMessage = graphql(`
  mutation WriteMessage($input: WriteConformanceMessageInput!) {
    writeConformanceMessage(input: $input) {
      run {
        id
        requirements {
          key
          messageCount
          unreadMessages
        }
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Notes how far one has read. */
export const MarkMessagesRead = graphql(`
  mutation MarkMessagesRead($input: MarkConformanceMessagesReadInput!) {
    markConformanceMessagesRead(input: $input) {
      run {
        id
        requirements {
          key
          unreadMessages
        }
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
