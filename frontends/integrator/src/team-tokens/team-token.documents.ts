import { graphql } from '../gql/index.ts';

/** The tokens of a team, for who answers for it. */
export const TeamTokens = graphql(`
  query TeamTokens($teamId: ID!) {
    teamTokens(teamId: $teamId) {
      tokenId
      name
      role
      scopes
      allowedIps
      createdAt
      createdBy
      expiresAt
      lastUsedAt
    }
  }
`);

export const CreateTeamToken = graphql(`
  mutation CreateTeamToken($input: CreateTeamTokenInput!) {
    createTeamToken(input: $input) {
      token
      problems {
        message
        path
      }
    }
  }
`);

export const RotateTeamToken = graphql(`
  mutation RotateTeamToken($teamId: ID!, $tokenId: ID!, $expiresAt: DateTime) {
    rotateTeamToken(teamId: $teamId, tokenId: $tokenId, expiresAt: $expiresAt) {
      token
      problems {
        message
      }
    }
  }
`);

export const RevokeTeamToken = graphql(`
  mutation RevokeTeamToken($teamId: ID!, $tokenId: ID!) {
    revokeTeamToken(teamId: $teamId, tokenId: $tokenId) {
      problems {
        message
      }
    }
  }
`);
