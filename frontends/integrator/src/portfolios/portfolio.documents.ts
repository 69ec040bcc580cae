import { graphql } from '../gql/index.ts';

/** Everything that the page of a portfolio says. */
export const PortfolioPageQuery = graphql(`
  query PortfolioPage($slug: String!) {
    portfolio(slug: $slug) {
      slug
      name
      summary
      whoMayAsk
      whatIsNeeded
      accessNote
      documentationUrl
      supportUrl
      needsCredential
      environments
      secondApprovalIn
      approvalByRule {
        drawnPercent
      }
      certificate {
        environment
        policy
      }
      requirements {
        id
        code
        environment
        description
        guidance
      }
      services {
        slug
        name
        description
        kind
      }
    }
  }
`);
