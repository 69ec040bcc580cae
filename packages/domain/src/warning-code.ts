import type { EnumDescription } from './enum-description.ts';

/** What a reviewer is to know about a request that is not wrong in itself. */
export const WarningCode = {
  CERTIFICATE_OTHER_CNPJ: 'CERTIFICATE_OTHER_CNPJ',
  CERTIFICATE_UNVERIFIED: 'CERTIFICATE_UNVERIFIED',
  ESTABLISHMENT_UNVERIFIED: 'ESTABLISHMENT_UNVERIFIED',
  IP_ANY: 'IP_ANY',
  IP_NORMALISED: 'IP_NORMALISED',
  OTHER_TEAM: 'OTHER_TEAM',
} as const;

/** What a reviewer is to know about a request that is not wrong in itself. */
export type WarningCode = keyof typeof WarningCode;

/** Its words in the API. */
export const WARNING_CODE_ENUM: EnumDescription<WarningCode> = {
  name: 'WarningCode',
  description: 'What a reviewer is to know about a request that is not wrong in itself.',
  valuesConfig: {
    CERTIFICATE_OTHER_CNPJ: {
      description:
        'The certificate is of another CNPJ than the establishment, or of one that is not known; must be accepted by name.',
    },
    CERTIFICATE_UNVERIFIED: { description: 'The certificate chain was not checked against ICP-Brasil.' },
    ESTABLISHMENT_UNVERIFIED: {
      description: 'The establishment was typed by the applicant; must be accepted by name.',
    },
    IP_ANY: { description: 'Any address of the internet may connect.' },
    IP_NORMALISED: { description: 'Host bits of a range were zeroed.' },
    OTHER_TEAM: {
      description: 'Another team has submitted requests for the same establishment; told to reviewers alone.',
    },
  },
};
