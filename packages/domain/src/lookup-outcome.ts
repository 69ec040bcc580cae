import type { EnumDescription } from './enum-description.ts';

/** What asking for an establishment gave; NOT_IN_SAMPLE and UNAVAILABLE let the applicant type it. */
export const LookupOutcome = {
  FOUND: 'FOUND',
  NO_SUCH: 'NO_SUCH',
  INVALID: 'INVALID',
  NOT_IN_SAMPLE: 'NOT_IN_SAMPLE',
  UNAVAILABLE: 'UNAVAILABLE',
} as const;

/** What asking for an establishment gave; NOT_IN_SAMPLE and UNAVAILABLE let the applicant type it. */
export type LookupOutcome = keyof typeof LookupOutcome;

/** Its words in the API. */
export const LOOKUP_OUTCOME_ENUM: EnumDescription<LookupOutcome> = {
  name: 'LookupOutcome',
  description: 'What asking for an establishment gave; NOT_IN_SAMPLE and UNAVAILABLE let the applicant type it.',
  valuesConfig: {
    FOUND: { description: 'It is there.' },
    NO_SUCH: { description: 'The register knows no such establishment.' },
    INVALID: { description: 'The number itself is wrong.' },
    NOT_IN_SAMPLE: { description: 'Not in the bundled sample, and no register to ask.' },
    UNAVAILABLE: { description: 'The register did not answer.' },
  },
};
