import { expect, it } from 'vitest';
import { suiteChangeWords } from './suite-change.ts';

const change = { version: '1.1.0', what: 'O token é renovado antes.', completeUntil: '2027-02-01T02:59:59Z' };

it.each([
  ['WAITING', 'Esta execução pode ser completada, e o relatório dela emitido, até 31/01/2027 às 23:59.'],
  ['COMPLETE', 'Esta execução pode ser completada, e o relatório dela emitido, até 31/01/2027 às 23:59.'],
  ['EXPIRED', 'O prazo desta execução acabou em 31/01/2027 às 23:59, e dela não se emite mais relatório.'],
] as const)('a run that is %s says until when it counts, and what changed', (outcome, told) => {
  const words = suiteChangeWords(change, outcome);
  expect(words).toContain(told);
  expect(words).toContain('O roteiro tem a versão 1.1.0: O token é renovado antes.');
});
