import {
  formatDateTime,
  WEBHOOK_DELIVERY_STATE_LABELS,
  WEBHOOK_DISABLED_REASON_LABELS,
  WEBHOOK_FAILURE_LABELS,
  WEBHOOK_STATE_LABELS,
  WebhookEventType,
  webhookEventLabel,
  webhookEventName,
} from '@portal/domain';
import type { WebhookDeliveryFieldsFragment, WebhookFieldsFragment } from '../gql/graphql.ts';
import { UsageError } from './command-errors.ts';
import { TONE_STYLES } from './request-text.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

const EVENT_TYPES = Object.values(WebhookEventType);

/** Every event by its name, as a payload has it. */
export const EVENT_NAMES: readonly string[] = EVENT_TYPES.map(webhookEventName);

/** Events by their names; all of them where none is named. */
export function eventTypesOf(names: readonly string[]): WebhookEventType[] {
  if (names.length === 0) return EVENT_TYPES;
  return names.map((name) => {
    const found = EVENT_TYPES.find((type) => webhookEventName(type) === name.toLowerCase());
    if (!found) throw new UsageError(`--event não conhece ${name}. Valores: ${EVENT_NAMES.join(', ')}.`);
    return found;
  });
}

/** Everything that one wants to see of a webhook. */
export function webhookText(terminal: Terminal, webhook: WebhookFieldsFragment): string {
  const { id, url, state, description, eventTypes, disabledReason, lastDeliveredAt, teamName } = webhook;
  const { label, tone } = WEBHOOK_STATE_LABELS[state];
  const events = eventTypes.length === EVENT_TYPES.length ? 'todos' : eventTypes.map(webhookEventName).join(', ');
  return [
    `${terminal.paint('bold', id)} · ${terminal.paint(TONE_STYLES[tone], label)} · ${url}`,
    ...(description ? [`  ${description}`] : []),
    `  De quem é: ${teamName == null ? 'só seu' : `equipe ${teamName}`}`,
    ...(disabledReason ? [`  ${WEBHOOK_DISABLED_REASON_LABELS[disabledReason]}`] : []),
    `  Eventos: ${events}`,
    `  Última entrega: ${lastDeliveredAt ? formatDateTime(lastDeliveredAt) : 'nenhuma'}`,
  ].join('\n');
}

/** Deliveries, a line each. */
export function deliveriesText(terminal: Terminal, deliveries: readonly WebhookDeliveryFieldsFragment[]): string {
  const heads = ['Entrega', 'Situação', 'Evento', 'Quando', 'Resultado'];
  const rows = deliveries.map((delivery) => [
    delivery.id,
    WEBHOOK_DELIVERY_STATE_LABELS[delivery.state].label,
    webhookEventLabel(delivery.eventType),
    formatDateTime(delivery.createdAt),
    lastAttemptText(delivery),
  ]);
  return table([heads, ...rows], (cell, column, row) => {
    if (row === 0) return terminal.paint('bold', cell);
    const state = deliveries[row - 1]?.state;
    return column === 1 && state ? terminal.paint(TONE_STYLES[WEBHOOK_DELIVERY_STATE_LABELS[state].tone], cell) : cell;
  });
}

/** What came of the last attempt. */
export function lastAttemptText({ attempts }: WebhookDeliveryFieldsFragment): string {
  const last = attempts.reduce<(typeof attempts)[number] | undefined>(
    (latest, attempt) => (latest && latest.at > attempt.at ? latest : attempt),
    undefined,
  );
  if (!last) return 'ainda não enviado';
  const { responseStatus, failure, durationMs } = last;
  const told = [responseStatus, failure && WEBHOOK_FAILURE_LABELS[failure]].filter(Boolean).join(', ');
  return `${told} (${durationMs} ms)`;
}
