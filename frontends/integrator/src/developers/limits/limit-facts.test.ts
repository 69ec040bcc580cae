import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { BUDGETS, LIVE_LIMITS, OPERATION_LIMITS } from './limit-facts.ts';

// docs/limits.md is held against the code by the gateway's own tests; what the page says is held against it here.
const text = await readFile(new URL('../../../../../docs/limits.md', import.meta.url), 'utf8');

/** The rows of its tables by their first cells. */
const rows = new Map(
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '))
    .map(([first = '', ...rest]) => [first, rest.join(' ')]),
);

/** The first number of a cell, thousands told apart as in English or in Portuguese. */
function numberIn(cell: string | undefined): number {
  return Number(/\d[\d.,]*/.exec(cell ?? '')?.[0].replace(/[.,]/g, ''));
}

describe('the page of limits says what docs/limits.md says', () => {
  it.each([
    ['Custo', 'cost'],
    ['Profundidade', 'depth of fields'],
    ['Apelidos (aliases)', 'aliases'],
    ['Diretivas', 'directives'],
    ['Palavras e sinais do texto (tokens)', 'tokens'],
    ['Tamanho do pedido', 'body of a request, message on a WebSocket'],
    ['Operações por pedido', 'operations in a request'],
    ['WebSockets e fluxos de eventos abertos', 'WebSockets and streams of events of a caller'],
    ['Assinaturas, em todos eles', 'subscriptions of a caller, over all of these'],
    ['Operações ao mesmo tempo em um WebSocket', 'operations at once on one WebSocket'],
  ])('%s', (what, row) => {
    const fact = [...OPERATION_LIMITS, ...LIVE_LIMITS].find((limit) => limit.what === what);
    expect(numberIn(fact?.most)).toBe(numberIn(rows.get(row)));
  });

  it.each([
    ['Tempo até o `connection_init`', 'within 10 seconds'],
    ['Tempo sem nenhuma operação', 'for 5 minutes'],
    ['Tempo de uma conexão', 'for 12 hours'],
    ['Espera por quem não lê', '256 events'],
  ])('%s', (what, words) => {
    const fact = LIVE_LIMITS.find((limit) => limit.what === what);
    const [row, closed] = [...rows].find(([first]) => first.includes(words)) ?? [];
    expect(row).toBeDefined();
    expect(fact?.most).toContain(/\d+/.exec(words)?.[0]);
    expect(fact?.beyond).toContain(/\d{4}$/.exec(closed ?? '')?.[0]);
  });

  it.each(BUDGETS)('the budget $policy', ({ policy, points }) => {
    expect(numberIn(rows.get(`\`${policy}\``))).toBe(numberIn(points));
  });
});
