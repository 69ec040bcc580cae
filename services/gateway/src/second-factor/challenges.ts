import { randomBytes } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Sealing } from '@portal/service-kit/database';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import { isFirstUse } from '../first-use.ts';

/** What a key signs: that it is registered, or that it is its person who acts. */
export type Purpose = 'REGISTER' | 'CONFIRM';

/** So long may one look for the key. */
export const CHALLENGE_MS = 3 * 60_000;

const sealedChallenge = z.object({ session: z.string(), purpose: z.string(), nonce: z.string(), until: z.number() });

/** What keys are given to sign: each for one session and one purpose, once and for minutes. Nothing is kept of one before it is used. */
export class Challenges {
  private readonly sealing: Sealing;

  constructor(
    private readonly orm: MikroORM,
    signingKey: GatewayConfig['signingKey'],
    private readonly now: Clock,
  ) {
    this.sealing = new Sealing(signingKey, 'portal-de-servicos:second-factor');
  }

  /** One for a session. */
  begin(session: string, purpose: Purpose): Promise<string> {
    const until = this.now().getTime() + CHALLENGE_MS;
    return this.sealing.seal(
      JSON.stringify({ session, purpose, nonce: randomBytes(16).toString('base64url'), until } satisfies z.input<
        typeof sealedChallenge
      >),
    );
  }

  /** Uses up what was signed, in base64url; false where it is no challenge of this session and purpose, too old, or used before. */
  async useUp(signed: string, session: string, purpose: Purpose): Promise<boolean> {
    const challenge = Buffer.from(signed, 'base64url').toString();
    const opened = await this.sealing.unseal(challenge).catch(() => undefined);
    if (opened === undefined) return false;
    const read = sealedChallenge.parse(JSON.parse(opened));
    const now = this.now();
    if (read.session !== session || read.purpose !== purpose || read.until <= now.getTime()) return false;
    return isFirstUse(this.orm, `second-factor|${read.nonce}`, { until: new Date(read.until), now });
  }
}
