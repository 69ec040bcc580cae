import { openKeptDraft, useViewer } from '@portal/console';
import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, useForm } from '@portal/console/forms';
import { formatDateTime, valid } from '@portal/domain';
import { Button, Message, useNotify } from '@portal/ui';
import { useRef } from 'react';
import type { ReviewRulesViewFragment } from '../../gql/graphql.ts';
import { AnswerTimesFields } from './answer-times-fields.tsx';
import { FourEyesFields } from './four-eyes-fields.tsx';
import { HolidaysFields } from './holidays-fields.tsx';
import {
  DiscardReviewRulesDraftMutation,
  PublishReviewRulesMutation,
  SaveReviewRulesMutation,
} from './rules-documents.ts';
import { isSame, type RuledPortfolio, readHolidays, readTimes, type Written, writtenOf } from './written.ts';

const RULES = readEach({
  answerTimes: readTimes,
  fourEyes: (rules: Written['fourEyes']) => valid([...rules]),
  holidays: readHolidays,
});

interface RulesFormProps {
  readonly rules: ReviewRulesViewFragment;
  readonly portfolios: readonly RuledPortfolio[];
}

/** Writes the rules: saved as a draft, and published when they are to hold. What is not saved yet stays in this tab. */
export function RulesForm({ rules, portfolios }: RulesFormProps) {
  const [save] = useAct(SaveReviewRulesMutation);
  const [publish] = useAct(PublishReviewRulesMutation);
  const [discard, discarding] = useAct(DiscardReviewRulesDraftMutation);
  const { notify } = useNotify();
  const kept = openKeptDraft<Written>(sessionStorage, useViewer()?.id ?? '', 'regras-da-analise');
  const asked = portfolios.filter(({ needsCredential }) => needsCredential);
  const saved = savedIn(rules);
  const publishing = useRef(false);
  const form = useForm({
    schema: RULES,
    initial: { ...saved, ...kept.read() },
    send: async (read) => {
      let now: ReviewRulesViewFragment = rules;
      if (!isSame(form.values, saved)) {
        const { data, error } = await save({ input: { ...read, version: rules.version } });
        const problems = problemsOf(data?.saveReviewRules, error);
        if (problems.length > 0) return problems;
        now = data?.saveReviewRules?.reviewRules ?? now;
        kept.write(null);
      }
      if (publishing.current && now.draft) {
        const { data, error } = await publish({ version: now.version });
        const problems = problemsOf(data?.publishReviewRules, error);
        if (problems.length > 0) return problems;
        now = data?.publishReviewRules?.reviewRules ?? now;
        tell('Regras publicadas. Valem para o que for enviado a partir de agora.');
      } else tell(publishing.current ? 'Estas regras já estão em uso.' : 'Rascunho salvo.');
      form.change(savedIn(now));
      return [];
    },
  });

  function tell(text: string): void {
    notify({ about: 'review-rules', tone: 'success', text });
  }
  function change(written: Partial<Written>): void {
    form.change(written);
    const next = { ...form.values, ...written };
    kept.write(isSame(next, saved) ? null : next);
  }
  async function forgetDraft(): Promise<void> {
    const { data, error } = await discard({ version: rules.version });
    const [problem] = problemsOf(data?.discardReviewRulesDraft, error);
    if (problem) return notify({ about: 'review-rules', tone: 'danger', text: problem.message });
    kept.write(null);
    const left = data?.discardReviewRulesDraft?.reviewRules;
    if (left) form.change(savedIn(left));
    tell('Rascunho descartado.');
  }

  return (
    <Form of={form} className="rules-form">
      {rules.draft && (
        <Message
          tone="info"
          role="none"
          actions={
            !isSame(form.values, saved) && (
              <Button size="small" onClick={() => change(saved)}>
                Trocar pelo que está salvo
              </Button>
            )
          }
        >
          Há um rascunho de {rules.draft.savedBy}, salvo em {formatDateTime(rules.draft.savedAt)}, que ainda não vale.
        </Message>
      )}
      <AnswerTimesFields
        {...form.choice('answerTimes')}
        holidays={form.values.holidays}
        portfolios={asked}
        onChange={(answerTimes) => change({ answerTimes })}
      />
      <FourEyesFields {...form.choice('fourEyes')} portfolios={asked} onChange={(fourEyes) => change({ fourEyes })} />
      <HolidaysFields {...form.choice('holidays')} onChange={(holidays) => change({ holidays })} />
      <div className="button-row">
        <Button
          type="submit"
          variant="primary"
          busy={form.submitting}
          onClick={() => {
            publishing.current = true;
          }}
        >
          Publicar
        </Button>
        <Button
          type="submit"
          busy={form.submitting}
          onClick={() => {
            publishing.current = false;
          }}
        >
          Salvar rascunho
        </Button>
        {rules.draft && (
          <Button variant="tertiary" busy={discarding} onClick={() => void forgetDraft()}>
            Descartar rascunho
          </Button>
        )}
      </div>
    </Form>
  );
}

/** What is being written, else what is in use. */
function savedIn({ draft, editions }: ReviewRulesViewFragment): Written {
  const content = draft?.content ?? editions[0]?.content;
  return content ? writtenOf(content) : { answerTimes: [], holidays: [], fourEyes: [] };
}
