import type { AccessRequestState } from './access-request-state.ts';
import { formatDate } from './date-time.ts';
import type { EnumDescription } from './enum-description.ts';

/** Whether applicant and reviewers may write to each other on a request now. */
export const ConversationState = {
  NOT_SUBMITTED: 'NOT_SUBMITTED',
  OPEN: 'OPEN',
  CANCELLED: 'CANCELLED',
  ENDED: 'ENDED',
} as const;

/** Whether applicant and reviewers may write to each other on a request now. */
export type ConversationState = keyof typeof ConversationState;

/** Files that go with one message, at most. */
export const MESSAGE_MAX_FILES = 5;

/** Files of one person that may wait for a message on a request. */
export const MESSAGE_MAX_UNSENT = 20;

/** For how many days after the decision there may be messages. */
export const CONVERSATION_DAYS = 30;

/** Its words in the API. */
export const CONVERSATION_STATE_ENUM: EnumDescription<ConversationState> = {
  name: 'ConversationState',
  description: 'Whether applicant and reviewers may write to each other on a request now.',
  valuesConfig: {
    NOT_SUBMITTED: { description: 'Nobody reviews it before it is submitted for the first time.' },
    OPEN: { description: 'Messages are taken.' },
    CANCELLED: { description: 'The request was cancelled.' },
    ENDED: { description: `The request was decided more than ${CONVERSATION_DAYS} days ago.` },
  },
};

/** The two sides of a request: who asks for access, and who reviews it. */
export const MessageSide = { INTEGRATOR: 'INTEGRATOR', REVIEWERS: 'REVIEWERS' } as const;

/** The two sides of a request: who asks for access, and who reviews it. */
export type MessageSide = keyof typeof MessageSide;

/** Its words in the API. */
export const MESSAGE_SIDE_ENUM: EnumDescription<MessageSide> = {
  name: 'MessageSide',
  description: 'On whose side somebody stands who writes on a request, or is told of it.',
  valuesConfig: {
    INTEGRATOR: { description: 'Who asks for access.' },
    REVIEWERS: { description: 'The reviewers of the Ministry.' },
  },
};

/** As people read them. */
export const MESSAGE_SIDE_LABELS: Readonly<Record<MessageSide, string>> = {
  INTEGRATOR: 'Integrador',
  REVIEWERS: 'Equipe de análise',
};

/** What the conversation of a request hangs on. */
export interface ConversationFacts {
  state: AccessRequestState;
  /** How many times it was submitted. */
  submissions: number;
  decidedAt: Date | null;
}

/** When the conversation of a request that was decided ends; null before its decision. */
export function conversationEnd({ state, decidedAt }: Pick<ConversationFacts, 'state' | 'decidedAt'>): Date | null {
  if (decidedAt === null || (state !== 'APPROVED' && state !== 'REJECTED')) return null;
  return new Date(decidedAt.getTime() + CONVERSATION_DAYS * 86_400_000);
}

/** Whether there may be messages: from the first submit on, until thirty days after the decision. */
export function conversationState(facts: ConversationFacts, now: Date): ConversationState {
  if (facts.submissions === 0) return 'NOT_SUBMITTED';
  if (facts.state === 'CANCELLED') return 'CANCELLED';
  const end = conversationEnd(facts);
  return end !== null && end <= now ? 'ENDED' : 'OPEN';
}

/** Why nothing can be written, for people; undefined while it can. */
export function conversationClosed(state: ConversationState, end: Date | null): string | undefined {
  if (state === 'NOT_SUBMITTED') return 'A conversa começa quando a solicitação é enviada: antes, ninguém a analisa.';
  if (state === 'CANCELLED') return 'A solicitação foi cancelada, e a conversa terminou com ela.';
  if (state === 'OPEN') return undefined;
  const since = end === null ? '' : ` em ${formatDate(end)}`;
  return `A conversa terminou${since}, ${CONVERSATION_DAYS} dias depois da decisão.`;
}

/** What the button of a thread says: that one may ask, or how much was written. */
export function messagesWord({
  messageCount,
  unreadMessages,
}: {
  messageCount: number;
  unreadMessages: number;
}): string {
  if (messageCount === 0) return 'Perguntar';
  const all = messageCount === 1 ? '1 mensagem' : `${messageCount} mensagens`;
  return unreadMessages === 0 ? all : `${all}, ${unreadWord(unreadMessages)}`;
}

/** How many messages are new. */
export function newMessagesWord(unread: number): string {
  return unread === 1 ? '1 mensagem nova' : `${unread} mensagens novas`;
}

/** How many are new, where it is said of what. */
export function unreadWord(unread: number): string {
  return unread === 1 ? '1 nova' : `${unread} novas`;
}
