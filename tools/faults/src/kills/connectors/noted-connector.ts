import type { TriedSystem } from '@portal/bench/tried-system';
import { toPfx } from '@portal/certificates';
import { type Answer, Connector, type Exchange } from '@portal/sample-connector';

/** One question at a host. */
export interface NotedCall {
  /** What the header User-Agent says besides: the list of calls tells it again. */
  mark: string;
  method: string;
  url: string;
  /** Undefined as long as no answer came whole, and where none does. */
  status: number | undefined;
}

const PASSPHRASE = 'falhas';

/** The connector that docs/homologation.md gives to read, each of whose questions is written down with what came of it. */
export class NotedConnector extends Connector {
  readonly calls: NotedCall[] = [];

  constructor(system: TriedSystem) {
    const { authUrl, ehrUrl, authorities, operator, requesterIdentifier, certificate } = system;
    super({
      authUrl,
      ehrUrl,
      authorities,
      operator,
      requesterIdentifier,
      pfx: toPfx(certificate, { password: PASSPHRASE }),
      passphrase: PASSPHRASE,
      userAgent: 'conector/1.0.0',
    });
  }

  protected override async exchange(url: string, options: Exchange): Promise<Answer> {
    const mark = `c${this.calls.length}`;
    const call: NotedCall = { mark, method: options.method, url, status: undefined };
    this.calls.push(call);
    const headers = { ...options.headers, 'user-agent': `${options.headers['user-agent']} (${mark})` };
    const answer = await super.exchange(url, { ...options, headers });
    call.status = answer.status;
    return answer;
  }
}
