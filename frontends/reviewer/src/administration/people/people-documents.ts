import { graphql } from '../../gql/index.ts';

export const MinistryPersonFragment = graphql(`
  fragment MinistryPersonView on MinistryPerson {
    email
    name
    roles
    portfolios
    rolesFromEnvironment
    version
    securityKeys
    changes {
      number
      roles
      portfolios
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

/** What a reviewer may be bound to. */
export const BindablePortfoliosQuery = graphql(`
  query BindablePortfolios {
    portfolios {
      slug
      name
      needsCredential
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

export const ResetSecurityKeysMutation = graphql(`
  mutation ResetSecurityKeys($email: String!) {
    resetSecurityKeys(email: $email) {
      ministryPerson {
        ...MinistryPersonView
      }
      problems {
        message
      }
    }
  }
`);
