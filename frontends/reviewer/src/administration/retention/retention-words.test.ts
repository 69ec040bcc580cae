import { expect, test } from 'vitest';
import type { RetentionViewFragment } from '../../gql/graphql.ts';
import { changesOf, editionLines, keptWord } from './retention-words.ts';

const STANDING: RetentionViewFragment['standings'][number] = {
  kind: 'NOTICES',
  days: 180,
  daysInForce: 180,
  inForceFrom: null,
  minDays: 31,
  maxDays: 3650,
  ranAt: null,
  removed: null,
  removedInAll: null,
  countedSince: null,
};
const NOW = new Date('2027-03-01T12:00:00Z');

function drafted(days: number, count: number) {
  const terms = [{ kind: 'NOTICES' as const, days }];
  return { terms, excess: [{ kind: 'NOTICES' as const, count }], savedAt: '', savedBy: '' };
}

test('what is made shorter says how much would go, and from when on', () => {
  const lines = (count: number) => changesOf({ standings: [STANDING], draft: drafted(60, count) }, NOW);
  expect(lines(234)).toEqual([
    'Avisos às pessoas, lidos ou não: de 180 dias para 60 dias. Hoje, 234 têm mais de 60 dias e seriam apagados. Nada é apagado por este prazo antes de 08/03/2027.',
  ]);
  expect(lines(1)[0]).toContain('Hoje, 1 tem mais de 60 dias e seria apagado.');
  expect(lines(0)[0]).toContain('Hoje, nada tem mais de 60 dias.');
  expect(lines(1_001)[0]).toContain('mais de 1.000 têm');
});

test('what is made longer holds at once, also than what is still on its way to be shorter', () => {
  expect(changesOf({ standings: [STANDING], draft: drafted(200, 0) }, NOW)[0]).toMatch(/para 200 dias\. Vale já\.$/);
  const shortening = { ...STANDING, days: 60, inForceFrom: '2027-03-05T12:00:00Z' };
  expect(changesOf({ standings: [shortening], draft: drafted(180, 0) }, NOW)[0]).toMatch(/Vale já/);
  expect(changesOf({ standings: [STANDING], draft: drafted(180, 0) }, NOW)).toEqual([]);
  expect(keptWord(STANDING)).toBe('180 dias');
  expect(keptWord(shortening)).toBe('60 dias a partir de 05/03/2027; até lá, 180 dias');
});

test('of a version is told what it changed', () => {
  const [before] = [[{ kind: 'NOTICES' as const, days: 180 }]];
  expect(editionLines(before, drafted(60, 0).terms)).toEqual(['Avisos às pessoas, lidos ou não: 60 dias']);
  expect(editionLines(before, before)).toEqual([]);
  expect(editionLines(undefined, before)).toHaveLength(1);
});
