import { actMessage, useAct } from '@portal/console/acts';
import { LIMITS, WEBHOOK_EVENT_LABELS, WebhookEventType } from '@portal/domain';
import { Button, CheckboxGroup, Dialog, Message, TextField } from '@portal/ui';
import { useState } from 'react';
import type { WebhookCardFragment } from '../gql/graphql.ts';
import { CreateWebhook, UpdateWebhook } from './webhook.documents.ts';
import { WebhookSecret } from './webhook-secret.tsx';

interface WebhookFormProps {
  /** The one that is edited; without it a new one is made. */
  readonly webhook?: WebhookCardFragment;
  readonly onClose: () => void;
}

interface Problem {
  readonly message: string;
  readonly path?: readonly string[] | null;
}

const EVENTS = Object.values(WebhookEventType).map((value) => ({ value, label: WEBHOOK_EVENT_LABELS[value] }));
const FIELDS = ['url', 'description', 'eventTypes'] as const;

/** Makes a webhook, and then shows its secret; or edits one. */
export function WebhookForm({ webhook, onClose }: WebhookFormProps) {
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [description, setDescription] = useState(webhook?.description ?? '');
  const [eventTypes, setEventTypes] = useState<WebhookEventType[]>(
    webhook ? [...webhook.eventTypes] : Object.values(WebhookEventType),
  );
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [secret, setSecret] = useState<string>();
  const [create, creating] = useAct(CreateWebhook);
  const [update, updating] = useAct(UpdateWebhook);
  const faultOf = (field: string) => problems.find(({ path }) => path?.[0] === field)?.message;
  const others = problems.filter(({ path }) => !FIELDS.some((field) => field === path?.[0]));

  async function save(): Promise<void> {
    const input = { url, description, eventTypes };
    if (webhook) {
      const { data, error } = await update({ input: { id: webhook.id, version: webhook.version, ...input } });
      end(data?.updateWebhook.problems, error, onClose);
    } else {
      const { data, error } = await create({ input });
      end(data?.createWebhook.problems, error, () => setSecret(data?.createWebhook.secret ?? undefined));
    }
  }

  function end(told: readonly Problem[] | undefined, error: Parameters<typeof actMessage>[1], done: () => void): void {
    if (told?.length === 0) done();
    else setProblems(told ?? [{ message: actMessage(undefined, error) }]);
  }

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
          <Button variant="primary" busy={creating || updating} onClick={() => void save()}>
            {webhook ? 'Salvar' : 'Criar webhook'}
          </Button>
        </>
      }
    >
      {others.map(({ message }) => (
        <Message key={message} tone="danger">
          {message}
        </Message>
      ))}
      <TextField
        label="Endereço"
        help="Deve começar com https:// e estar na internet."
        type="url"
        inputMode="url"
        autoComplete="url"
        maxLength={LIMITS.webhookUrl.max}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        error={faultOf('url')}
      />
      <TextField
        label="Descrição"
        optional
        maxLength={LIMITS.webhookDescription.max}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        error={faultOf('description')}
      />
      <CheckboxGroup
        legend="Eventos"
        options={EVENTS}
        value={eventTypes}
        onChange={setEventTypes}
        error={faultOf('eventTypes')}
      />
    </Dialog>
  );
}
