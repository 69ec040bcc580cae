import { ANONYMOUS, type Audience } from '@portal/service-kit/identity';
import { currentTraceId, traceIdOf, traceparentOf } from '@portal/service-kit/process';
import { noAnswer, SubgraphFailure, tokenRefusedBy } from '../http/subgraph-failure.ts';
import type { InternalTokens } from './internal-tokens.ts';

/** A question: what goes along, and what gives it up before its time. */
interface Question {
  /** Posted as JSON; without it the address is read. */
  body?: object;
  signal?: AbortSignal;
}

const ANSWER_WITHIN_MS = 10_000;

/** A service behind the gateway, as the gateway itself asks it: in nobody's name, and with an end to the waiting. */
export class AskedService {
  constructor(
    private readonly service: Audience,
    readonly url: string,
    private readonly tokens: InternalTokens,
  ) {}

  /** An internal token by which the gateway asks. */
  token(): Promise<string> {
    return this.tokens.for(ANONYMOUS, this.service);
  }

  /** What it answers at an address; undefined where it has nothing to say. Anything else is a SubgraphFailure. */
  async ask(path: string, { body, signal }: Question = {}): Promise<unknown> {
    const inTime = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(`${this.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${await this.token()}`,
        traceparent: traceparentOf(currentTraceId() ?? traceIdOf(undefined)),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, inTime]) : inTime,
    }).catch((cause) => {
      throw noAnswer(this.service, cause, false);
    });
    if (response.ok && response.status !== 204) {
      return response.json().catch((cause) => {
        throw noAnswer(this.service, cause, false);
      });
    }
    // Unread it would keep its connection.
    await response.body?.cancel();
    if (response.ok) return undefined;
    if (response.status === 401) throw tokenRefusedBy(this.service, response.headers.get('date') ?? undefined);
    throw new SubgraphFailure(this.service, `answered ${response.status} at ${path.replace(/\?.*/, '')}`, {
      outcome: response.status === 503 ? 'away' : 'failed',
    });
  }
}
