import type { EnumDescription } from './enum-description.ts';

/** What a reviewer found about a requirement. */
export const Verdict = {
  PROVEN: 'PROVEN',
  MISSING: 'MISSING',
  DOUBTFUL: 'DOUBTFUL',
} as const;

/** What a reviewer found about a requirement. */
export type Verdict = keyof typeof Verdict;

/** Its words in the API. */
export const VERDICT_ENUM: EnumDescription<Verdict> = {
  name: 'Verdict',
  description: 'What a reviewer found about a requirement.',
  valuesConfig: {
    PROVEN: { description: 'The evidence proves it.' },
    MISSING: { description: 'There is no evidence of it.' },
    DOUBTFUL: { description: 'The evidence leaves doubt.' },
  },
};
