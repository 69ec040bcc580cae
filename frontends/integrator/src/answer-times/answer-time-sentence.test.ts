import type { PlacedAnswerTime } from '@portal/domain';
import { expect, test } from 'vitest';
import { answerTimeSentence } from './answer-time-sentence.ts';

const TIMES: readonly PlacedAnswerTime[] = [
  { portfolio: null, environment: 'HOMOLOGATION', unit: 'HOURS', amount: 72 },
  { portfolio: null, environment: 'PRODUCTION', unit: 'HOURS', amount: 72 },
  { portfolio: 'rnds', environment: 'PRODUCTION', unit: 'WORKING_DAYS', amount: 5 },
];
const BOTH = ['HOMOLOGATION', 'PRODUCTION'] as const;

test.for([
  [null, BOTH, 'A resposta chega normalmente em até 72 horas.'],
  ['cnes', BOTH, 'A resposta chega normalmente em até 72 horas.'],
  ['rnds', BOTH, 'A resposta chega normalmente em até 72 horas em homologação e 5 dias úteis em produção.'],
  ['rnds', ['PRODUCTION'], 'A resposta chega normalmente em até 5 dias úteis.'],
] as const)('of %s in %j', ([portfolio, environments, sentence]) => {
  expect(answerTimeSentence(TIMES, portfolio, environments)).toBe(sentence);
});

test('where nothing is known nothing is said', () => {
  expect(answerTimeSentence([], 'rnds', BOTH)).toBe('');
});
