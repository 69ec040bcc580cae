import { graphql } from '../../gql/index.ts';

/** A run, requirement by requirement, with what the judge saw and what people found. */
export const ReviewedRun = graphql(`
  fragment ReviewedRun on ConformanceRun {
    id
    outcome
    remaining
    openProposals
    credentialId
    mayWriteMessages
    requirements {
      key
      title
      messageCount
      unreadMessages
      severity
      source
      outcome
      judged
      allowedOverrides
      notTested
      declaration {
        kind
        reason
        at
      }
      overrides {
        proposalId
        outcome
        judged
        reason
        proposedAt
        state
        decidedAt
        comment
        allowedActions
      }
      steps {
        key
        title
        outcome
        attempts {
          outcome
          why
          calls {
            as
            at
            method
            operation
            status
            codes
            call {
              id
            }
          }
        }
      }
    }
  }
`);

/** A run that a request is decided by; of the one that is opened alone. */
export const RunUnderReview = graphql(`
  query RunUnderReview($id: ID!) {
    node(id: $id) {
      id
      ... on ConformanceRun {
        ...ReviewedRun
      }
    }
  }
`);

/** The runs of the credential that production is asked for with. */
export const RunsUnderReview = graphql(`
  query RunsUnderReview($id: ID!) {
    accessRequest(id: $id) {
      id
      homologationCredential {
        id
        conformanceRunsUnderReview {
          id
          credentialId
          outcome
          connector
          remaining
          openProposals
          requirements {
            key
            severity
            outcome
            unreadMessages
          }
          suite {
            key
            title
            version
          }
          suiteChange {
            version
            what
            completeUntil
          }
        }
      }
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
