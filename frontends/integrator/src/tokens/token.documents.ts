import { graphql } from '../gql/index.ts';

export const AccessTokens = graphql(`
  query AccessTokens {
    personalAccessTokens {
      id
      name
      scopes
      allowedIps
      createdAt
      expiresAt
      lastUsedAt
    }
  }
`);

export const CreateAccessToken = graphql(`
  mutation CreateAccessToken($input: CreatePersonalAccessTokenInput!) {
    createPersonalAccessToken(input: $input) {
      personalAccessToken {
        id
        name
      }
      token
      problems {
        message
        path
      }
    }
  }
`);

export const RevokeAccessToken = graphql(`
  mutation RevokeAccessToken($id: ID!) {
    revokePersonalAccessToken(id: $id) {
      personalAccessToken {
        id
      }
      problems {
        message
      }
    }
  }
`);
