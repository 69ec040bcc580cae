import { graphql } from '../gql/index.ts';

/** Whom a request may be handed to. */
export const ColleaguesQuery = graphql(`
  query Colleagues {
    colleagues {
      personId
      name
      portfolios
      holding
    }
  }
`);

export const HandOverMutation = graphql(`
  mutation HandOver($id: ID!, $version: Int!, $toPersonId: ID!) {
    handOverAccessRequest(id: $id, version: $version, toPersonId: $toPersonId) {
      accessRequest {
        ...QueueRow
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
