import type { EnumDescription } from './enum-description.ts';

/** How a service is spoken to. */
export const ServiceKind = {
  WEB_SERVICE: 'WEB_SERVICE',
  API: 'API',
} as const;

/** How a service is spoken to. */
export type ServiceKind = keyof typeof ServiceKind;

/** Its words in the API. */
export const SERVICE_KIND_ENUM: EnumDescription<ServiceKind> = {
  name: 'ServiceKind',
  description: 'How a service is spoken to.',
  valuesConfig: {
    WEB_SERVICE: { description: 'SOAP web service.' },
    API: { description: 'FHIR or REST API.' },
  },
};
