import type { EnumDescription } from './enum-description.ts';

/** Who asks. */
export const RequestOrigin = {
  MINISTRY: 'MINISTRY',
  OTHER: 'OTHER',
} as const;

/** Who asks. */
export type RequestOrigin = keyof typeof RequestOrigin;

/** Its words in the API. */
export const REQUEST_ORIGIN_ENUM: EnumDescription<RequestOrigin> = {
  name: 'RequestOrigin',
  description: 'Who asks.',
  valuesConfig: {
    MINISTRY: { description: 'A unit of the Ministry of Health itself.' },
    OTHER: { description: 'An establishment outside the Ministry.' },
  },
};
