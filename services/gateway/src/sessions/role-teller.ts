import { setTimeout as pause } from 'node:timers/promises';
import { ANONYMOUS } from '@portal/service-kit/identity';
import { traceIdOf, traceparentOf } from '@portal/service-kit/process';
import type { InternalTokens } from '../access/internal-tokens.ts';
import { logger } from '../logger.ts';
import type { MinistryRoles } from './ministry-roles.ts';

const ANSWER_WITHIN_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** So many are told of in one go; credentials takes no more. */
const MOST_AT_ONCE = 500;

/** Tells credentials who is what since an ADMIN said so, until it is taken: who is nothing any more opens no console to show it. */
export class RoleTeller implements Disposable {
  private readonly over = new AbortController();
  private toTell = false;
  private telling = false;

  constructor(
    private readonly roles: MinistryRoles,
    private readonly credentialsUrl: string,
    private readonly tokens: InternalTokens,
  ) {
    // Not waited for: sessions follow whether credentials answers or not.
    roles.onChanged(async () => void this.tell());
    // A gateway that set roles may have stopped before they were told.
    void this.tell();
  }

  [Symbol.dispose](): void {
    this.over.abort();
  }

  private async tell(): Promise<void> {
    this.toTell = true;
    if (this.telling) return;
    this.telling = true;
    let wait = FIRST_PAUSE_MS;
    while (this.toTell && !this.over.signal.aborted) {
      this.toTell = false;
      try {
        await this.tellAll();
        wait = FIRST_PAUSE_MS;
      } catch (err) {
        if (this.over.signal.aborted) break;
        logger.warn({ err }, 'roles are told to credentials again');
        this.toTell = true;
        await pause(wait, undefined, { signal: this.over.signal }).catch(() => {});
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      }
    }
    this.telling = false;
  }

  private async tellAll(): Promise<void> {
    const people = await this.roles.ofThoseSet();
    for (let from = 0; from < people.length; from += MOST_AT_ONCE) {
      const response = await fetch(`${this.credentialsUrl}/internal/ministry-roles`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await this.tokens.for(ANONYMOUS, 'credentials')}`,
          'content-type': 'application/json',
          traceparent: traceparentOf(traceIdOf(undefined)),
        },
        body: JSON.stringify({ people: people.slice(from, from + MOST_AT_ONCE) }),
        signal: AbortSignal.any([this.over.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`roles were answered with ${response.status}`);
    }
  }
}
