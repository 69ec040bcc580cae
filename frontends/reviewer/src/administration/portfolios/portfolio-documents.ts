import { graphql } from '../../gql/index.ts';

export const PortfolioBodyFragment = graphql(`
  fragment PortfolioBodyView on PortfolioContentBody {
    name
    summary
    whoMayAsk
    whatIsNeeded
    accessNote
    documentationUrl
    supportUrl
    certificate {
      environment
      policy
    }
    requirements {
      environment
      code
      description
      guidance
      provenByReport
    }
    services {
      slug
      name
      description
      kind
      standard
      authentication
      endpoints {
        environment
        url
        tokenUrl
      }
    }
  }
`);

export const PortfolioContentFragment = graphql(`
  fragment PortfolioContentView on PortfolioContent {
    slug
    version
    requestsUnderWay
    inUse {
      ...PortfolioBodyView
    }
    draft {
      savedAt
      savedBy
      body {
        ...PortfolioBodyView
      }
    }
    editions {
      number
      withdraws
      restores
      publishedAt
      publishedBy
    }
  }
`);

/** All portfolios, as they stand. */
export const PortfolioContentsQuery = graphql(`
  query PortfolioContents {
    portfolioContents {
      slug
      inUse {
        name
      }
      draft {
        savedAt
        savedBy
        body {
          name
        }
      }
      editions {
        number
        publishedAt
        publishedBy
      }
    }
  }
`);

export const PortfolioContentQuery = graphql(`
  query PortfolioContentPage($slug: String!) {
    portfolioContent(slug: $slug) {
      ...PortfolioContentView
    }
  }
`);

/** A version and the one before it. */
export const PortfolioEditionsQuery = graphql(`
  query PortfolioEditions($slug: String!, $number: Int!, $before: Int!) {
    edition: portfolioContentEdition(slug: $slug, number: $number) {
      ...PortfolioBodyView
    }
    before: portfolioContentEdition(slug: $slug, number: $before) {
      ...PortfolioBodyView
    }
  }
`);

export const SavePortfolioContentMutation = graphql(`
  mutation SavePortfolioContent($input: SavePortfolioContentInput!) {
    savePortfolioContent(input: $input) {
      portfolioContent {
        ...PortfolioContentView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const PublishPortfolioContentMutation = graphql(`
  mutation PublishPortfolioContent($slug: String!, $version: Int!) {
    publishPortfolioContent(slug: $slug, version: $version) {
      portfolioContent {
        ...PortfolioContentView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const DiscardPortfolioContentDraftMutation = graphql(`
  mutation DiscardPortfolioContentDraft($slug: String!, $version: Int!) {
    discardPortfolioContentDraft(slug: $slug, version: $version) {
      portfolioContent {
        ...PortfolioContentView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const WithdrawPortfolioContentMutation = graphql(`
  mutation WithdrawPortfolioContent($slug: String!, $version: Int!) {
    withdrawPortfolioContent(slug: $slug, version: $version) {
      portfolioContent {
        ...PortfolioContentView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const RestorePortfolioContentMutation = graphql(`
  mutation RestorePortfolioContent($slug: String!, $version: Int!, $number: Int!) {
    restorePortfolioContent(slug: $slug, version: $version, number: $number) {
      portfolioContent {
        ...PortfolioContentView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
