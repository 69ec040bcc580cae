import { graphql } from '../gql/index.ts';

/** Takes a file back. */
export const RemoveEvidence = graphql(`
  mutation RemoveEvidence($id: ID!) {
    removeEvidence(id: $id) {
      accessRequest {
        ...RequestDetail
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Says which requirements a file proves. */
export const LabelEvidence = graphql(`
  mutation LabelEvidence($id: ID!, $requirements: [String!]!) {
    labelEvidence(id: $id, requirements: $requirements) {
      accessRequest {
        ...RequestDetail
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
