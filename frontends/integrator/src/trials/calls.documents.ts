import { graphql } from '../gql/index.ts';

/** A call as it stands in the list. */
export const TrialCallRow = graphql(`
  fragment TrialCallRow on HomologationCall {
    id
    at
    durationMs
    host
    method
    path
    operation
    status
    codes
    connector
    fault
    nearestSteps {
      suite
      step
      title
      matched
      why
    }
    request
    response
  }
`);

/** Calls of a credential, newest first. */
export const TrialCalls = graphql(`
  query TrialCalls($id: ID!, $refused: Boolean, $first: Int, $after: String) {
    credential(id: $id) {
      id
      homologationAccess {
        calls(first: $first, after: $after, refused: $refused) {
          edges {
            cursor
            node {
              ...TrialCallRow
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
          totalCount
        }
      }
    }
  }
`);

/** That a call was made; what it was is read with the others. */
export const TrialCallMade = graphql(`
  subscription TrialCallMade($credentialId: ID!) {
    homologationCallMade(credentialId: $credentialId) {
      id
    }
  }
`);

/** What was sent, judged again as it is kept. */
export const ReplayCall = graphql(`
  query ReplayCall($id: ID!) {
    node(id: $id) {
      id
      ... on HomologationCall {
        validation {
          outcome
          documentKind {
            code
            guide
            guideVersion
          }
          findings {
            rule
            expression
            message
            expected
          }
          hasMoreFindings
        }
      }
    }
  }
`);

/** What is armed for a credential. */
export const TrialFaults = graphql(`
  query TrialFaults($id: ID!) {
    credential(id: $id) {
      id
      homologationAccess {
        armedFaults {
          ...ArmedFaultFacts
        }
      }
    }
  }
`);

/** A fault that waits for calls. */
export const ArmedFaultFacts = graphql(`
  fragment ArmedFaultFacts on ArmedFault {
    id
    kind
    callsLeft
    until
  }
`);

/** Has a fault done to the next calls. */
export const ArmFault = graphql(`
  mutation ArmFault($input: ArmFaultInput!) {
    armHomologationFault(input: $input) {
      armedFaults {
        ...ArmedFaultFacts
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Has no more faults done. */
export const DisarmFaults = graphql(`
  mutation DisarmFaults($input: DisarmFaultsInput!) {
    disarmHomologationFaults(input: $input) {
      armedFaults {
        ...ArmedFaultFacts
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
