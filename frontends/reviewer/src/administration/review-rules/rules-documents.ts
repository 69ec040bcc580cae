import { graphql } from '../../gql/index.ts';

export const ReviewRulesContentFragment = graphql(`
  fragment ReviewRulesWords on ReviewRulesContent {
    answerTimes {
      portfolio {
        slug
        name
      }
      environment
      unit
      amount
    }
    holidays {
      date
      name
    }
    fourEyes {
      portfolio {
        slug
        name
      }
      environment
      needed
    }
  }
`);

export const ReviewRulesFragment = graphql(`
  fragment ReviewRulesView on ReviewRules {
    version
    draft {
      savedAt
      savedBy
      content {
        ...ReviewRulesWords
      }
    }
    editions {
      number
      restores
      publishedAt
      publishedBy
      content {
        ...ReviewRulesWords
      }
    }
  }
`);

/** The rules with all that held, and the portfolios that may have rules of their own. */
export const ReviewRulesQuery = graphql(`
  query ReviewRulesPage {
    reviewRules {
      ...ReviewRulesView
    }
    portfolios {
      slug
      name
      needsCredential
      environments
      fourEyes
    }
  }
`);

export const SaveReviewRulesMutation = graphql(`
  mutation SaveReviewRules($input: SaveReviewRulesInput!) {
    saveReviewRules(input: $input) {
      reviewRules {
        ...ReviewRulesView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const PublishReviewRulesMutation = graphql(`
  mutation PublishReviewRules($version: Int!) {
    publishReviewRules(version: $version) {
      reviewRules {
        ...ReviewRulesView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const DiscardReviewRulesDraftMutation = graphql(`
  mutation DiscardReviewRulesDraft($version: Int!) {
    discardReviewRulesDraft(version: $version) {
      reviewRules {
        ...ReviewRulesView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const RestoreReviewRulesMutation = graphql(`
  mutation RestoreReviewRules($version: Int!, $number: Int!) {
    restoreReviewRules(version: $version, number: $number) {
      reviewRules {
        ...ReviewRulesView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
