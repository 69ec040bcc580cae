import { graphql } from '../../gql/index.ts';

export const MinistryPersonFragment = graphql(`
  fragment MinistryPersonView on MinistryPerson {
    email
    name
    roles
    rolesFromEnvironment
    version
    changes {
      number
      roles
      reason
      changedAt
      changedBy
    }
  }
`);

/** Who has which role. */
export const MinistryPeopleQuery = graphql(`
  query MinistryPeople {
    ministryPeople {
      ...MinistryPersonView
    }
  }
`);

export const SetMinistryRolesMutation = graphql(`
  mutation SetMinistryRoles($input: SetMinistryRolesInput!) {
    setMinistryRoles(input: $input) {
      ministryPerson {
        ...MinistryPersonView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
