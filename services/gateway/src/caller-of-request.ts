import type { IncomingMessage } from 'node:http';
import { ANONYMOUS, type Caller } from '@portal/service-kit/identity';
import { bearerToken } from '@portal/service-kit/process';
import { basicCredentials, type ClientSecret } from './oauth/basic-credentials.ts';
import type { ServiceGate } from './oauth/service-gate.ts';
import type { Door } from './origin/door.ts';
import { readCookie } from './sessions/cookies.ts';
import type { Session, Sessions } from './sessions/sessions.ts';
import type { BearerGrant } from './tokens/bearer-grant.ts';
import type { Bearers } from './tokens/bearers.ts';

/** Who asks, and by what. `refused` is a token that is not good: never issued, expired or revoked. */
export type Asker =
  | { kind: 'session'; caller: Caller; session: Session; id: string }
  | { kind: 'token'; caller: Caller; grant: BearerGrant; token: string }
  | { kind: 'service'; caller: Caller; grant: BearerGrant }
  | { kind: 'anonymous'; caller: Caller }
  | { kind: 'refused' };

/** What callers are known by. */
export interface Identities {
  sessions: Sessions;
  bearers: Bearers;
  services: ServiceGate;
}

const NOBODY: Asker = { kind: 'anonymous', caller: ANONYMOUS };

/** Tells who asks. With a Bearer token, or as a resource server by HTTP Basic, cookies are ignored. */
export async function askerOf(request: IncomingMessage, door: Door, identities: Identities): Promise<Asker> {
  const token = bearerToken(request);
  if (token !== undefined) return bearerOf(token, request, identities);
  const basic = basicCredentials(request);
  if (basic && identities.services.knows(basic)) return serviceOf(basic, request, identities);
  const id = readCookie(request, door.sessionCookie);
  const session = id ? await identities.sessions.find(id) : undefined;
  return id && session ? { kind: 'session', caller: session.person, session, id } : NOBODY;
}

/** Tells whose token it is. */
export async function bearerOf(token: string, request: IncomingMessage, { bearers }: Identities): Promise<Asker> {
  const grant = await bearers.find(token, request);
  return grant ? { kind: 'token', caller: grant.caller, grant, token } : { kind: 'refused' };
}

async function serviceOf(basic: ClientSecret, request: IncomingMessage, { services }: Identities): Promise<Asker> {
  const grant = await services.find(basic, request);
  return grant ? { kind: 'service', caller: grant.caller, grant } : { kind: 'refused' };
}

/** Whether the request carries a token of its own. */
export function hasBearer(request: IncomingMessage): boolean {
  return bearerToken(request) !== undefined;
}
