import { graphql } from '../gql/index.ts';

export const TeamList = graphql(`
  query TeamList($after: String) {
    teams(first: 20, after: $after) {
      edges {
        node {
          id
          name
          cnes
          cnpj
          viewerRole
          members {
            personId
          }
        }
      }
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** How many teams the viewer is in. */
export const TeamCount = graphql(`
  query TeamCount {
    teams(first: 1) {
      totalCount
    }
  }
`);

/** What the viewer is in their teams. */
export const TeamChoices = graphql(`
  query TeamChoices {
    teams(first: 100) {
      edges {
        node {
          id
          name
          viewerRole
        }
      }
    }
  }
`);

/** A team as its members see it. */
export const TeamView = graphql(`
  fragment TeamView on Team {
    id
    name
    cnes
    cnpj
    viewerRole
    members {
      personId
      name
      email
      role
      since
      invitedBy
      own
    }
    invitations {
      invitationId
      email
      role
      state
      invitedBy
      createdAt
      expiresAt
      acceptedBy
      acceptedByEmail
      acceptedByLevel
    }
  }
`);

export const TeamPage = graphql(`
  query TeamPage($id: ID!) {
    team(id: $id) {
      ...TeamView
    }
  }
`);

export const InviteToTeam = graphql(`
  mutation InviteToTeam($input: InviteToTeamInput!) {
    inviteToTeam(input: $input) {
      team {
        ...TeamView
      }
      secret
      mailed
      problems {
        message
        path
      }
    }
  }
`);

export const RenewTeamInvitation = graphql(`
  mutation RenewTeamInvitation($teamId: ID!, $invitationId: ID!) {
    renewTeamInvitation(teamId: $teamId, invitationId: $invitationId) {
      team {
        ...TeamView
      }
      secret
      mailed
      problems {
        message
      }
    }
  }
`);

export const CancelTeamInvitation = graphql(`
  mutation CancelTeamInvitation($teamId: ID!, $invitationId: ID!) {
    answer: cancelTeamInvitation(teamId: $teamId, invitationId: $invitationId) {
      team {
        ...TeamView
      }
      problems {
        message
      }
    }
  }
`);

export const ConfirmTeamMember = graphql(`
  mutation ConfirmTeamMember($teamId: ID!, $invitationId: ID!) {
    answer: confirmTeamMember(teamId: $teamId, invitationId: $invitationId) {
      team {
        ...TeamView
      }
      problems {
        message
      }
    }
  }
`);

export const SetTeamRole = graphql(`
  mutation SetTeamRole($teamId: ID!, $personId: ID!, $role: TeamRole!) {
    answer: setTeamRole(teamId: $teamId, personId: $personId, role: $role) {
      team {
        ...TeamView
      }
      problems {
        message
      }
    }
  }
`);

export const RemoveTeamMember = graphql(`
  mutation RemoveTeamMember($teamId: ID!, $personId: ID!) {
    answer: removeTeamMember(teamId: $teamId, personId: $personId) {
      team {
        ...TeamView
      }
      problems {
        message
      }
    }
  }
`);

export const LeaveTeam = graphql(`
  mutation LeaveTeam($teamId: ID!) {
    answer: leaveTeam(teamId: $teamId) {
      team {
        id
      }
      problems {
        message
      }
    }
  }
`);

export const AcceptTeamInvitation = graphql(`
  mutation AcceptTeamInvitation($secret: String!) {
    acceptTeamInvitation(secret: $secret) {
      teamName
      problems {
        message
      }
    }
  }
`);
