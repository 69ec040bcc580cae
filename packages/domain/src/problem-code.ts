import type { EnumDescription } from './enum-description.ts';

/** Why a mutation changed nothing, in a way that a person can mend. */
export const ProblemCode = {
  REQUIRED: 'REQUIRED',
  INVALID: 'INVALID',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  STALE_VERSION: 'STALE_VERSION',
  NOT_ALLOWED: 'NOT_ALLOWED',
  DUPLICATE: 'DUPLICATE',
  EXPIRED: 'EXPIRED',
  TOO_LARGE: 'TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
} as const;

/** Why a mutation changed nothing, in a way that a person can mend. */
export type ProblemCode = keyof typeof ProblemCode;

/** Its words in the API. */
export const PROBLEM_CODE_ENUM: EnumDescription<ProblemCode> = {
  name: 'ProblemCode',
  description: 'Why a mutation changed nothing, in a way that a person can mend.',
  valuesConfig: {
    REQUIRED: { description: 'Something is missing.' },
    INVALID: { description: 'A value is wrong.' },
    NOT_FOUND: { description: 'Unknown, malformed, or of another person.' },
    CONFLICT: { description: 'It clashes with what is there, such as an idempotency key used for something else.' },
    STALE_VERSION: { description: 'Somebody changed it meanwhile: read it again.' },
    NOT_ALLOWED: { description: 'Not in this state, or not by this person.' },
    DUPLICATE: { description: 'There is one already.' },
    EXPIRED: { description: 'What was attached counts no more, such as a conformance report.' },
    TOO_LARGE: { description: 'More bytes or items than allowed.' },
    UNSUPPORTED_MEDIA_TYPE: { description: 'A file of another type than allowed.' },
  },
};
