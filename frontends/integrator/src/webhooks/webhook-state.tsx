import {
  formatDateTime,
  WEBHOOK_DELIVERY_STATE_LABELS,
  WEBHOOK_DISABLED_REASON_LABELS,
  WEBHOOK_EVENT_LABELS,
  WEBHOOK_STATE_LABELS,
  type WebhookDeliveryState,
  WebhookEventType,
  type WebhookState,
} from '@portal/domain';
import { type IconName, Message, Tag } from '@portal/ui';
import type { WebhookCardFragment } from '../gql/graphql.ts';

/** A webhook's state: word, colour and icon. */
export function WebhookTag({ state }: { readonly state: WebhookState }) {
  const { label, tone } = WEBHOOK_STATE_LABELS[state];
  return (
    <Tag tone={tone} icon={state === 'ACTIVE' ? 'success' : 'suspended'}>
      {label}
    </Tag>
  );
}

const DELIVERY_ICONS: Record<WebhookDeliveryState, IconName> = {
  PENDING: 'pending',
  DELIVERED: 'success',
  FAILED: 'refused',
};

/** A delivery's state: word, colour and icon. */
export function DeliveryTag({ state }: { readonly state: WebhookDeliveryState }) {
  const { label, tone } = WEBHOOK_DELIVERY_STATE_LABELS[state];
  return (
    <Tag tone={tone} icon={DELIVERY_ICONS[state]}>
      {label}
    </Tag>
  );
}

/** Whose a webhook is, in words. */
export function whoseWebhook({ teamName }: Pick<WebhookCardFragment, 'teamName'>): string {
  return teamName == null ? 'Só seu' : `Equipe ${teamName}`;
}

/** Says why a webhook is disabled and what that means; nothing while it is active. */
export function WebhookSentence({ webhook }: { readonly webhook: WebhookCardFragment }) {
  if (!webhook.disabledReason) return null;
  return (
    <Message tone="warning" role="none">
      <p>
        {WEBHOOK_DISABLED_REASON_LABELS[webhook.disabledReason]} Desde {formatDateTime(webhook.stateChangedAt)} nada é
        enviado. O que estava pendente continua quando você ativar de novo.
      </p>
    </Message>
  );
}

/** The events that a webhook is told of, in words. */
export function EventNames({ types }: { readonly types: readonly WebhookEventType[] }) {
  const all = Object.values(WebhookEventType);
  return all.every((type) => types.includes(type))
    ? 'Todos'
    : types.map((type) => WEBHOOK_EVENT_LABELS[type]).join(', ');
}
