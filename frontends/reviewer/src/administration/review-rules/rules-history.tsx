import { problemsOf, useAct } from '@portal/console/acts';
import type { ReviewRulesViewFragment } from '../../gql/graphql.ts';
import { ChangesView } from '../history/changes-view.tsx';
import { EditionHistory } from '../history/edition-history.tsx';
import { RestoreReviewRulesMutation } from './rules-documents.ts';
import { changesSince } from './rules-words.ts';

interface RulesHistoryProps {
  readonly rules: ReviewRulesViewFragment;
  readonly administers: boolean;
}

/** What held of the rules. */
export function RulesHistory({ rules: { version, editions }, administers }: RulesHistoryProps) {
  const [restore] = useAct(RestoreReviewRulesMutation);
  return (
    <EditionHistory
      about="review-rules"
      editions={editions}
      administers={administers}
      changes={(edition, before) => <ChangesView changes={changesSince(before?.content, edition.content)} />}
      onRestore={async (number) => {
        const { data, error } = await restore({ version, number });
        return problemsOf(data?.restoreReviewRules, error);
      }}
    />
  );
}
