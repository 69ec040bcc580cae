import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { OauthError } from './oauth-error.ts';

const OF_CLIENT = { points: 20, duration: 60 };
const OF_ADDRESS = { points: 200, duration: 60 };

/**
 * Bounds wrong secrets: 20 a minute for a client from one address, 200 a minute for an address, at each gateway. Counted by
 * address, so that a stranger cannot lock a system out. An attempt is counted before it is looked at and given back when it
 * was right, or nobody could say: many at once are bounded too, and each costs a slow comparison.
 */
export class GuessLimit {
  private readonly clients = new RateLimiterMemory(OF_CLIENT);
  private readonly addresses = new RateLimiterMemory(OF_ADDRESS);

  /** Does the attempt, whose answer is undefined where the secret was wrong. */
  async attempt<Who>(
    clientId: string,
    address: string,
    authenticate: () => Promise<Who | undefined>,
  ): Promise<Who | undefined> {
    const ofClient = `${clientId}|${address}`;
    try {
      await this.addresses.consume(address);
      await this.clients.consume(ofClient);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.ceil(refusal.msBeforeNext / 1000);
      throw new OauthError('temporarily_unavailable', 'Muitas tentativas. Tente de novo em instantes.', seconds);
    }
    let wrong = false;
    try {
      const who = await authenticate();
      wrong = who === undefined;
      return who;
    } finally {
      if (!wrong) await Promise.all([this.addresses.reward(address), this.clients.reward(ofClient)]);
    }
  }
}
