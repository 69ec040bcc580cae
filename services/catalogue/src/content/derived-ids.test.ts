import { expect, test } from 'vitest';
import { requirementId } from './derived-ids.ts';

test('the id of a requirement is a UUID version 5 and never changes', () => {
  expect(requirementId('rnds', 'HOMOLOGATION', 'CERTIFICATE')).toBe('5f7e0617-8d2f-5b41-9d37-9fe2759ca94e');
});

test('portfolio, environment and code each make another id', () => {
  const ids = [
    requirementId('rnds', 'HOMOLOGATION', 'SERVICES'),
    requirementId('rnds', 'PRODUCTION', 'SERVICES'),
    requirementId('cnes', 'HOMOLOGATION', 'SERVICES'),
    requirementId('rnds', 'HOMOLOGATION', 'SOURCE_IPS'),
  ];
  expect(new Set(ids).size).toBe(4);
});
