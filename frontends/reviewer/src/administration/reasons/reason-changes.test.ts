import type { ReviewReason } from '@portal/domain';
import { expect, test } from 'vitest';
import { changesBetween } from './reason-changes.ts';

const reason = (code: string, more: Partial<ReviewReason> = {}): ReviewReason => ({
  code,
  label: `Motivo ${code}`,
  environments: ['HOMOLOGATION', 'PRODUCTION'],
  ...more,
});

test('what came, went, is said otherwise or counts elsewhere is told reason by reason', () => {
  const before = [reason('A'), reason('B'), reason('C')];
  const now = [reason('A', { label: 'Outro texto' }), reason('C', { environments: ['PRODUCTION'] }), reason('D')];
  expect(changesBetween(before, now)).toEqual([
    {
      label: 'A',
      before: ['Motivo A', 'Em homologação e produção'],
      now: ['Outro texto', 'Em homologação e produção'],
    },
    { label: 'C', before: ['Motivo C', 'Em homologação e produção'], now: ['Motivo C', 'Em produção'] },
    { label: 'D', before: [], now: ['Motivo D', 'Em homologação e produção'] },
    { label: 'B', before: ['Motivo B', 'Em homologação e produção'], now: [] },
  ]);
});

test('another order alone is told as that, and the same as nothing', () => {
  expect(changesBetween([reason('A'), reason('B')], [reason('B'), reason('A')])).toEqual([
    { label: 'Ordem', before: ['A, B'], now: ['B, A'] },
  ]);
  expect(changesBetween([reason('A')], [reason('A')])).toEqual([]);
});
