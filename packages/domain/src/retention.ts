import type { EnumDescription } from './enum-description.ts';

/** What is kept for a time, and then deleted. */
export const RetentionKind = {
  NOTICES: 'NOTICES',
  WEBHOOK_DELIVERIES: 'WEBHOOK_DELIVERIES',
  CHANGES: 'CHANGES',
  RECIPIENTS: 'RECIPIENTS',
  PRESENCES: 'PRESENCES',
  IDEMPOTENCY_KEYS: 'IDEMPOTENCY_KEYS',
  UNFINISHED_UPLOADS: 'UNFINISHED_UPLOADS',
  UNSENT_FILES: 'UNSENT_FILES',
} as const;

/** What is kept for a time, and then deleted. */
export type RetentionKind = keyof typeof RetentionKind;

/** Its words in the API. */
export const RETENTION_KIND_ENUM: EnumDescription<RetentionKind> = {
  name: 'RetentionKind',
  description: 'What is kept for a time, and then deleted.',
  valuesConfig: {
    NOTICES: { description: 'Notices of people, read or not.' },
    WEBHOOK_DELIVERIES: { description: 'What was sent to webhooks, with what their receivers answered.' },
    CHANGES: { description: 'The line of changes that live pages and programs go on from.' },
    RECIPIENTS: { description: 'Who opened a console and is of no team, with the e-mail that notices go to.' },
    PRESENCES: { description: 'Reviewers who opened the queue.' },
    IDEMPOTENCY_KEYS: { description: 'What an act with an idempotency key answered.' },
    UNFINISHED_UPLOADS: { description: 'Files that never arrived whole.' },
    UNSENT_FILES: { description: 'Files of messages that were never sent.' },
  },
};

/** For how many days something is kept, where nobody says otherwise, and within which bounds that may be said. */
export interface RetentionBounds {
  days: number;
  min: number;
  max: number;
}

const fixed = (days: number): RetentionBounds => ({ days, min: days, max: days });

/** Terms and their bounds; where both bounds are one, the software needs it as it is. */
export const RETENTION: Readonly<Record<RetentionKind, RetentionBounds>> = {
  // No less than the reminders of a credential's end are apart: they are told by what is kept.
  NOTICES: { days: 180, min: 31, max: 3_650 },
  WEBHOOK_DELIVERIES: { days: 30, min: 7, max: 365 },
  // A day more than cursors are good for.
  CHANGES: fixed(31),
  RECIPIENTS: fixed(90),
  PRESENCES: fixed(30),
  IDEMPOTENCY_KEYS: fixed(2),
  UNFINISHED_UPLOADS: fixed(1),
  UNSENT_FILES: fixed(1),
};

/** What it is, and why it is kept so long, as people read it. */
export const RETENTION_WORDS: Readonly<Record<RetentionKind, { what: string; why: string }>> = {
  NOTICES: {
    what: 'Avisos às pessoas, lidos ou não',
    why: 'Cada um encontra o que lhe foi avisado. Menos de 31 dias repetiria lembretes de vencimento.',
  },
  WEBHOOK_DELIVERIES: {
    what: 'Envios de webhooks e o que o destino respondeu',
    why: 'Quem integra procura neles por que um envio falhou.',
  },
  CHANGES: {
    what: 'Linha de mudanças',
    why: 'Páginas e programas continuam de onde pararam por até 30 dias.',
  },
  RECIPIENTS: {
    what: 'Quem abriu um console e não é de nenhuma equipe, com o e-mail',
    why: 'Para onde vão os avisos; conta da última visita.',
  },
  PRESENCES: {
    what: 'Analistas que abriram a fila',
    why: 'A quem se repassa uma solicitação; conta da última visita.',
  },
  IDEMPOTENCY_KEYS: {
    what: 'Respostas a pedidos com chave de repetição',
    why: 'Um pedido repetido age uma vez só.',
  },
  UNFINISHED_UPLOADS: { what: 'Arquivos que não chegaram inteiros', why: 'O envio continua de onde parou.' },
  UNSENT_FILES: { what: 'Arquivos de mensagens que não foram enviadas', why: 'Quem escreve ainda pode enviar.' },
};

/** What is published as a shorter time deletes nothing for so many days: until then it can be gone back. */
export const RETENTION_DELAY_DAYS = 7;

/** `180 dias`, `1 dia`. */
export function daysWord(days: number): string {
  return days === 1 ? '1 dia' : `${days} dias`;
}
