import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Candidate, inTurn } from './candidates.ts';

const candidate = fc.record<Candidate>({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  protocol: fc.constant('2026-0000001-9'),
  version: fc.constant(1),
  state: fc.constant('SUBMITTED'),
  allowedActions: fc.constantFrom(['CLAIM'], ['APPROVE', 'RELEASE'], [], ['RELEASE']),
});
const queues = fc.uniqueArray(candidate, { selector: ({ id }) => id });
const passed = fc.array(fc.constantFrom('a', 'b', 'c')).map((ids) => new Set<string>(ids));

test('each that one may go on to comes once, those passed over last, and never where one stands', () => {
  fc.assert(
    fc.property(queues, passed, fc.constantFrom('a', 'z'), (queue, over, here) => {
      const turn = inTurn(queue, here, over).map(({ id }) => id);
      const open = queue.filter(({ id, allowedActions }) => {
        const may = allowedActions.includes('CLAIM') || allowedActions.includes('APPROVE');
        return id !== here && may;
      });
      expect(turn.toSorted()).toEqual(open.map(({ id }) => id).toSorted());
      expect(turn.map((id) => over.has(id))).toEqual(turn.map((id) => over.has(id)).toSorted());
    }),
  );
});

test('the order is the queue’s: the nearest deadline first', () => {
  const queue = ['c', 'a', 'b'].map((id) => ({ id, allowedActions: ['CLAIM'] }) as Candidate);
  expect(inTurn(queue, 'z', new Set(['c'])).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});
