/** What of a request tells whether a foreign page sent it. */
export interface RequestOrigin {
  kind: 'read' | 'write' | 'upgrade';
  /** A Bearer token, which a foreign page does not have: cookies are then ignored. */
  hasBearer: boolean;
  /** A cookie of this listener's session, valid or not. */
  hasCookie: boolean;
  /** Whose page sent it: the listener's own, another's, or none that said so. */
  origin: 'own' | 'foreign' | undefined;
  contentType: string | undefined;
  /** Header `apollo-require-preflight`: no form of a foreign page can send it. */
  preflight: string | undefined;
}

/** Why a request is refused. */
export type Refusal = { status: 403; code: 'FORBIDDEN' } | { status: 400; code: 'BAD_USER_INPUT' };

const FOREIGN: Refusal = { status: 403, code: 'FORBIDDEN' };
const NO_PREFLIGHT: Refusal = { status: 400, code: 'BAD_USER_INPUT' };

/**
 * Refuses what a page of another origin may have sent with somebody's cookie. Origin, where sent, is one of the listener's; a
 * WebSocket must send it; multipart, which a form could send, needs the preflight header.
 */
export function refuseForeign(request: RequestOrigin): Refusal | undefined {
  if (request.hasBearer || !request.hasCookie || request.kind === 'read') return undefined;
  if (request.origin === undefined ? request.kind === 'upgrade' : request.origin === 'foreign') return FOREIGN;
  const multipart = /^\s*multipart\//i.test(request.contentType ?? '');
  return multipart && !request.preflight ? NO_PREFLIGHT : undefined;
}
