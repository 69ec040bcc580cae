import type { GatewayConfig } from '../config.ts';

/** What keys are registered for: browsers use them at this origin, and at no other. */
export interface RelyingParty {
  /** Host of the reviewers' console. */
  id: string;
  origin: string;
}

/** The reviewers' console, which alone asks for keys. */
export function relyingPartyOf({ reviewerPublicOrigin, reviewerPort }: GatewayConfig): RelyingParty {
  const origin = reviewerPublicOrigin ?? `http://localhost:${reviewerPort}`;
  return { id: new URL(origin).hostname, origin };
}
