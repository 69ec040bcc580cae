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

/** A document of each kind to begin from. */
export const DocumentExamples = graphql(`
  query DocumentExamples {
    documentKinds {
      code
      example
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
