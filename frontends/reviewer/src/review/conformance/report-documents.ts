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

/** What a report is of, requirement by requirement; asked for of the file that is looked at alone, for it is much. */
export const ReportedRun = graphql(`
  query ReportedRun($id: ID!) {
    node(id: $id) {
      id
      ... on ConformanceReport {
        run {
          id
          requirements {
            key
            title
            severity
            source
            outcome
            notTested
            declaration {
              kind
              reason
              at
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
