import { expect, test } from 'vitest';
import { requirementWords } from './requirement-words.ts';

test('a requirement is told in the words that it was submitted with, and in those of the catalogue where none were kept', () => {
  const requirement = { description: 'Como se diz hoje.' };
  expect(requirementWords({ description: 'Como se dizia.', requirement })).toBe('Como se dizia.');
  for (const description of [null, undefined]) {
    expect(requirementWords({ description, requirement })).toBe('Como se diz hoje.');
  }
});
