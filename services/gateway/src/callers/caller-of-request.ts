import type { IncomingMessage } from 'node:http';
import { ANONYMOUS, type Caller } from '@portal/service-kit/identity';
import { bearerToken } from '@portal/service-kit/process';
import type { BearerGrant } from '../access/bearer-grant.ts';
import { readCookie } from '../http/cookies.ts';
import type { Listener } from '../http/listener.ts';
import { basicCredentials, type ClientSecret } from '../oauth/basic-credentials.ts';
import type { ServiceGate } from '../oauth/service-gate.ts';
import type { Session, Sessions } from '../sessions/sessions.ts';
import type { Bearers } from './bearers.ts';

/** Looks again at what a caller came with; undefined once it is not good any more. */
type FindGrant = () => Promise<BearerGrant | undefined>;

/** Who asks, and by what. `refused` is a token that is not good: never issued, expired or revoked. */
export type Asker =
  | { kind: 'session'; caller: Caller; session: Session; id: string }
  /** `session` is the one that chose the token, which ends with it. */
  | { kind: 'token'; caller: Caller; grant: BearerGrant; again: FindGrant; session?: Session | undefined }
  | { kind: 'service'; caller: Caller; grant: BearerGrant }
  | { kind: 'anonymous'; caller: Caller }
  | { kind: 'refused' };

/** What callers are known by. */
export interface Identities {
  sessions: Sessions;
  bearers: Bearers;
  services: ServiceGate;
}

/** Who neither signed in nor sent a token. */
export const NOBODY = { kind: 'anonymous', caller: ANONYMOUS } as const satisfies Asker;

const REFUSED: Asker = { kind: 'refused' };

/** By it a browser's session asks as one of its person's tokens would, without the token's text. */
const CHOSEN_TOKEN = 'x-token-id';

/**
 * Tells who asks. With a Bearer token, or as a resource server by HTTP Basic, cookies are ignored; a session that chose a
 * token is that token and no more.
 */
export async function askerOf(request: IncomingMessage, listener: Listener, identities: Identities): Promise<Asker> {
  const chosen = request.headers[CHOSEN_TOKEN];
  const token = bearerToken(request);
  // To leave the choice unheard would give a program more than it asked for.
  if (token !== undefined) return chosen === undefined ? bearerOf(token, request, identities) : REFUSED;
  const basic = basicCredentials(request);
  if (basic && identities.services.knows(basic)) {
    return chosen === undefined ? serviceOf(basic, request, identities) : REFUSED;
  }
  const id = readCookie(request, listener.sessionCookie);
  if (chosen !== undefined) return chosenTokenOf(String(chosen), id, request, identities);
  const session = id ? await identities.sessions.find(id) : undefined;
  return id && session ? { kind: 'session', caller: session.person, session, id } : NOBODY;
}

/** Tells whose token it is. */
export async function bearerOf(token: string, request: IncomingMessage, { bearers }: Identities): Promise<Asker> {
  const again = () => bearers.find(token, request);
  const grant = await again();
  return grant ? { kind: 'token', caller: grant.caller, grant, again } : REFUSED;
}

/** The token of that id, for its own person's session alone. */
export async function chosenTokenOf(
  tokenId: string,
  sessionId: string | undefined,
  request: IncomingMessage,
  { sessions, bearers }: Identities,
): Promise<Asker> {
  const findSession = async () => (sessionId ? sessions.find(sessionId) : undefined);
  const again = async () => {
    const person = (await findSession())?.person;
    return person && bearers.findChosen(person.id, tokenId, request);
  };
  const [session, grant] = [await findSession(), await again()];
  return session && grant ? { kind: 'token', caller: grant.caller, grant, again, session } : REFUSED;
}

async function serviceOf(basic: ClientSecret, request: IncomingMessage, { services }: Identities): Promise<Asker> {
  const grant = await services.find(basic, request);
  return grant ? { kind: 'service', caller: grant.caller, grant } : REFUSED;
}

/** Whether the request carries a token of its own. */
export function hasBearer(request: IncomingMessage): boolean {
  return bearerToken(request) !== undefined;
}
