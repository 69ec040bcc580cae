import { setTimeout as pause } from 'node:timers/promises';
import { ANONYMOUS } from '@portal/service-kit/identity';
import { traceIdOf, traceparentOf } from '@portal/service-kit/process';
import type { InternalTokens } from '../access/internal-tokens.ts';
import { logger } from '../logger.ts';

const ANSWER_WITHIN_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Where what is told goes. */
export interface ToldTo {
  credentialsUrl: string;
  tokens: InternalTokens;
}

/** Tells credentials something until it is taken: once at a time, and again when it is due anew. */
export class UntilTold implements Disposable {
  private readonly over = new AbortController();
  private toTell = false;
  private telling = false;

  constructor(
    private readonly what: string,
    private readonly to: ToldTo,
    private readonly tellAll: (post: (path: string, body: object) => Promise<void>) => Promise<void>,
  ) {}

  /** There is something to tell, or there may be. */
  due(): void {
    this.toTell = true;
    if (!this.telling) void this.tell();
  }

  [Symbol.dispose](): void {
    this.over.abort();
  }

  private async tell(): Promise<void> {
    this.telling = true;
    let wait = FIRST_PAUSE_MS;
    while (this.toTell && !this.over.signal.aborted) {
      this.toTell = false;
      try {
        await this.tellAll((path, body) => this.post(path, body));
        wait = FIRST_PAUSE_MS;
      } catch (err) {
        if (this.over.signal.aborted) break;
        logger.warn({ err }, `${this.what} are told to credentials again`);
        this.toTell = true;
        await pause(wait, undefined, { signal: this.over.signal }).catch(() => {});
        wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
      }
    }
    this.telling = false;
  }

  private async post(path: string, body: object): Promise<void> {
    const { credentialsUrl, tokens } = this.to;
    const response = await fetch(`${credentialsUrl}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokens.for(ANONYMOUS, 'credentials')}`,
        'content-type': 'application/json',
        traceparent: traceparentOf(traceIdOf(undefined)),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([this.over.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`${this.what} were answered with ${response.status}`);
  }
}
