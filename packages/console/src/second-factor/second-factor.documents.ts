import { graphql } from '../gql/index.ts';

export const BeginSecondFactor = graphql(`
  mutation BeginSecondFactor {
    beginSecondFactor {
      options
      problems {
        code
        message
      }
    }
  }
`);

export const ProveSecondFactor = graphql(`
  mutation ProveSecondFactor($response: String!) {
    proveSecondFactor(response: $response) {
      problems {
        code
        message
      }
    }
  }
`);
