import type { EnumDescription } from './enum-description.ts';
import type { StateLabel } from './state-labels.ts';

/** How far an event's delivery to a webhook is. */
export const WebhookDeliveryState = { PENDING: 'PENDING', DELIVERED: 'DELIVERED', FAILED: 'FAILED' } as const;

/** How far an event's delivery to a webhook is. */
export type WebhookDeliveryState = keyof typeof WebhookDeliveryState;

/** Its words in the API. */
export const WEBHOOK_DELIVERY_STATE_ENUM: EnumDescription<WebhookDeliveryState> = {
  name: 'WebhookDeliveryState',
  description: "How far an event's delivery to a webhook is.",
  valuesConfig: {
    PENDING: { description: 'To be sent, or to be tried again.' },
    DELIVERED: { description: 'The receiver answered 2xx.' },
    FAILED: { description: 'Given up; it can be replayed.' },
  },
};

/** A delivery's state on screen. */
export const WEBHOOK_DELIVERY_STATE_LABELS: Record<WebhookDeliveryState, StateLabel> = {
  PENDING: { label: 'Pendente', tone: 'blue' },
  DELIVERED: { label: 'Entregue', tone: 'green' },
  FAILED: { label: 'Não entregue', tone: 'red' },
};

/** Why an attempt did not deliver. */
export const WebhookFailure = {
  STATUS: 'STATUS',
  REDIRECT: 'REDIRECT',
  TIMEOUT: 'TIMEOUT',
  CONNECTION: 'CONNECTION',
  TLS: 'TLS',
  NAME_NOT_FOUND: 'NAME_NOT_FOUND',
  ADDRESS_NOT_PUBLIC: 'ADDRESS_NOT_PUBLIC',
} as const;

/** Why an attempt did not deliver. */
export type WebhookFailure = keyof typeof WebhookFailure;

/** Its words in the API. */
export const WEBHOOK_FAILURE_ENUM: EnumDescription<WebhookFailure> = {
  name: 'WebhookFailure',
  description: 'Why an attempt did not deliver.',
  valuesConfig: {
    STATUS: { description: 'The answer was neither 2xx nor 3xx.' },
    REDIRECT: { description: 'The answer was 3xx; redirects are not followed.' },
    TIMEOUT: { description: 'No answer within 15 seconds.' },
    CONNECTION: { description: 'The connection was refused, reset or broke off.' },
    TLS: { description: 'No secure connection: a certificate is wrong, or TLS is not spoken.' },
    NAME_NOT_FOUND: { description: "The host's name is not in the DNS." },
    ADDRESS_NOT_PUBLIC: { description: "The host's name leads to an address that is not public." },
  },
};

/** Why an attempt did not deliver, on screen. */
export const WEBHOOK_FAILURE_LABELS: Record<WebhookFailure, string> = {
  STATUS: 'O endereço respondeu com erro.',
  REDIRECT: 'O endereço respondeu com um redirecionamento, que não é seguido.',
  TIMEOUT: 'O endereço não respondeu em 15 segundos.',
  CONNECTION: 'A conexão foi recusada ou interrompida.',
  TLS: 'A conexão segura falhou: confira o certificado do servidor.',
  NAME_NOT_FOUND: 'O nome do servidor não foi encontrado no DNS.',
  ADDRESS_NOT_PUBLIC: 'O nome do servidor leva a um endereço que não é público.',
};
