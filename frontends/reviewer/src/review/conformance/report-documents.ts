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
