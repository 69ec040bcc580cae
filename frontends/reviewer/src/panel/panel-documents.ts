import { graphql } from '../gql/index.ts';

graphql(`
  fragment PanelNumbers on PanelFigures {
    answered
    approved
    byRule
    rejected
    changesAsked
    medianHours
    p90Hours
    inTimeShare
  }
`);

export const ReviewPanelQuery = graphql(`
  query ReviewPanel($since: DateTime!, $until: DateTime!) {
    reviewPanel(since: $since, until: $until) {
      figures {
        ...PanelNumbers
      }
      states {
        state
        requests
        late
      }
      weeks {
        monday
        submitted
        figures {
          ...PanelNumbers
        }
      }
      portfolios {
        portfolio {
          slug
          name
        }
        figures {
          ...PanelNumbers
        }
      }
      ufs {
        uf
        figures {
          ...PanelNumbers
        }
      }
      reasons {
        code
        label
        answers
      }
      reviewers {
        personId
        name
        holding
        late
        oldestSubmittedAt
        figures {
          ...PanelNumbers
        }
      }
    }
  }
`);
