import { graphql } from '../../gql/index.ts';

export const ReviewReasonsFragment = graphql(`
  fragment ReviewReasonsView on ReviewReasons {
    version
    draft {
      savedAt
      savedBy
      reasons {
        code
        label
        environments
      }
    }
    editions {
      number
      restores
      publishedAt
      publishedBy
      reasons {
        code
        label
        environments
      }
    }
  }
`);

/** The reasons with all that could be given. */
export const ReviewReasonsQuery = graphql(`
  query ReviewReasonsPage {
    reviewReasons {
      ...ReviewReasonsView
    }
  }
`);

export const SaveReviewReasonsMutation = graphql(`
  mutation SaveReviewReasons($input: SaveReviewReasonsInput!) {
    saveReviewReasons(input: $input) {
      reviewReasons {
        ...ReviewReasonsView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const PublishReviewReasonsMutation = graphql(`
  mutation PublishReviewReasons($version: Int!) {
    publishReviewReasons(version: $version) {
      reviewReasons {
        ...ReviewReasonsView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const DiscardReviewReasonsDraftMutation = graphql(`
  mutation DiscardReviewReasonsDraft($version: Int!) {
    discardReviewReasonsDraft(version: $version) {
      reviewReasons {
        ...ReviewReasonsView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const RestoreReviewReasonsMutation = graphql(`
  mutation RestoreReviewReasons($version: Int!, $number: Int!) {
    restoreReviewReasons(version: $version, number: $number) {
      reviewReasons {
        ...ReviewReasonsView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
