import { type Reading, useRead } from '@portal/console';
import type { RequestPolicy } from 'urql';
import type { RunsUnderReviewQuery } from '../../gql/graphql.ts';
import { RunsUnderReview } from './run-documents.ts';

type Credential = NonNullable<NonNullable<RunsUnderReviewQuery['accessRequest']>['homologationCredential']>;

/** A run of the homologation credential that a request is decided by, as little of it as a list tells. */
export type ReviewableRun = NonNullable<Credential['conformanceRunsUnderReview']>[number];

interface RunsUnderReviewOptions {
  readonly pause?: boolean;
  readonly requestPolicy?: RequestPolicy;
}

/** The runs of the homologation credential that production is asked for with; none where it is asked for otherwise. */
export function useRunsUnderReview(requestId: string, options?: RunsUnderReviewOptions): Reading<ReviewableRun[]> {
  return useRead({
    query: RunsUnderReview,
    variables: { id: requestId },
    pick: (data) => data.accessRequest?.homologationCredential?.conformanceRunsUnderReview ?? [],
    ...options,
  });
}
