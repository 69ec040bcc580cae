import { graphql } from '../gql/index.ts';

/** How a credential stands, by the code on its sheet. */
export const CheckCredential = graphql(`
  query CheckCredential($code: String!) {
    credentialCheck(code: $code) {
      code
      state
      stateChangedAt
      environment
      portfolio {
        slug
        name
      }
      establishmentName
      establishmentCnes
      municipality
      uf
      issuedAt
      expiresAt
      sheetPrintedAt
      current
    }
  }
`);
