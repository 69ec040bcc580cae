import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, Connector, type ConnectorOptions, type Exchange } from '@portal/sample-connector';

/** A connector that does one thing wrong, and the steps that are about it. */
export interface BrokenConnector {
  /** What it does wrong. */
  name: string;
  fails: readonly string[];
  Made: new (options: ConnectorOptions) => Connector;
  options?: Partial<ConnectorOptions>;
}

type Exchanged = (url: string, options: Exchange) => Promise<Answer>;

/** One that does something else with each question and its answer. */
function exchanging(change: (exchange: Exchanged, url: string, options: Exchange) => Promise<Answer>) {
  return class extends Connector {
    protected override exchange(url: string, options: Exchange): Promise<Answer> {
      return change((...asked) => super.exchange(...asked), url, options);
    }
  };
}

/** One that asks the same once more, or several times, after some answers. */
function repeating(times: number, after: (answer: Answer) => boolean) {
  return exchanging(async (exchange, url, options) => {
    let answer = await exchange(url, options);
    for (let again = 0; again < times && after(answer); again++) answer = await exchange(url, options);
    return answer;
  });
}

/** One that takes an answer for a refusal, and leaves it at that. */
function givingUp(after: (answer: Answer) => boolean) {
  return exchanging(async (exchange, url, options) => {
    const answer = await exchange(url, options);
    return after(answer) ? { ...answer, status: 403 } : answer;
  });
}

const REFUSED: Answer = { status: 403, headers: {}, body: '' };
const isDuplicate = ({ status, body }: Answer) => status === 422 && body.includes('EHR-ERR866');
const isBrokenRule = ({ status, body }: Answer) => status === 422 && !/EHR-ERR8(66|23)/.test(body);
const sends = (url: string, { method }: Exchange) => method === 'POST' && url.endsWith('/Bundle');

class TokenForEachCall extends Connector {
  protected override accessToken(): Promise<string> {
    return this.askForToken();
  }
}

class ReplacesByLocalId extends Connector {
  override replace(...[document]: Parameters<Connector['replace']>): Promise<string> {
    const byLocalId = () => super.replace(document, document.identifier.value);
    return byLocalId().catch(byLocalId);
  }
}

class ReplacesUnderNewIdentifier extends Connector {
  override replace(...[document, id]: Parameters<Connector['replace']>): Promise<string> {
    return super.replace({ ...document, identifier: { ...document.identifier, value: randomUUID() } }, id);
  }
}

class DeletesByAnotherId extends Connector {
  override remove(id: string): Promise<void> {
    return super.remove(id.replace(/.{4}$/, 'zzzz'));
  }
}

/** All of them. */
export const BROKEN_CONNECTORS: readonly BrokenConnector[] = [
  { name: 'asks for a token for each call', fails: ['token.reuse/three-calls'], Made: TokenForEachCall },
  {
    name: 'does not renew a token that is refused',
    fails: ['token.renewal/expired'],
    Made: givingUp(({ status }) => status === 401),
  },
  {
    name: 'sends again with the token that was refused',
    fails: ['token.renewal/expired'],
    Made: repeating(1, ({ status }) => status === 401),
  },
  {
    name: 'does not say what it is',
    fails: ['user-agent/named'],
    Made: exchanging((exchange, url, { headers: { 'user-agent': _name, ...headers }, ...options }) =>
      exchange(url, { ...options, headers }),
    ),
  },
  {
    name: 'does not say which version it is',
    fails: ['user-agent/named'],
    Made: Connector,
    options: { userAgent: 'conector' },
  },
  {
    name: 'does not wait for Retry-After',
    fails: ['retry.wait/retry-after'],
    Made: Connector,
    options: { pause: async () => {} },
  },
  {
    name: 'gives up at 503',
    fails: ['retry.wait/retry-after'],
    Made: givingUp(({ status }) => status === 503),
  },
  {
    name: 'gives up at 502',
    fails: ['retry.gateway/again'],
    Made: givingUp(({ status }) => status === 502),
  },
  {
    name: 'tries a 502 again and again',
    fails: ['retry.gateway/gives-up'],
    Made: repeating(5, ({ status }) => status === 502),
  },
  {
    name: 'sends what is refused as known again',
    fails: ['errors.duplicate/not-again'],
    Made: repeating(2, isDuplicate),
  },
  {
    name: 'sends what broke a rule again as it is',
    fails: ['errors.rule/not-unchanged'],
    Made: repeating(1, isBrokenRule),
  },
  {
    name: 'takes a lost answer for a refusal',
    fails: ['retry.lost/half-answer', 'retry.lost/reset'],
    Made: exchanging((exchange, url, options) => exchange(url, options).catch(() => REFUSED)),
  },
  {
    name: 'sends a new document after a lost answer',
    fails: ['retry.lost/half-answer', 'retry.lost/reset'],
    Made: exchanging((exchange, url, options) =>
      exchange(url, options).catch((error: unknown) => {
        if (!sends(url, options)) throw error;
        const document = JSON.parse(options.body ?? '{}');
        document.identifier.value = randomUUID();
        return exchange(url, { ...options, body: JSON.stringify(document) });
      }),
    ),
  },
  {
    name: 'sends again while the answer is on its way',
    fails: ['retry.patience/slow'],
    Made: exchanging(async (exchange, url, options) => {
      const answer = exchange(url, options);
      if (!sends(url, options)) return answer;
      answer.catch(() => {});
      return (await Promise.race([answer, pause(3_000, undefined, { ref: false })])) ?? exchange(url, options);
    }),
  },
  {
    name: 'replaces by the local identifier',
    fails: ['document.replaced/own'],
    Made: ReplacesByLocalId,
  },
  {
    name: 'replaces under a new identifier',
    fails: ['document.replaced/own'],
    Made: ReplacesUnderNewIdentifier,
  },
  {
    name: 'deletes by an id that the RNDS did not give',
    fails: ['document.deleted/own'],
    Made: DeletesByAnotherId,
  },
];
