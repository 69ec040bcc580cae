import type { EnumDescription } from './enum-description.ts';

/** What may be done to a credential. */
export const CredentialAction = {
  ROTATE_SECRET: 'ROTATE_SECRET',
  CHANGE_CERTIFICATE: 'CHANGE_CERTIFICATE',
  SUSPEND: 'SUSPEND',
  REINSTATE: 'REINSTATE',
  REVOKE: 'REVOKE',
  REQUEST_PRODUCTION: 'REQUEST_PRODUCTION',
  REQUEST_ALTERATION: 'REQUEST_ALTERATION',
  OFFER_TRANSFER: 'OFFER_TRANSFER',
  WITHDRAW_TRANSFER: 'WITHDRAW_TRANSFER',
} as const;

/** What may be done to a credential. */
export type CredentialAction = keyof typeof CredentialAction;

/** Its words in the API. */
export const CREDENTIAL_ACTION_ENUM: EnumDescription<CredentialAction> = {
  name: 'CredentialAction',
  description: 'What may be done to a credential.',
  valuesConfig: {
    ROTATE_SECRET: { description: 'Draw a new secret.' },
    CHANGE_CERTIFICATE: { description: 'Bind it to another certificate of the same holder.' },
    SUSPEND: { description: 'Make it not good for a while.' },
    REINSTATE: { description: 'Make it good again.' },
    REVOKE: { description: 'End it for good.' },
    REQUEST_PRODUCTION: { description: 'Ask for production access from a homologation credential.' },
    REQUEST_ALTERATION: {
      description: 'Ask for other content: services, addresses, establishments, people, certificate.',
    },
    OFFER_TRANSFER: { description: 'Offer it, with all of its system, to another team of the establishment.' },
    WITHDRAW_TRANSFER: { description: 'Take that offer back.' },
  },
};
