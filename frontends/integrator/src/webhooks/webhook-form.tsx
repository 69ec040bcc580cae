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
import { Button, CheckboxGroup, Dialog, Select, TextField } from '@portal/ui';
import { type ReactNode, useState } from 'react';
import type { WebhookCardFragment } from '../gql/graphql.ts';
import type { TeamChoice } from './use-answered-teams.ts';
import { CreateWebhook, UpdateWebhook } from './webhook.documents.ts';
import { WebhookSecret } from './webhook-secret.tsx';

interface WebhookFormProps {
  /** The one that is edited; without it a new one is made. */
  readonly webhook?: WebhookCardFragment;
  /** The teams that it may belong to: a new one does, wherever there is one. */
  readonly teams: readonly TeamChoice[];
  readonly onClose: () => void;
}

const EVENTS = Object.values(WebhookEventType).map((value) => ({ value, label: WEBHOOK_EVENT_LABELS[value] }));

const WEBHOOK = readEach({
  // Which addresses can be reached is the Portal's to say.
  url: required(valid<string>, 'Informe o endereço.'),
  description: parseWebhookDescription,
  eventTypes: (chosen: readonly WebhookEventType[]) =>
    chosen.length > 0 ? valid([...chosen]) : invalid('Escolha pelo menos um evento.'),
  teamId: (chosen: string) => valid(chosen === '' ? undefined : chosen),
});

/** Makes a webhook, and then shows its secret; or edits one. */
export function WebhookForm({ webhook, teams, onClose }: WebhookFormProps) {
  const [secret, setSecret] = useState<string>();
  const [create] = useAct(CreateWebhook);
  const [update] = useAct(UpdateWebhook);
  const form = useForm({
    schema: WEBHOOK,
    initial: {
      url: webhook?.url ?? '',
      description: webhook?.description ?? '',
      eventTypes: webhook?.eventTypes ?? Object.values(WebhookEventType),
      teamId: webhook ? '' : (teams[0]?.id ?? ''),
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

  const options = teams.map(({ id, name }) => ({ value: id, label: name }));
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
        {webhook ? (
          teams.length > 0 && (
            <Select
              {...form.text('teamId')}
              label="De quem é"
              help="De uma equipe, avisa só do que é dela e continua quando as pessoas saem. Não volta a ser só seu."
              placeholder="Só meu"
              options={options}
            />
          )
        ) : (
          <TeamOfNew teams={teams}>
            <Select {...form.text('teamId')} label="Equipe" options={options} />
          </TeamOfNew>
        )}
        <CheckboxGroup {...form.choice('eventTypes')} legend="Eventos" options={EVENTS} />
      </Form>
    </Dialog>
  );
}

interface TeamOfNewProps {
  readonly teams: readonly TeamChoice[];
  readonly children: ReactNode;
}

/** Whose a new one is: chosen where there are several teams. */
function TeamOfNew({ teams, children }: TeamOfNewProps) {
  const [only] = teams;
  if (!only) {
    return (
      <p>
        Este webhook será só seu: avisa das suas solicitações e das equipes em que você for gestor, enquanto você for.
      </p>
    );
  }
  if (teams.length > 1) return children;
  return (
    <p>
      Este webhook será da equipe <strong>{only.name}</strong>: avisa só do que é dela.
    </p>
  );
}
