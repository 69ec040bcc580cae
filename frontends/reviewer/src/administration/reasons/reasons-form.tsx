import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach } from '@portal/console/forms';
import { parseReviewReasons } from '@portal/domain';
import type { ReviewReasonsViewFragment } from '../../gql/graphql.ts';
import { DraftButtons } from '../content-form/draft-buttons.tsx';
import { DraftNotice } from '../content-form/draft-notice.tsx';
import { useContentForm } from '../content-form/use-content-form.ts';
import { ChangesView } from '../history/changes-view.tsx';
import { changesBetween } from './reason-changes.ts';
import {
  DiscardReviewReasonsDraftMutation,
  PublishReviewReasonsMutation,
  SaveReviewReasonsMutation,
} from './reasons-documents.ts';
import { ReasonsEditor } from './reasons-editor.tsx';
import { ReasonsPreview } from './reasons-preview.tsx';

const REASONS = readEach({ reasons: parseReviewReasons });

/** Writes the reasons. */
export function ReasonsForm({ content }: { content: ReviewReasonsViewFragment }) {
  const [save] = useAct(SaveReviewReasonsMutation);
  const [publish] = useAct(PublishReviewReasonsMutation);
  const [discard] = useAct(DiscardReviewReasonsDraftMutation);
  const writing = useContentForm({
    place: 'motivos-de-decisao',
    schema: REASONS,
    content,
    valuesOf: savedIn,
    save: async (read) => {
      const written = read.reasons.map((reason) => ({ ...reason, environments: [...reason.environments] }));
      const { data, error } = await save({ input: { reasons: written, version: content.version } });
      return answerOf(data?.saveReviewReasons, error);
    },
    publish: async ({ version }) => {
      const { data, error } = await publish({ version });
      return answerOf(data?.publishReviewReasons, error);
    },
    discard: async ({ version }) => {
      const { data, error } = await discard({ version });
      return answerOf(data?.discardReviewReasonsDraft, error);
    },
    words: {
      published: 'Motivos publicados. Quem analisa escolhe entre eles a partir de agora.',
      same: 'Estes motivos já estão em uso.',
    },
  });
  const { form, change } = writing;
  const { reasons } = form.values;
  const changes = changesBetween(content.editions[0]?.reasons ?? [], reasons);
  return (
    <Form of={form} className="portfolio-form">
      <DraftNotice of={writing} />
      <div className="portfolio-desk">
        <ReasonsEditor {...form.choice('reasons')} onChange={(next) => change({ reasons: next })} />
        <ReasonsPreview reasons={reasons} />
      </div>
      {changes.length > 0 && (
        <section aria-labelledby="reason-changes">
          <h2 id="reason-changes">O que muda em relação ao publicado</h2>
          <ChangesView changes={changes} />
        </section>
      )}
      <DraftButtons of={writing} />
    </Form>
  );
}

interface Payload {
  readonly reviewReasons: ReviewReasonsViewFragment;
  readonly problems: ReturnType<typeof problemsOf>;
}

function answerOf(payload: Payload | undefined, error: Parameters<typeof problemsOf>[1]) {
  return { content: payload?.reviewReasons, problems: problemsOf(payload, error) };
}

/** What is being written, else what is in use. */
function savedIn(content: ReviewReasonsViewFragment | null) {
  const reasons = content?.draft?.reasons ?? content?.editions[0]?.reasons ?? [];
  return { reasons: reasons.map(({ code, label, environments }) => ({ code, label, environments })) };
}
