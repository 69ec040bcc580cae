import { expect, test } from 'vitest';
import { changesOf } from './changes.ts';
import { fieldOf, labelOf } from './fields.ts';
import { requestForTests } from './request-for-tests.ts';

const asked = (at: string, ...reasons: { code: string; path: string | null; message: string }[]) => ({
  id: at,
  at,
  actor: 'Clara',
  action: 'REQUEST_CHANGES' as const,
  from: 'IN_REVIEW' as const,
  to: 'CHANGES_REQUESTED' as const,
  message: null,
  reasons,
  evidence: null,
});

test('what changed stands beside what was asked for, then what was asked for and left as it was', () => {
  const request = requestForTests({
    submissions: 2,
    changedSinceLastSubmission: [
      ['system', 'ipRanges', '0'],
      ['system', 'ipRanges', '1'],
      ['evidence', 'gone'],
    ],
    history: [
      asked('2026-11-01', { code: 'OTHER', path: 'manager.cpf', message: 'Antigo' }),
      asked(
        '2026-11-02',
        { code: 'IP_NOT_JUSTIFIED', path: 'system.ipRanges.1', message: 'Explique' },
        { code: 'MANAGER_DATA', path: 'manager.name', message: 'Corrija' },
        { code: 'OTHER', path: null, message: 'Geral' },
      ),
    ],
  });
  expect(
    changesOf(request).map(({ label, changed, value, asked: reasons }) => [
      label,
      changed,
      value,
      reasons.map(({ message }) => message),
    ]),
  ).toEqual([
    ['IPs de origem', true, ['200.1.2.3/32', '200.1.3.0/24'], ['Explique']],
    ['Evidências', true, ['Arquivo removido'], []],
    ['Nome do gestor', false, ['Maria Lima'], ['Corrija']],
  ]);
});

test('a requirement that is answered by another file tells which, or that none is left', () => {
  const request = requestForTests({ submissions: 2, changedSinceLastSubmission: [['checklist', 'BUNDLE']] });
  const told = (change: typeof request) => changesOf(change).map(({ label, value }) => [label, value]);
  expect(told(request)).toEqual([['Requisito: O Bundle enviado', ['bundle.pdf']]]);
  const [item] = request.checklist;
  const without = { ...request, checklist: item ? [{ ...item, evidence: [] }] : [] };
  expect(told(without)).toEqual([['Requisito: O Bundle enviado', ['Nenhum arquivo']]]);
});

test('a first submission changed nothing', () => {
  expect(changesOf(requestForTests())).toEqual([]);
});

test.each([
  [['system', 'ipRanges', '1'], 'IPs de origem, item 2'],
  [['manager', 'cpf'], 'CPF do gestor'],
  [['manager'], 'Nome do gestor'],
  [['evidence', 'e1'], 'Evidência bundle.pdf'],
  [['checklist', 'BUNDLE'], 'Requisito: O Bundle enviado'],
  [['lua'], undefined],
])('the path %j is called %s', (path, label) => {
  expect(labelOf(path, requestForTests())).toBe(label);
});

test('an unknown path leads to no field', () => {
  expect(fieldOf(['system', 'lua'])).toBeUndefined();
});
