import { graphql } from '../gql/index.ts';

/** What was written on a request, a page of it, the newest first. */
export const ConversationMessages = graphql(`
  query ConversationMessages($id: ID!, $after: String) {
    accessRequest(id: $id) {
      id
      messages(first: 20, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            messageId
            side
            author
            own
            writtenAt
            text
            erasedAt
            attachments {
              attachmentId
              fileName
              size
              downloadUrl
            }
          }
        }
      }
    }
  }
`);

/** Writes to the other side. */
export const WriteRequestMessage = graphql(`
  mutation WriteRequestMessage($input: WriteAccessRequestMessageInput!) {
    writeAccessRequestMessage(input: $input) {
      accessRequest {
        id
        messageCount
        unreadMessages
        conversation
        conversationEndsAt
        messageSide
        mayWriteMessages
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
export const MarkRequestMessagesRead = graphql(`
  mutation MarkRequestMessagesRead($input: MarkAccessRequestMessagesReadInput!) {
    markAccessRequestMessagesRead(input: $input) {
      accessRequest {
        id
        unreadMessages
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Erases what shows a patient. */
export const EraseRequestMessage = graphql(`
  mutation EraseRequestMessage($input: EraseAccessRequestMessageInput!) {
    eraseAccessRequestMessage(input: $input) {
      message {
        messageId
        erasedAt
      }
      accessRequest {
        id
        unreadMessages
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
