import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccessRequestState } from './access-request-state.ts';
import {
  CONVERSATION_DAYS,
  type ConversationFacts,
  conversationClosed,
  conversationEnd,
  conversationState,
} from './conversation.ts';

const DAY_MS = 86_400_000;
const moment = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const facts: fc.Arbitrary<ConversationFacts> = fc.record({
  state: fc.constantFrom(...Object.values(AccessRequestState)),
  submissions: fc.nat({ max: 5 }),
  decidedAt: fc.option(moment),
});

test('a conversation is open from the first submit on, until thirty days after the decision', () => {
  fc.assert(
    fc.property(facts, moment, (request, now) => {
      const { state, submissions, decidedAt } = request;
      const decided = state === 'APPROVED' || state === 'REJECTED';
      const late = decided && decidedAt !== null && now.getTime() - decidedAt.getTime() >= CONVERSATION_DAYS * DAY_MS;
      const open = submissions > 0 && state !== 'CANCELLED' && !late;
      expect(conversationState(request, now) === 'OPEN').toBe(open);
    }),
  );
});

test('once ended it stays so, and to its last moment it is open', () => {
  fc.assert(
    fc.property(facts, moment, fc.nat(), (request, now, later) => {
      if (conversationState(request, now) !== 'ENDED') return;
      expect(conversationState(request, new Date(now.getTime() + later))).toBe('ENDED');
      const end = conversationEnd(request) as Date;
      expect(conversationState(request, end)).toBe('ENDED');
      expect(conversationState(request, new Date(end.getTime() - 1))).toBe('OPEN');
    }),
  );
});

test('where nothing can be written a reason is said, and only there', () => {
  fc.assert(
    fc.property(facts, moment, (request, now) => {
      const state = conversationState(request, now);
      expect(conversationClosed(state, conversationEnd(request)) === undefined).toBe(state === 'OPEN');
    }),
  );
  expect(conversationClosed('ENDED', new Date('2026-11-29T15:00:00Z'))).toBe(
    'A conversa terminou em 29/11/2026, 30 dias depois da decisão.',
  );
});
