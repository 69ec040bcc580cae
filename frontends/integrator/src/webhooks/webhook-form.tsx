import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import {
  invalid,
  LIMITS,
  parseWebhookDescription,
  valid,
  WEBHOOK_EVENT_LABELS,
  WebhookEventType,
} from '@portal/domain';
import { Button, CheckboxGroup, Dialog, TextField } from '@portal/ui';
import { useState } from 'react';
import type { WebhookCardFragment } from '../gql/graphql.ts';
import { CreateWebhook, UpdateWebhook } from './webhook.documents.ts';
import { WebhookSecret } from './webhook-secret.tsx';

interface WebhookFormProps {
  /** The one that is edited; without it a new one is made. */
  readonly webhook?: WebhookCardFragment;
  readonly onClose: () => void;
}

const EVENTS = Object.values(WebhookEventType).map((value) => ({ value, label: WEBHOOK_EVENT_LABELS[value] }));

const WEBHOOK = readEach({
  // Which addresses can be reached is the Portal's to say.
  url: required(valid<string>, 'Informe o endereço.'),
  description: parseWebhookDescription,
  eventTypes: (chosen: readonly WebhookEventType[]) =>
    chosen.length > 0 ? valid([...chosen]) : invalid('Escolha pelo menos um evento.'),
});

/** Makes a webhook, and then shows its secret; or edits one. */
export function WebhookForm({ webhook, onClose }: WebhookFormProps) {
  const [secret, setSecret] = useState<string>();
  const [create] = useAct(CreateWebhook);
  const [update] = useAct(UpdateWebhook);
  const form = useForm({
    schema: WEBHOOK,
    initial: {
      url: webhook?.url ?? '',
      description: webhook?.description ?? '',
      eventTypes: webhook?.eventTypes ?? Object.values(WebhookEventType),
    },
    send: async (input) => {
      if (webhook) {
        const { data, error } = await update({ input: { id: webhook.id, version: webhook.version, ...input } });
        if (data?.updateWebhook.problems.length === 0) onClose();
        return problemsOf(data?.updateWebhook, error);
      }
      const { data, error } = await create({ input });
      setSecret(data?.createWebhook.secret ?? undefined);
      return problemsOf(data?.createWebhook, error);
    },
  });

  if (secret !== undefined) return <WebhookSecret secret={secret} onClose={onClose} />;
  return (
    <Dialog
      open
      size="large"
      title={webhook ? 'Editar webhook' : 'Novo webhook'}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting}>
            {webhook ? 'Salvar' : 'Criar webhook'}
          </Button>
        </>
      }
    >
      <Form of={form}>
        <TextField
          {...form.text('url')}
          label="Endereço"
          help="Deve começar com https:// e estar na internet."
          type="url"
          inputMode="url"
          autoComplete="url"
          maxLength={LIMITS.webhookUrl.max}
        />
        <TextField {...form.text('description')} label="Descrição" optional maxLength={LIMITS.webhookDescription.max} />
        <CheckboxGroup {...form.choice('eventTypes')} legend="Eventos" options={EVENTS} />
      </Form>
    </Dialog>
  );
}
