import { graphql } from '../../gql/index.ts';

export const MovedFragment = graphql(`
  fragment Moved on AccessRequestsPayload {
    results {
      requestId
      accessRequest {
        ...QueueRow
      }
      problems {
        code
        message
        path
      }
    }
    problems {
      code
      message
      path
    }
  }
`);

export const ClaimManyMutation = graphql(`
  mutation ClaimMany($requests: [RequestVersionInput!]!) {
    claimAccessRequests(requests: $requests) {
      ...Moved
    }
  }
`);

export const ReleaseManyMutation = graphql(`
  mutation ReleaseMany($requests: [RequestVersionInput!]!) {
    releaseAccessRequests(requests: $requests) {
      ...Moved
    }
  }
`);

export const HandOverManyMutation = graphql(`
  mutation HandOverMany($requests: [RequestVersionInput!]!, $toPersonId: ID!) {
    handOverAccessRequests(requests: $requests, toPersonId: $toPersonId) {
      ...Moved
    }
  }
`);
