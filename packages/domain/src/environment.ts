import type { EnumDescription } from './enum-description.ts';

/** Where a service runs and a credential is good for. */
export const Environment = {
  HOMOLOGATION: 'HOMOLOGATION',
  PRODUCTION: 'PRODUCTION',
} as const;

/** Where a service runs and a credential is good for. */
export type Environment = keyof typeof Environment;

/** Its words in the API. */
export const ENVIRONMENT_ENUM: EnumDescription<Environment> = {
  name: 'Environment',
  description: 'Where a service runs and a credential is good for.',
  valuesConfig: {
    HOMOLOGATION: { description: 'Homologação: validates the integration before any contact with production.' },
    PRODUCTION: { description: 'Produção: the stable environment with real data.' },
  },
};
