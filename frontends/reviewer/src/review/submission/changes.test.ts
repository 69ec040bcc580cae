import { expect, test } from 'vitest';
import { changesOf } from './changes.ts';
import { fieldOf, labelOf } from './fields.ts';
import { previousForTests, requestForTests } from './request-for-tests.ts';

const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);

const asked = (at: string, ...reasons: { code: string; label: string; path: string | null; message: string }[]) => ({
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
    previousSubmission: previousForTests({
      system: { ...previousForTests().system, ipRanges: ['200.1.2.0/24'] },
      evidence: [{ evidenceId: 'gone', fileName: 'velho.pdf', requirements: [] }],
    }),
    history: [
      asked('2026-11-01', { code: 'OTHER', label: 'Motivo', path: 'manager.cpf', message: 'Antigo' }),
      asked(
        '2026-11-02',
        { code: 'IP_NOT_JUSTIFIED', label: 'Motivo', path: 'system.ipRanges.1', message: 'Explique' },
        { code: 'MANAGER_DATA', label: 'Motivo', path: 'manager.name', message: 'Corrija' },
        { code: 'OTHER', label: 'Motivo', path: null, message: 'Geral' },
      ),
    ],
  });
  expect(
    changesOf(request).map(({ label, changed, before, now, asked: reasons }) => [
      label,
      changed,
      texts(before),
      texts(now),
      reasons.map(({ message }) => message),
    ]),
  ).toEqual([
    ['IPs de origem', true, ['200.1.2.0/24'], ['200.1.2.3/32', '200.1.3.0/24'], ['Explique']],
    ['Evidência velho.pdf', true, ['velho.pdf'], [], []],
    ['Nome do gestor', false, [], ['Maria Lima'], ['Corrija']],
  ]);
});

test('a requirement that is answered by another file tells both files, each once', () => {
  const request = requestForTests({
    submissions: 2,
    changedSinceLastSubmission: [
      ['evidence', 'e1'],
      ['evidence', 'e0'],
      ['checklist', 'BUNDLE'],
    ],
    previousSubmission: previousForTests({
      evidence: [{ evidenceId: 'e0', fileName: 'antigo.pdf', requirements: ['BUNDLE'] }],
    }),
  });
  const told = (change: typeof request) => changesOf(change).map(({ label, before, now }) => [label, before, now]);
  const gone = { key: 'e0', text: 'antigo.pdf', file: 'gone' };
  const there = { key: 'e1', text: 'bundle.pdf', file: 'there' };
  expect(told(request)).toEqual([['Requisito: O Bundle enviado', [gone], [there]]]);
  const [item] = request.checklist;
  const without = { ...request, evidence: [], checklist: item ? [{ ...item, evidence: [] }] : [] };
  expect(told(without).at(-1)).toEqual(['Requisito: O Bundle enviado', [gone], []]);
});

test('a file that is asked about is told by itself too', () => {
  const request = requestForTests({
    submissions: 2,
    changedSinceLastSubmission: [
      ['evidence', 'e0'],
      ['checklist', 'BUNDLE'],
    ],
    previousSubmission: previousForTests({
      evidence: [{ evidenceId: 'e0', fileName: 'antigo.pdf', requirements: ['BUNDLE'] }],
    }),
    history: [asked('2026-11-02', { code: 'OTHER', label: 'Motivo', path: 'evidence.e0', message: 'Ilegível' })],
  });
  expect(changesOf(request).map(({ label }) => label)).toEqual(['Evidência antigo.pdf', 'Requisito: O Bundle enviado']);
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
