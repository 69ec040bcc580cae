import { setTimeout as pause } from 'node:timers/promises';
import { withoutTrace } from '@portal/service-kit/process';
import type { AskedService } from '../access/asked-service.ts';
import { logger } from '../logger.ts';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Tells credentials something until it is taken: once at a time, and again when it is due anew. */
export class UntilTold implements Disposable {
  private readonly over = new AbortController();
  private toTell = false;
  private telling = false;

  constructor(
    private readonly what: string,
    private readonly credentials: AskedService,
    private readonly tellAll: (post: (path: string, body: object) => Promise<unknown>) => Promise<void>,
  ) {}

  /** There is something to tell, or there may be. */
  due(): void {
    this.toTell = true;
    // What is told is more than what the operation under way brought, and may be told long after it.
    if (!this.telling) void withoutTrace(() => this.tell());
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
        await this.tellAll((path, body) => this.credentials.ask(path, { body, signal: this.over.signal }));
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
}
