import type { EnumDescription } from './enum-description.ts';

/** What a person may be; everybody who is signed in is an INTEGRATOR. */
export const Role = {
  INTEGRATOR: 'INTEGRATOR',
  REVIEWER: 'REVIEWER',
  MANAGER: 'MANAGER',
  AUDITOR: 'AUDITOR',
  ADMIN: 'ADMIN',
} as const;

/** What a person may be; everybody who is signed in is an INTEGRATOR. */
export type Role = keyof typeof Role;

/** What somebody may be for the Ministry. */
export const MINISTRY_ROLES = ['REVIEWER', 'MANAGER', 'AUDITOR', 'ADMIN'] as const;

/** What somebody may be for the Ministry. */
export type MinistryRole = (typeof MINISTRY_ROLES)[number];

/** Its words in the API. */
export const ROLE_ENUM: EnumDescription<Role> = {
  name: 'Role',
  description: 'What a person may be; everybody who is signed in is an INTEGRATOR.',
  valuesConfig: {
    INTEGRATOR: { description: 'Asks for access, sends evidence, manages credentials.' },
    REVIEWER: { description: 'Reads requests and evidence for the Ministry, and decides.' },
    MANAGER: {
      description: 'Reads as a reviewer does, hands requests to reviewers and releases claims, decides nothing.',
    },
    AUDITOR: { description: 'Reads requests and credentials for the Ministry, changes nothing.' },
    ADMIN: {
      description:
        'Reads as a reviewer does, releases claims, suspends and reinstates for the Ministry, decides nothing.',
    },
  },
};

/** How sure gov.br is of who a person is. */
export const AssuranceLevel = {
  BRONZE: 'BRONZE',
  SILVER: 'SILVER',
  GOLD: 'GOLD',
} as const;

/** How sure gov.br is of who a person is. */
export type AssuranceLevel = keyof typeof AssuranceLevel;

/** Its words in the API. */
export const ASSURANCE_LEVEL_ENUM: EnumDescription<AssuranceLevel> = {
  name: 'AssuranceLevel',
  description: 'How sure gov.br is of who a person is.',
  valuesConfig: {
    BRONZE: { description: 'Bronze: may draft, not submit.' },
    SILVER: { description: 'Prata: may submit.' },
    GOLD: { description: 'Ouro: may submit.' },
  },
};
