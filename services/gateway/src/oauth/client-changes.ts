import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { ANONYMOUS } from '@portal/service-kit/identity';
import { Client } from 'undici';
import { z } from 'zod';
import type { InternalTokens } from '../graph/internal-tokens.ts';
import { logger } from '../logger.ts';

/** Where changes of systems are heard, and who hears them. */
export interface ClientChangesOptions {
  credentialsUrl: string;
  tokens: InternalTokens;
  /** Something about this credential changed. */
  heard: (credentialId: string) => void;
  /** The line stands, the first time or again: what changed before was not heard. */
  missed: () => void;
}

/** Credentials says something every 300 ms: who is silent for so long is away. */
const SILENT_MS = 1_200;
const AGAIN_AFTER_MS = 250;

const line = z.object({ credentialId: z.string() });

/** Hears from credentials which systems' credentials change, for as long as it is not disposed of. */
export class ClientChanges implements AsyncDisposable {
  private readonly stop = new AbortController();
  private readonly kept: Promise<void>;
  private hears = false;

  constructor(private readonly options: ClientChangesOptions) {
    this.kept = this.keep();
  }

  /** False while changes may be missed. */
  get listening(): boolean {
    return this.hears;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.stop.abort();
    await this.kept;
  }

  private async keep(): Promise<void> {
    const { signal } = this.stop;
    while (!signal.aborted) {
      await this.listen().catch((err) => logger.debug({ err }, 'changes of systems are not heard of'));
      if (this.hears && !signal.aborted) logger.warn('the line of changes of systems is lost');
      this.hears = false;
      await pause(AGAIN_AFTER_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** One connection, until it is lost. */
  private async listen(): Promise<void> {
    const { credentialsUrl, tokens, heard, missed } = this.options;
    const client = new Client(credentialsUrl, { headersTimeout: SILENT_MS, bodyTimeout: SILENT_MS });
    try {
      const authorization = `Bearer ${await tokens.for(ANONYMOUS, 'credentials')}`;
      const { statusCode, body } = await client.request({
        method: 'GET',
        path: '/internal/clients/changes',
        headers: { authorization },
        signal: this.stop.signal,
      });
      if (statusCode !== 200) throw new Error(`credentials answered ${statusCode}`);
      for await (const text of createInterface({ input: body })) {
        if (!this.hears) missed();
        this.hears = true;
        if (text !== '') heard(line.parse(JSON.parse(text)).credentialId);
      }
    } finally {
      client.destroy().catch(() => {});
    }
  }
}
