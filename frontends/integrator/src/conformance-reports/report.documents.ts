import { graphql } from '../gql/index.ts';

/** What anybody may know of a report. */
export const ReportSummary = graphql(`
  query ReportSummary($id: ID!) {
    conformanceReport(id: $id) {
      report
      suiteTitle
      suiteVersion
      systemName
      requesterIdentifier
      connector
      completedAt
      issuedAt
      timeStampedAt
      timeStampAuthority
      validUntil
      standing
    }
  }
`);

/** The runs of the credential that a request for production came from, with their reports. */
export const RunsToAttach = graphql(`
  query RunsToAttach($id: ID!) {
    accessRequest(id: $id) {
      id
      evidence {
        id
        conformanceReport {
          id
          run {
            id
          }
        }
      }
      homologationCredential {
        id
        homologationAccess {
          conformanceRuns(current: true) {
            edges {
              node {
                id
                outcome
                connector
                completedAt
                suite {
                  key
                  title
                  version
                }
                report {
                  id
                  pdfSha256
                }
              }
            }
          }
        }
      }
    }
  }
`);

/** Issues the report of a run, or finds the one that there is. */
export const IssueReport = graphql(`
  mutation IssueReport($runId: ID!) {
    issueConformanceReport(input: { runId: $runId }) {
      report {
        id
        pdfUrl
        pdfSha256
        jsonUrl
        standing
        issuedAt
        validUntil
        run {
          id
          report {
            id
          }
        }
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Which files of a request are reports, and whether they still count. */
export const ReportsOfRequest = graphql(`
  query ReportsOfRequest($id: ID!) {
    accessRequest(id: $id) {
      id
      evidence {
        id
        fileName
        conformanceReport {
          id
          standing
        }
      }
    }
  }
`);
