import { graphql } from '../gql/index.ts';

/** A run, with all that is asked and what was seen of it. */
export const ConformanceRunFacts = graphql(`
  fragment ConformanceRunFacts on ConformanceRun {
    id
    current
    outcome
    connector
    openedAt
    completedAt
    calls
    remaining
    openProposals
    mayWriteMessages
    suiteChange {
      version
      what
      completeUntil
    }
    suite {
      key
      title
      version
      hash
    }
    requirements {
      key
      title
      messageCount
      unreadMessages
      severity
      source
      outcome
      judged
      overrides {
        proposalId
        outcome
        judged
        reason
        proposedAt
        state
        decidedAt
      }
      attest
      notTested
      mayNotApply
      declaration {
        kind
        reason
        at
      }
      steps {
        key
        title
        how
        fault
        outcome
        tries
        attempts {
          outcome
          begunAt
          endedAt
          why
          connector
        }
      }
    }
  }
`);

/** What a credential is judged by, and how it stands. */
export const ConformancePage = graphql(`
  query ConformancePage($id: ID!) {
    credential(id: $id) {
      id
      environment
      state
      requesterIdentifier
      portfolio {
        slug
        name
      }
      system {
        id
        name
      }
      allowedActions
      productionRequest {
        id
        state
        credential {
          id
        }
      }
      homologationAccess {
        preflight {
          key
          title
          outcome
          detail
        }
        conformanceSuites {
          key
          title
          version
          hash
        }
        conformanceRuns(current: true) {
          edges {
            node {
              id
              suite {
                key
              }
            }
          }
        }
        before: conformanceRuns(current: false, first: 20) {
          edges {
            node {
              id
              outcome
              connector
              openedAt
              remaining
              suite {
                key
                title
                version
                hash
              }
            }
          }
        }
      }
    }
  }
`);

/** A run with all that is asked: one at a time, for it is much. */
export const ConformanceRunPage = graphql(`
  query ConformanceRunPage($id: ID!) {
    node(id: $id) {
      id
      ... on ConformanceRun {
        ...ConformanceRunFacts
      }
    }
  }
`);

/** The report that a run became, if it did. */
export const ReportOfRun = graphql(`
  query ReportOfRun($id: ID!) {
    node(id: $id) {
      id
      ... on ConformanceRun {
        report {
          id
          standing
          issuedAt
          timeStampedAt
          timeStampAuthority
          validUntil
          pdfUrl
          jsonUrl
        }
      }
    }
  }
`);

/** When the environment itself failed. */
export const Incidents = graphql(`
  query Incidents {
    homologationIncidents(first: 10) {
      startedAt
      endedAt
      kind
      calls
    }
  }
`);

/** That a run was moved; what it came to is read again. */
export const ConformanceChanged = graphql(`
  subscription ConformanceChanged($credentialId: ID!) {
    conformanceRunChanged(credentialId: $credentialId) {
      run {
        id
        outcome
        remaining
      }
    }
  }
`);

/** Says of a requirement that it does not apply, or that it is so. */
export const DeclareRequirement = graphql(`
  mutation DeclareRequirement($input: DeclareConformanceRequirementInput!) {
    declareConformanceRequirement(input: $input) {
      run {
        ...ConformanceRunFacts
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Takes back what was said of a requirement. */
export const WithdrawDeclaration = graphql(`
  mutation WithdrawDeclaration($input: WithdrawConformanceDeclarationInput!) {
    withdrawConformanceDeclaration(input: $input) {
      run {
        ...ConformanceRunFacts
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Begins a run anew, for the newest suite and the connector as it is now. */
export const RestartRun = graphql(`
  mutation RestartRun($input: RestartConformanceRunInput!) {
    restartConformanceRun(input: $input) {
      run {
        ...ConformanceRunFacts
      }
      redo
      problems {
        code
        message
        path
      }
    }
  }
`);
