import { createHash, createHmac, hkdfSync } from 'node:crypto';

/**
 * Draws requests that a person is to look at all the same: nobody foresees it who has not the key, and who has it draws the
 * same again. The key is derived by HKDF-SHA-256 from the service's signing key.
 */
export class RuleDraw {
  /** Names the key, to be kept beside what was drawn with it. */
  readonly key: string;
  private readonly secret: Uint8Array;

  constructor({ d }: { d: string }) {
    this.secret = new Uint8Array(hkdfSync('sha256', d, '', 'portal-de-servicos:rule-draw', 32));
    this.key = createHash('sha256').update(this.secret).digest('base64url').slice(0, 16);
  }

  /** The lot of a request: HMAC-SHA-256 over its id, in hexadecimal. */
  lotOf(requestId: string): string {
    return createHmac('sha256', this.secret).update(requestId).digest('hex');
  }
}

/** Whether a lot is among that share: its first 48 bits, as a part of all there are, are less than it. */
export function isDrawn(lot: string, percent: number): boolean {
  return Number.parseInt(lot.slice(0, 12), 16) * 100 < percent * 2 ** 48;
}
