import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'undici';
import { z } from 'zod';
import type { Logger } from '../logger.ts';

/** Where changes of credentials are heard, and who hears them. */
export interface CredentialChangesOptions {
  /** Which of its lines: credentials, with who is in their teams, or members of teams, tokens among them. */
  what?: keyof typeof LINES;
  credentialsUrl: string;
  /** An internal token by which whoever listens may. */
  token: () => Promise<string>;
  /** Something about what has this id changed. */
  heard: (id: string) => void;
  /** The line stands, the first time or again: what changed before was not heard. */
  missed: () => void;
  logger: Logger;
}

/** Credentials says something every 300 ms: who is silent for so long is away. */
const SILENT_MS = 1_200;
const AGAIN_AFTER_MS = 250;

/** What is in a line of each. */
const LINES = {
  clients: z.object({ credentialId: z.string() }).transform(({ credentialId }) => credentialId),
  'team-tokens': z.object({ tokenId: z.string() }).transform(({ tokenId }) => tokenId),
};

/** Hears from credentials what changes, for as long as it is not disposed of. */
export class CredentialChanges implements AsyncDisposable {
  private readonly stop = new AbortController();
  private readonly kept: Promise<void>;
  private hears = false;

  constructor(private readonly options: CredentialChangesOptions) {
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
    const { logger } = this.options;
    while (!signal.aborted) {
      await this.listen().catch((err) => logger.debug({ err }, 'changes of credentials are not heard of'));
      if (this.hears && !signal.aborted) logger.warn('the line of changes of credentials is lost');
      this.hears = false;
      await pause(AGAIN_AFTER_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** One connection, until it is lost. */
  private async listen(): Promise<void> {
    const { credentialsUrl, token, heard, missed, what = 'clients' } = this.options;
    const client = new Client(credentialsUrl, { headersTimeout: SILENT_MS, bodyTimeout: SILENT_MS });
    try {
      const authorization = `Bearer ${await token()}`;
      const { statusCode, body } = await client.request({
        method: 'GET',
        path: `/internal/${what}/changes`,
        headers: { authorization },
        signal: this.stop.signal,
      });
      if (statusCode !== 200) throw new Error(`credentials answered ${statusCode}`);
      for await (const text of createInterface({ input: body })) {
        if (!this.hears) missed();
        this.hears = true;
        if (text !== '') heard(LINES[what].parse(JSON.parse(text)));
      }
    } finally {
      client.destroy().catch(() => {});
    }
  }
}
