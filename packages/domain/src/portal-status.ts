/** How a part of the portal is. */
export type PartState = 'WORKING' | 'DISTURBED' | 'DOWN' | 'NOT_USED';

/** What the portal consists of, as its users see it. */
export type PortalPart = 'CONSOLE' | 'API' | 'HOMOLOGATION' | 'MAIL' | 'WEBHOOKS';

/** What /situacao.json answers. */
export interface PortalStatus {
  /** The worst of its parts'. */
  state: Exclude<PartState, 'NOT_USED'>;
  /** When it was looked at, RFC 3339 in UTC. */
  checkedAt: string;
  parts: { part: PortalPart; state: PartState; name: string; text: string }[];
}
