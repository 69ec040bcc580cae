import { graphql } from '../gql/index.ts';

/** All suites, as little as names them. */
export const SuiteList = graphql(`
  query SuiteList {
    conformanceSuites {
      key
      title
      version
    }
  }
`);

/** What one suite asks, and what it took others. */
export const SuitePage = graphql(`
  query SuitePage($key: String!) {
    conformanceSuites(key: $key) {
      key
      title
      version
      hash
      requirements {
        key
        title
        severity
        source
        attest
        notTested
        steps {
          key
          title
          how
          fault
          median {
            credentials
            hours
            calls
          }
        }
      }
    }
  }
`);
