import { graphql } from '../../gql/index.ts';

/** Which of a request's files are reports, and whether they still count. */
export const ReviewReports = graphql(`
  query ReviewReports($id: ID!) {
    accessRequest(id: $id) {
      id
      evidence {
        id
        conformanceReport {
          id
          standing
          issuedAt
          validUntil
          verifyUrl
          timeStampedAt
          timeStampAuthority
          connector
          suite {
            key
            title
            version
          }
        }
      }
    }
  }
`);

/** A run, requirement by requirement, with what the judge saw and what people found. */
export const ReviewedRun = graphql(`
  fragment ReviewedRun on ConformanceRun {
    id
    outcome
    remaining
    openProposals
    requirements {
      key
      title
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

/** What a report is of; asked for of the file that is looked at alone, for it is much. */
export const ReportedRun = graphql(`
  query ReportedRun($id: ID!) {
    node(id: $id) {
      id
      ... on ConformanceReport {
        run {
          ...ReviewedRun
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
          outcome
          connector
          remaining
          openProposals
          suite {
            key
            title
            version
          }
        }
      }
    }
  }
`);

/** A recorded call, and what the judge says of its document now. */
export const ReplayedCall = graphql(`
  query ReplayedCall($id: ID!) {
    node(id: $id) {
      __typename
      ... on HomologationCall {
        id
        request
        response
        validation {
          outcome
          findings {
            expression
            message
          }
        }
      }
    }
  }
`);
