import { graphql } from '../gql/index.ts';

/** Goes on with what ended, as a new draft. */
export const ContinueRequest = graphql(`
  mutation ContinueRequest($input: ContinueAccessRequestInput!) {
    continueAccessRequest(input: $input) {
      accessRequest {
        ...RequestSummary
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Begins a draft for homologation. */
export const CreateHomologationRequest = graphql(`
  mutation CreateHomologationRequest($input: CreateHomologationRequestInput!) {
    createHomologationRequest(input: $input) {
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

/** Begins a draft for production. Without the credential's productionRequest, which the cache forgets with every change. */
export const CreateProductionRequest = graphql(`
  mutation CreateProductionRequest($input: CreateProductionRequestInput!) {
    createProductionRequest(input: $input) {
      accessRequest {
        ...RequestDetail
        homologationCredential {
          id
          allowedActions
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

/** Begins a draft that is to alter a credential. */
export const CreateAlterationRequest = graphql(`
  mutation CreateAlterationRequest($input: CreateAlterationRequestInput!) {
    createAlterationRequest(input: $input) {
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

/** Saves some fields of a draft. */
export const UpdateAccessRequest = graphql(`
  mutation UpdateAccessRequest($input: UpdateAccessRequestInput!) {
    updateAccessRequest(input: $input) {
      accessRequest {
        ...RequestDraft
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Sends a request to the Ministry. */
export const SubmitAccessRequest = graphql(`
  mutation SubmitAccessRequest($id: ID!, $version: Int!) {
    submitAccessRequest(id: $id, version: $version) {
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

/** Gives a request up. */
export const CancelAccessRequest = graphql(`
  mutation CancelAccessRequest($id: ID!, $version: Int!) {
    cancelAccessRequest(id: $id, version: $version) {
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
