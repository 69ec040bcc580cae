import { graphql } from '../../gql/index.ts';

export const SecondFactorFragment = graphql(`
  fragment SecondFactorView on SecondFactor {
    keys {
      keyId
      name
      createdAt
      lastUsedAt
    }
    required
    confirmedUntil
    mustSignInAgain
  }
`);

/** How one's own second factor stands. */
export const SecondFactorQuery = graphql(`
  query SecondFactor {
    secondFactor {
      ...SecondFactorView
    }
  }
`);

export const BeginSecurityKeyRegistration = graphql(`
  mutation BeginSecurityKeyRegistration {
    beginSecurityKeyRegistration {
      options
      problems {
        message
        path
      }
    }
  }
`);

export const RegisterSecurityKey = graphql(`
  mutation RegisterSecurityKey($input: RegisterSecurityKeyInput!) {
    registerSecurityKey(input: $input) {
      secondFactor {
        ...SecondFactorView
      }
      problems {
        message
        path
      }
    }
  }
`);

export const RemoveSecurityKey = graphql(`
  mutation RemoveSecurityKey($keyId: ID!, $evenLast: Boolean!) {
    removeSecurityKey(keyId: $keyId, evenLast: $evenLast) {
      secondFactor {
        ...SecondFactorView
      }
      problems {
        message
      }
    }
  }
`);
