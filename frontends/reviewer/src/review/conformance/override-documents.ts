import { graphql } from '../../gql/index.ts';

/** Proposes another outcome of a requirement. */
export const ProposeOverride = graphql(`
  mutation ProposeOverride($input: ProposeConformanceOverrideInput!) {
    proposeConformanceOverride(input: $input) {
      run {
        ...ReviewedRun
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Agrees with it, as a second person. */
export const ConfirmOverride = graphql(`
  mutation ConfirmOverride($input: ConfirmConformanceOverrideInput!) {
    confirmConformanceOverride(input: $input) {
      run {
        ...ReviewedRun
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Does not agree with it, as a second person. */
export const DeclineOverride = graphql(`
  mutation DeclineOverride($input: DeclineConformanceOverrideInput!) {
    declineConformanceOverride(input: $input) {
      run {
        ...ReviewedRun
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Takes it back, as who proposed it. */
export const WithdrawOverride = graphql(`
  mutation WithdrawOverride($input: WithdrawConformanceOverrideInput!) {
    withdrawConformanceOverride(input: $input) {
      run {
        ...ReviewedRun
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
