import { openKeptDraft, useViewer } from '@portal/console';
import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import {
  formatDateTime,
  LIMITS,
  parseReplyTemplateName,
  parseReplyTemplateText,
  REPLY_VARIABLE_LABELS,
  REPLY_VARIABLES,
} from '@portal/domain';
import { Button, Message, TextArea, TextField, useNotify } from '@portal/ui';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { insertText } from '../../insert-text.ts';
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

interface Words {
  name: string;
  text: string;
}

/** Writes a template: saved as a draft, and published when it is to be used. What is not saved yet stays in this tab. */
export function TemplateForm({ template }: { template: Template | null }) {
  const [save] = useAct(SaveReplyTemplateMutation);
  const [publish] = useAct(PublishReplyTemplateMutation);
  const [discard, discarding] = useAct(DiscardReplyTemplateDraftMutation);
  const navigate = useNavigate();
  const { notify } = useNotify();
  const person = useViewer()?.id ?? '';
  const kept = openKeptDraft<Words>(sessionStorage, person, `modelo.${template?.templateId ?? 'novo'}`);
  const saved = template ? wordsOf(template) : { name: '', text: '' };
  const publishing = useRef(false);
  const form = useForm({
    schema: WORDS,
    initial: { ...saved, ...kept.read() },
    send: async (words) => {
      let now = template;
      if (!now || !isSame(words, now.draft ?? { name: now.name ?? '', text: now.text ?? '' })) {
        const { templateId, version } = now ?? {};
        const { data, error } = await save({ input: { templateId, version, ...words } });
        const problems = problemsOf(data?.saveReplyTemplate, error);
        if (problems.length > 0) return problems;
        now = data?.saveReplyTemplate?.replyTemplate ?? now;
        kept.write(null);
      }
      if (publishing.current && now?.draft) {
        const { templateId, version } = now;
        const { data, error } = await publish({ templateId, version });
        const problems = problemsOf(data?.publishReplyTemplate, error);
        if (problems.length > 0) return problems;
        tell(now, 'Modelo publicado. Quem analisa já pode usá-lo.');
      } else if (now) tell(now, publishing.current ? 'Este texto já está em uso.' : 'Rascunho salvo.');
      form.change(words);
      if (!template && now) void navigate(`/administracao/modelos/${now.templateId}`, { replace: true });
      return [];
    },
  });

  function tell({ templateId }: Template, text: string): void {
    notify({ about: templateId, tone: 'success', text });
  }
  function change(words: Partial<Words>): void {
    form.change(words);
    const next = { ...form.values, ...words };
    kept.write(isSame(next, saved) ? null : next);
  }
  async function forgetDraft(shown: Template): Promise<void> {
    const { data, error } = await discard({ templateId: shown.templateId, version: shown.version });
    const problems = problemsOf(data?.discardReplyTemplateDraft, error);
    if (problems.length > 0)
      return notify({ about: shown.templateId, tone: 'danger', text: problems[0]?.message ?? '' });
    kept.write(null);
    const left = data?.discardReplyTemplateDraft?.replyTemplate;
    if (!left) return void navigate('/administracao/modelos');
    form.change(wordsOf(left));
    tell(left, 'Rascunho descartado.');
  }

  const area = form.text('text');
  return (
    <Form of={form} className="template-form">
      {template?.draft && !isSame(form.values, template.draft) && (
        <Message
          tone="info"
          role="none"
          actions={
            <Button size="small" onClick={() => change(wordsOf(template))}>
              Trocar pelo que está salvo
            </Button>
          }
        >
          Há um rascunho de {template.draft.savedBy}, salvo em {formatDateTime(template.draft.savedAt)}, diferente do
          que está escrito aqui.
        </Message>
      )}
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
        {template?.draft && (
          <Button variant="tertiary" busy={discarding} onClick={() => void forgetDraft(template)}>
            Descartar rascunho
          </Button>
        )}
      </div>
    </Form>
  );
}

function isSame(one: Words, other: Words): boolean {
  return one.name === other.name && one.text === other.text;
}
