import type { Readable } from 'node:stream';
import type { Caller } from '@portal/service-kit/identity';
import { traceparentOf } from '@portal/service-kit/process';
import type { Response } from 'express';
import { type Dispatcher, Pool } from 'undici';
import type { InternalTokens } from '../access/internal-tokens.ts';
import { noAnswer, tokenRefusedBy } from '../http/subgraph-failure.ts';

/** Who asks for a file, and by which trace. */
export interface FileCaller {
  caller: Caller;
  traceId: string;
}

/** Who asks, once they were let in. */
export function callerOf(res: Response): FileCaller {
  return { caller: res.locals.caller, traceId: res.locals.traceId };
}

/** What is asked of the service. */
export interface FileRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  headers?: Record<string, string>;
  body?: Readable | Buffer;
  /** Gives it up: nobody waits for it any more, or it was waited for long enough. */
  signal: AbortSignal;
  /** Whether something may have been changed by now. */
  changes: () => boolean;
}

const CONNECTED_WITHIN_MS = 3_000;
const MOST_CONNECTIONS = 64;
/** Between two pieces of an answer; not while it is us who do not take them. */
const NEXT_PIECE_WITHIN_MS = 30_000;

/** The endpoints of a service that carry bytes. */
export class ServiceFiles implements AsyncDisposable {
  private readonly pool: Pool;

  constructor(
    url: string,
    private readonly tokens: InternalTokens,
    private readonly service: 'credentials' | 'homologation',
  ) {
    this.pool = new Pool(url, {
      connections: MOST_CONNECTIONS,
      pipelining: 1,
      connectTimeout: CONNECTED_WITHIN_MS,
      // Until then the signal of each says how long.
      headersTimeout: 0,
      bodyTimeout: NEXT_PIECE_WITHIN_MS,
      // Far shorter than a subgraph keeps an idle connection: what is sent as it is closed is lost.
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 4_000,
    });
  }

  /** The answer, which may come before the body was sent. */
  async ask(
    { method, path, headers = {}, body, signal, changes }: FileRequest,
    { caller, traceId }: FileCaller,
  ): Promise<Dispatcher.ResponseData> {
    const token = await this.tokens.for(caller, this.service);
    const answer = await this.pool
      .request({
        method,
        path,
        headers: { ...headers, authorization: `Bearer ${token}`, traceparent: traceparentOf(traceId) },
        body: body ?? null,
        signal,
      })
      .catch((cause) => {
        throw noAnswer(this.service, cause, changes());
      });
    if (answer.statusCode === 401) {
      await answer.body.dump();
      throw tokenRefusedBy(this.service, String(answer.headers.date));
    }
    return answer;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.pool.destroy();
  }
}
