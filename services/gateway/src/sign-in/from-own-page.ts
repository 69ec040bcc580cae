import type { IncomingMessage } from 'node:http';
import { isOwnOrigin, type Listener } from '../http/listener.ts';

/** Whether a page of this listener led here, where somebody pressed *Entrar*; not an address that was followed from elsewhere. */
export function isFromOwnPage(listener: Listener, { headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { 'sec-fetch-site': site, referer, host } = headers;
  if (site !== undefined) return site === 'same-origin';
  // Browsers before 2023, and all of them over plain http, say no more than from which page they come.
  return referer !== undefined && URL.canParse(referer) && isOwnOrigin(listener, new URL(referer).origin, host);
}
