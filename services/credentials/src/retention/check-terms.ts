import { daysWord, RETENTION, RETENTION_WORDS, type RetentionKind } from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';
import type { Terms } from './terms.ts';

/** A term as it is given. */
export interface GivenTerm {
  kind: RetentionKind;
  days: number;
}

/** The terms that are given, or all that is wrong with them. */
export function checkTerms(given: readonly GivenTerm[]): { terms: Partial<Terms>; problems: Problem[] } {
  const terms = Object.fromEntries(given.map(({ kind, days }) => [kind, days]));
  const problems = given.flatMap(({ kind, days }) => {
    const { min, max } = RETENTION[kind];
    if (Number.isInteger(days) && days >= min && days <= max) return [];
    const { what } = RETENTION_WORDS[kind];
    const message =
      min === max ? `${what}: ficam ${daysWord(min)}, e isso não muda.` : `${what}: informe de ${min} a ${max} dias.`;
    return [problem('INVALID', message, ['terms'])];
  });
  const twice = Object.keys(terms).length < given.length;
  const doubled = twice ? [problem('DUPLICATE', 'Há dois prazos para o mesmo dado. Deixe um.', ['terms'])] : [];
  return { terms, problems: [...problems, ...doubled] };
}
