import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach } from '@portal/console/forms';
import { valid } from '@portal/domain';
import type { ReviewRulesViewFragment } from '../../gql/graphql.ts';
import { DraftButtons } from '../content-form/draft-buttons.tsx';
import { DraftNotice } from '../content-form/draft-notice.tsx';
import { useContentForm } from '../content-form/use-content-form.ts';
import { AnswerTimesFields } from './answer-times-fields.tsx';
import { FourEyesFields } from './four-eyes-fields.tsx';
import { HolidaysFields } from './holidays-fields.tsx';
import {
  DiscardReviewRulesDraftMutation,
  PublishReviewRulesMutation,
  SaveReviewRulesMutation,
} from './rules-documents.ts';
import { type RuledPortfolio, readHolidays, readTimes, type Written, writtenOf } from './written.ts';

const RULES = readEach({
  answerTimes: readTimes,
  fourEyes: (rules: Written['fourEyes']) => valid([...rules]),
  holidays: readHolidays,
});

interface RulesFormProps {
  readonly rules: ReviewRulesViewFragment;
  readonly portfolios: readonly RuledPortfolio[];
}

/** Writes the rules. */
export function RulesForm({ rules, portfolios }: RulesFormProps) {
  const [save] = useAct(SaveReviewRulesMutation);
  const [publish] = useAct(PublishReviewRulesMutation);
  const [discard] = useAct(DiscardReviewRulesDraftMutation);
  const writing = useContentForm({
    place: 'regras-da-analise',
    schema: RULES,
    content: rules,
    valuesOf: savedIn,
    save: async (read) => {
      const { data, error } = await save({ input: { ...read, version: rules.version } });
      return answerOf(data?.saveReviewRules, error);
    },
    publish: async ({ version }) => {
      const { data, error } = await publish({ version });
      return answerOf(data?.publishReviewRules, error);
    },
    discard: async ({ version }) => {
      const { data, error } = await discard({ version });
      return answerOf(data?.discardReviewRulesDraft, error);
    },
    words: {
      published: 'Regras publicadas. Valem para o que for enviado a partir de agora.',
      same: 'Estas regras já estão em uso.',
    },
  });
  const { form, change } = writing;
  const asked = portfolios.filter(({ needsCredential }) => needsCredential);
  return (
    <Form of={form} className="rules-form">
      <DraftNotice of={writing} />
      <AnswerTimesFields
        {...form.choice('answerTimes')}
        holidays={form.values.holidays}
        portfolios={asked}
        onChange={(answerTimes) => change({ answerTimes })}
      />
      <FourEyesFields {...form.choice('fourEyes')} portfolios={asked} onChange={(fourEyes) => change({ fourEyes })} />
      <HolidaysFields {...form.choice('holidays')} onChange={(holidays) => change({ holidays })} />
      <DraftButtons of={writing} />
    </Form>
  );
}

interface Payload {
  readonly reviewRules: ReviewRulesViewFragment;
  readonly problems: ReturnType<typeof problemsOf>;
}

function answerOf(payload: Payload | undefined, error: Parameters<typeof problemsOf>[1]) {
  return { content: payload?.reviewRules, problems: problemsOf(payload, error) };
}

/** What is being written, else what is in use. */
function savedIn(rules: ReviewRulesViewFragment | null): Written {
  const content = rules?.draft?.content ?? rules?.editions[0]?.content;
  return content ? writtenOf(content) : { answerTimes: [], holidays: [], fourEyes: [] };
}
