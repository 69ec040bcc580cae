import { graphql } from '../../gql/index.ts';

/** A request with all that its form needs of the portfolio. */
export const RequestForm = graphql(`
  query RequestForm($id: ID!) {
    accessRequest(id: $id) {
      ...RequestDetail
      portfolio {
        slug
        name
        certificate {
          environment
          policy
        }
        services {
          slug
          name
          description
          kind
        }
      }
    }
  }
`);

/** Looks an establishment up by CNES or CNPJ. */
export const EstablishmentLookup = graphql(`
  query EstablishmentLookup($cnes: String, $cnpj: String) {
    establishmentLookup(cnes: $cnes, cnpj: $cnpj) {
      outcome
      establishment {
        cnes
        cnpj
        name
        uf
        municipality
        verified
      }
    }
  }
`);
