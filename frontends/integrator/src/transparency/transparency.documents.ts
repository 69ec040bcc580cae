import { graphql } from '../gql/index.ts';

graphql(`
  fragment PublicFigures on TransparencyFigures {
    answered
    medianHours
    p90Hours
    inTimeShare
  }
`);

/** How the analysis goes, for everybody. */
export const TransparencyQuery = graphql(`
  query Transparency {
    transparency {
      since
      until
      reckonedAt
      figures {
        ...PublicFigures
      }
      standing {
        state
        requests
      }
      outcomes {
        state
        requests
      }
      weeks {
        monday
        submitted
        figures {
          ...PublicFigures
        }
      }
      portfolios {
        portfolio {
          slug
          name
        }
        figures {
          ...PublicFigures
        }
      }
      ufs {
        uf
        figures {
          ...PublicFigures
        }
      }
    }
  }
`);
