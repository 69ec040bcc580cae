import type { EnumDescription } from './enum-description.ts';
import type { StateLabel } from './state-labels.ts';

/** Whether a webhook is sent to. */
export const WebhookState = { ACTIVE: 'ACTIVE', DISABLED: 'DISABLED' } as const;

/** Whether a webhook is sent to. */
export type WebhookState = keyof typeof WebhookState;

/** Its words in the API. */
export const WEBHOOK_STATE_ENUM: EnumDescription<WebhookState> = {
  name: 'WebhookState',
  description: 'Whether a webhook is sent to.',
  valuesConfig: {
    ACTIVE: { description: 'Events are sent to it.' },
    DISABLED: { description: 'Nothing is sent to it, and what happens meanwhile never will be.' },
  },
};

/** A webhook's state on screen. */
export const WEBHOOK_STATE_LABELS: Record<WebhookState, StateLabel> = {
  ACTIVE: { label: 'Ativo', tone: 'green' },
  DISABLED: { label: 'Desativado', tone: 'yellow' },
};

/** Why a webhook is disabled. */
export const WebhookDisabledReason = { OWNER: 'OWNER', FAILING: 'FAILING', GONE: 'GONE' } as const;

/** Why a webhook is disabled. */
export type WebhookDisabledReason = keyof typeof WebhookDisabledReason;

/** Its words in the API. */
export const WEBHOOK_DISABLED_REASON_ENUM: EnumDescription<WebhookDisabledReason> = {
  name: 'WebhookDisabledReason',
  description: 'Why a webhook is disabled.',
  valuesConfig: {
    OWNER: { description: 'Its owner disabled it.' },
    FAILING: { description: 'The Portal did: for 3 days nothing that was sent to it arrived.' },
    GONE: { description: 'The Portal did: the receiver answered 410 Gone.' },
  },
};

/** Why a webhook is disabled, on screen. */
export const WEBHOOK_DISABLED_REASON_LABELS: Record<WebhookDisabledReason, string> = {
  OWNER: 'Desativado por quem cuida dele.',
  FAILING: 'Desativado pelo Portal: durante 3 dias nenhum aviso chegou a este endereço.',
  GONE: 'Desativado pelo Portal: o endereço respondeu 410, que não quer mais receber avisos.',
};
