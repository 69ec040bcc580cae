import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ENVIRONMENT_SLUGS,
  keyOf,
  oneOf,
  QUEUE_STATES,
  QUEUE_TABS,
  type QueueFilter,
  queueFilterOf,
  queueParams,
  toGraphFilter,
  withQueue,
} from './queue-filter.ts';

const filters: fc.Arbitrary<QueueFilter> = fc.record(
  {
    tab: fc.constantFrom(...QUEUE_TABS),
    environment: fc.constantFrom('HOMOLOGATION', 'PRODUCTION'),
    portfolio: fc.stringMatching(/^[a-z]{1,10}$/),
    uf: fc.constantFrom('GO', 'SP'),
    state: fc.constantFrom('enviadas', 'em-analise'),
    reviewer: fc.uuid(),
    late: fc.constant(true as const),
    order: fc.constantFrom('DUE_LAST', 'SUBMITTED_FIRST', 'SUBMITTED_LAST'),
    text: fc
      .string({ minLength: 1 })
      .map((text) => text.trim())
      .filter(Boolean),
  },
  { requiredKeys: ['tab'] },
);

test('a filter comes back from its address as it was', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(queueFilterOf(new URLSearchParams(queueParams(filter).toString()))).toEqual(filter);
    }),
  );
});

test('an address that nobody wrote gives the whole queue', () => {
  const address = 'aba=outras&ambiente=lua&busca=%20&uf=ZZ&situacao=toString&responsavel=&atrasadas=talvez&ordem=prazo';
  expect(queueFilterOf(new URLSearchParams(address))).toEqual({ tab: 'todas' });
  expect(keyOf(ENVIRONMENT_SLUGS, 'toString')).toBeUndefined();
  expect(oneOf(QUEUE_STATES, 'toString')).toBeUndefined();
});

test('the plain queue has a plain address', () => {
  expect(withQueue('/', { tab: 'todas' })).toBe('/');
  expect(withQueue('/', { tab: 'minhas', environment: 'PRODUCTION' })).toBe('/?aba=minhas&ambiente=producao');
});

test('tabs become what the graph asks for', () => {
  expect(toGraphFilter({ tab: 'todas' })).toEqual({});
  expect(toGraphFilter({ tab: 'minhas', text: 'x' })).toEqual({ assignedToMe: true, text: 'x' });
  expect(toGraphFilter({ tab: 'sem-responsavel', portfolio: 'rnds' })).toEqual({ unassigned: true, portfolio: 'rnds' });
  expect(
    toGraphFilter({ tab: 'todas', uf: 'GO', state: 'em-analise', reviewer: 'x', late: true, order: 'DUE_LAST' }),
  ).toEqual({ uf: 'GO', states: ['IN_REVIEW'], reviewer: 'x', late: true });
});
