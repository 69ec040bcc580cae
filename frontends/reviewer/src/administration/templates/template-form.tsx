import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required } from '@portal/console/forms';
import {
  LIMITS,
  parseReplyTemplateName,
  parseReplyTemplateText,
  REPLY_VARIABLE_LABELS,
  REPLY_VARIABLES,
} from '@portal/domain';
import { Button, TextArea, TextField } from '@portal/ui';
import { useNavigate } from 'react-router';
import { insertText } from '../../insert-text.ts';
import { DraftButtons } from '../content-form/draft-buttons.tsx';
import { DraftNotice } from '../content-form/draft-notice.tsx';
import { useContentForm } from '../content-form/use-content-form.ts';
import {
  DiscardReplyTemplateDraftMutation,
  PublishReplyTemplateMutation,
  SaveReplyTemplateMutation,
} from './template-documents.ts';
import { type Template, wordsOf } from './template-state.ts';
import { TemplateText } from './template-text.tsx';

const WORDS = readEach({
  name: required(parseReplyTemplateName, 'Dê um nome ao modelo.'),
  text: required(parseReplyTemplateText, 'Escreva o texto do modelo.'),
});

/** Writes a template. */
export function TemplateForm({ template }: { template: Template | null }) {
  const [save] = useAct(SaveReplyTemplateMutation);
  const [publish] = useAct(PublishReplyTemplateMutation);
  const [discard] = useAct(DiscardReplyTemplateDraftMutation);
  const navigate = useNavigate();
  const writing = useContentForm({
    place: `modelo.${template?.templateId ?? 'novo'}`,
    schema: WORDS,
    content: template,
    valuesOf: (now) => (now ? wordsOf(now) : { name: '', text: '' }),
    isInUse: ({ text }) => text !== null,
    save: async (words, now) => {
      const { data, error } = await save({ input: { templateId: now?.templateId, version: now?.version, ...words } });
      return answerOf(data?.saveReplyTemplate, error);
    },
    publish: async ({ templateId, version }) => {
      const { data, error } = await publish({ templateId, version });
      return answerOf(data?.publishReplyTemplate, error);
    },
    discard: async ({ templateId, version }) => {
      const { data, error } = await discard({ templateId, version });
      return answerOf(data?.discardReplyTemplateDraft, error);
    },
    words: { published: 'Modelo publicado. Quem analisa já pode usá-lo.', same: 'Este texto já está em uso.' },
    onMade: ({ templateId }) => void navigate(`/administracao/modelos/${templateId}`, { replace: true }),
    onGone: () => void navigate('/administracao/modelos'),
  });
  const { form, change } = writing;
  const area = form.text('text');
  return (
    <Form of={form} className="template-form">
      <DraftNotice of={writing} />
      <TextField
        {...form.text('name')}
        label="Nome do modelo"
        help="Só quem analisa o vê, ao escolher."
        maxLength={LIMITS.replyTemplateName.max}
        onChange={({ target }) => change({ name: target.value })}
      />
      <TextArea
        {...area}
        label="Texto"
        help="O que está entre chaves duplas é trocado pelos dados da solicitação ao inserir."
        rows={8}
        limit={LIMITS.replyTemplateText.max}
        onChange={({ target }) => change({ text: target.value })}
      />
      <fieldset className="template-variables">
        <legend>Inserir variável</legend>
        {REPLY_VARIABLES.map((name) => (
          <Button key={name} size="small" onClick={() => insertText(area.id, `{{${name}}}`)}>
            {REPLY_VARIABLE_LABELS[name]}
          </Button>
        ))}
      </fieldset>
      <TemplateText text={form.values.text} />
      <DraftButtons of={writing} />
    </Form>
  );
}

interface Payload {
  readonly replyTemplate?: Template | null;
  readonly problems: ReturnType<typeof problemsOf>;
}

function answerOf(payload: Payload | undefined, error: Parameters<typeof problemsOf>[1]) {
  return { content: payload?.replyTemplate, problems: problemsOf(payload, error) };
}
