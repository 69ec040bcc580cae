import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Caller } from '@portal/service-kit/identity';
import { traceparentOf } from '@portal/service-kit/process';
import type { InternalTokens } from '../graph/internal-tokens.ts';

/** Who asks for a file, and by which trace. */
export interface FileCaller {
  caller: Caller;
  traceId: string;
}

/** The endpoints of credentials that carry bytes. */
export class CredentialsFiles implements Disposable {
  private readonly agent = new Agent({ keepAlive: true, timeout: 60_000 });

  constructor(
    private readonly url: string,
    private readonly tokens: InternalTokens,
  ) {}

  /** Begins a request; its body is the caller's to write and end. */
  async open(
    method: 'GET' | 'POST',
    path: string,
    { caller, traceId }: FileCaller,
    headers: Record<string, string> = {},
  ): Promise<ClientRequest> {
    const token = await this.tokens.for(caller, 'credentials');
    return request(`${this.url}${path}`, {
      method,
      agent: this.agent,
      headers: { ...headers, authorization: `Bearer ${token}`, traceparent: traceparentOf(traceId) },
    });
  }

  [Symbol.dispose](): void {
    this.agent.destroy();
  }
}

/** The answer to a request, or the error that came in its place. */
export function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
  });
}
