import { graphql } from '../gql/index.ts';

/** What everybody sees on the first page. */
export const HomePortfolios = graphql(`
  query HomePortfolios {
    portfolios {
      slug
      name
      summary
      needsCredential
      environments
    }
  }
`);

/** What may need the signed-in person now. */
export const HomeWork = graphql(`
  query HomeWork {
    accessRequests(first: 30) {
      totalCount
      edges {
        node {
          ...RequestSummary
        }
      }
    }
    credentials(first: 30) {
      totalCount
      edges {
        node {
          id
          environment
          state
          requesterIdentifier
          expiresAt
          secretIssuedAt
          allowedActions
          portfolio {
            slug
            name
          }
          system {
            id
            name
          }
          establishment {
            name
            uf
          }
          productionRequest {
            id
            state
          }
        }
      }
    }
    webhooks(first: 100, state: DISABLED) {
      edges {
        node {
          id
          url
          disabledReason
          mayManage
        }
      }
    }
  }
`);
