import { graphql } from '../gql/index.ts';

/** What is judged, and by what. */
export const DocumentKinds = graphql(`
  query DocumentKinds {
    documentKinds {
      code
      name
      guide
      guideVersion
      covered
      notCovered
    }
  }
`);

/** What the judge says of a document. */
export const ValidateDocument = graphql(`
  query ValidateDocument($content: String!) {
    validateDocument(content: $content) {
      outcome
      documentKind {
        code
        name
        guide
        guideVersion
        covered
        notCovered
      }
      findings {
        kind
        rule
        expression
        line
        column
        message
        expected
        source
        correction {
          before
          after
        }
      }
      hasMoreFindings
    }
  }
`);
