import { graphql } from '../gql/index.ts';

/** Everything that the page of a service says. */
export const ServicePageQuery = graphql(`
  query ServicePage($slug: String!) {
    service(slug: $slug) {
      slug
      name
      description
      kind
      portfolio {
        slug
        name
        needsCredential
        environments
        services {
          slug
          name
        }
      }
      versions {
        version
        releasedAt
        deprecatedAt
        specificationUrl
      }
      endpoints {
        environment
        uf
        url
      }
      operations {
        method
        path
      }
      trial {
        url
        authUrl
        documents {
          code
          name
          guide
          guideVersion
          covered
          notCovered
          example
        }
        suites
        capabilityStatement
      }
    }
  }
`);

/** Services of every portfolio, by words. */
export const ServiceSearch = graphql(`
  query ServiceSearch($text: String, $kind: ServiceKind, $after: String) {
    services(filter: { text: $text, kind: $kind }, first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          slug
          name
          description
          kind
          portfolio {
            slug
            name
          }
        }
      }
    }
  }
`);
