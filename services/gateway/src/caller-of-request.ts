import type { IncomingMessage } from 'node:http';
import { ANONYMOUS, type Caller } from '@portal/service-kit/identity';
import { bearerToken } from '@portal/service-kit/process';
import type { Door } from './origin/door.ts';
import { readCookie } from './sessions/cookies.ts';
import type { Session, Sessions } from './sessions/sessions.ts';

/** Who asks, and by what. `refused` is a token that nobody issued. */
export type Asker =
  | { kind: 'session'; caller: Caller; session: Session; id: string }
  | { kind: 'anonymous'; caller: Caller }
  | { kind: 'refused' };

const NOBODY: Asker = { kind: 'anonymous', caller: ANONYMOUS };

/** Tells who asks. With a Bearer token cookies are ignored; the portal issues no tokens to third parties yet. */
export async function askerOf(request: IncomingMessage, door: Door, sessions: Sessions): Promise<Asker> {
  if (hasBearer(request)) return { kind: 'refused' };
  const id = readCookie(request, door.sessionCookie);
  const session = id ? await sessions.find(id) : undefined;
  return id && session ? { kind: 'session', caller: session.person, session, id } : NOBODY;
}

/** Whether the request carries a token of its own. */
export function hasBearer(request: IncomingMessage): boolean {
  return bearerToken(request) !== undefined;
}
