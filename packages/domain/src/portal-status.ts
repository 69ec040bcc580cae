import type { EnumDescription } from './enum-description.ts';

/** How a part of the portal is. */
export type PartState = 'WORKING' | 'MAINTENANCE' | 'DISTURBED' | 'DOWN' | 'NOT_USED';

/** What the portal consists of, as its users see it. */
export const PortalPart = {
  CONSOLE: 'CONSOLE',
  API: 'API',
  HOMOLOGATION: 'HOMOLOGATION',
  MAIL: 'MAIL',
  WEBHOOKS: 'WEBHOOKS',
} as const;

/** What the portal consists of, as its users see it. */
export type PortalPart = keyof typeof PortalPart;

/** Its words in the API. */
export const PORTAL_PART_ENUM: EnumDescription<PortalPart> = {
  name: 'PortalPart',
  description: 'What the portal consists of, as its users see it.',
  valuesConfig: {
    CONSOLE: { description: 'The pages, and signing in.' },
    API: { description: 'The API, with requests and credentials.' },
    HOMOLOGATION: { description: 'The Auth and EHR hosts of the homologation environment.' },
    MAIL: { description: 'Notices by e-mail.' },
    WEBHOOKS: { description: 'Events to webhooks.' },
  },
};

/** A part on screen. */
export const PORTAL_PART_LABELS: Readonly<Record<PortalPart, string>> = {
  CONSOLE: 'Console',
  API: 'API, solicitações e credenciais',
  HOMOLOGATION: 'Ambiente de homologação (Auth e EHR)',
  MAIL: 'Avisos por e-mail',
  WEBHOOKS: 'Webhooks',
};

/** A maintenance that was announced and is not over. */
export interface AnnouncedMaintenance {
  /** From when until when, RFC 3339 in UTC. */
  startsAt: string;
  endsAt: string;
  parts: PortalPart[];
  /** What it means to who uses them. */
  text: string;
}

/** What /situacao.json answers. */
export interface PortalStatus {
  /** The worst of its parts'. */
  state: Exclude<PartState, 'NOT_USED'>;
  /** When it was looked at, RFC 3339 in UTC. */
  checkedAt: string;
  parts: { part: PortalPart; state: PartState; name: string; text: string }[];
  /** The first to begin comes first. */
  maintenance: AnnouncedMaintenance[];
}
