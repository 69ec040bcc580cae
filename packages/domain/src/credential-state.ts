import type { EnumDescription } from './enum-description.ts';

/** Whether a credential is good. */
export const CredentialState = {
  ACTIVE: 'ACTIVE',
  SUSPENDED: 'SUSPENDED',
  REVOKED: 'REVOKED',
  EXPIRED: 'EXPIRED',
} as const;

/** Whether a credential is good. */
export type CredentialState = keyof typeof CredentialState;

/** Its words in the API. */
export const CREDENTIAL_STATE_ENUM: EnumDescription<CredentialState> = {
  name: 'CredentialState',
  description: 'Whether a credential is good.',
  valuesConfig: {
    ACTIVE: { description: 'Good.' },
    SUSPENDED: { description: 'Not good until it is reinstated.' },
    REVOKED: { description: 'Not good any more. Final.' },
    EXPIRED: { description: 'Past its last day. Final.' },
  },
};
