import type { IncomingMessage } from 'node:http';

/** The token of `Authorization: Bearer`, if there is one. */
export function bearerToken(request: Pick<IncomingMessage, 'headers'>): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
