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
    }
  }
`);
