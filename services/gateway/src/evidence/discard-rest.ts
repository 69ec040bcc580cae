import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import type { Request } from 'express';

const LONGEST_MS = 30_000;
const MOST_BYTES = 2 * EVIDENCE_MAX_BYTES;

/**
 * Reads on what a client still sends after its answer, for a browser that is cut off while it sends shows a broken
 * connection in place of the answer. Within bounds: whoever goes on sending is cut off.
 */
export function discardRest(req: Request): void {
  if (req.complete || req.destroyed) return;
  let bytes = 0;
  const late = setTimeout(() => req.socket.destroy(), LONGEST_MS);
  req.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) req.socket.destroy();
  });
  req.once('end', () => clearTimeout(late));
  req.once('close', () => clearTimeout(late));
  req.resume();
}
