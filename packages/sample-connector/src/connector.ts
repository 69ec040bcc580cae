import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { AccessToken } from './access-token.ts';
import { issuesOf, RndsRefusal, RndsUnreachable } from './errors.ts';

/** What a connector is made with. */
export interface ConnectorOptions {
  /** Base URLs of the two hosts. */
  authUrl: string;
  ehrUrl: string;
  /** The system's certificate and key. */
  pfx: Buffer;
  passphrase: string;
  /** PEM of authorities to trust besides the usual ones: that of a test environment. */
  authorities?: string | undefined;
  /** CNS of the professional in whose name it is called. */
  operator: string;
  /** What follows `BRRNDS-`. */
  requesterIdentifier: string;
  /** `system/version`: the header User-Agent. */
  userAgent: string;
  now?: () => number;
  pause?: (milliseconds: number) => Promise<unknown>;
}

interface Call {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  body?: string;
}

/** What a host is asked. */
export interface Exchange extends Omit<Call, 'path'> {
  headers: Record<string, string>;
}

/** What a host answered. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Longer than any answer takes. */
const ANSWER_WITHIN_MS = 30_000;
/** One that asks for more is left alone for now. */
const LONGEST_WAIT_MS = 60_000;
const MOST_TRIES = 4;
const IDENTIFIER_USED = 'EHR-ERR866';

/** Talks to the RNDS, or to what looks like it. */
export class Connector implements AsyncDisposable {
  private readonly options: ConnectorOptions;
  private readonly agent: Agent;
  private readonly token: AccessToken;
  private readonly pause: (milliseconds: number) => Promise<unknown>;

  constructor(options: ConnectorOptions) {
    this.options = options;
    const { pfx, passphrase, authorities: ca } = options;
    this.agent = new Agent({
      connect: { pfx, passphrase, ...(ca && { ca }) },
      headersTimeout: ANSWER_WITHIN_MS,
      bodyTimeout: ANSWER_WITHIN_MS,
    });
    this.token = new AccessToken(() => this.askForToken(), options.now ?? Date.now);
    this.pause = options.pause ?? wait;
  }

  /** Reads something: `Patient/700000000000005`, `Practitioner?identifier=…`. */
  async read(path: string): Promise<unknown> {
    return JSON.parse((await this.call({ method: 'GET', path: `/api/fhir/r4/${path}` })).body);
  }

  /** Tells the RNDS of whom, by whom and where care is given. */
  async openContext({ cnes, operator, patient }: { cnes: string; operator: string; patient: string }): Promise<void> {
    const body = JSON.stringify({ cnes, cnsProfissional: operator, cnsPaciente: patient });
    await this.call({ method: 'POST', path: '/api/contexto-atendimento', body });
  }

  /**
   * Sends a document; gives the id that the RNDS has for it. Where an answer got lost it is asked whether the document was
   * taken, before it is sent again: so it is never there twice, whatever happens on the way.
   */
  async send(document: IdentifiedDocument): Promise<string> {
    try {
      return await this.post(document, () => this.idOf(document));
    } catch (error) {
      // An earlier try had arrived after all.
      const id = error instanceof RndsRefusal && error.by(IDENTIFIER_USED) && (await this.idOf(document));
      if (id) return id;
      throw error;
    }
  }

  /** Sends a document in the place of one that the RNDS has; the identifier stays. */
  replace(document: IdentifiedDocument & Composed, id: string): Promise<string> {
    const replacing = structuredClone(document);
    const [first] = replacing.entry;
    if (!first) throw new Error('a document begins with its Composition');
    first.resource.relatesTo = [{ code: 'replaces', targetReference: { reference: `Composition/${id}` } }];
    return this.post(replacing, async () => {
      const current = await this.idOf(document);
      return current === id ? undefined : current;
    });
  }

  /** Deletes a document; one that is gone already is no fault. */
  async remove(id: string): Promise<void> {
    try {
      await this.call({ method: 'DELETE', path: `/api/fhir/r4/Bundle/${id}` });
    } catch (error) {
      if (!(error instanceof RndsRefusal) || error.status !== 410) throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.agent.close();
  }

  private async post(document: IdentifiedDocument, taken: () => Promise<string | undefined>): Promise<string> {
    const call: Call = { method: 'POST', path: '/api/fhir/r4/Bundle', body: JSON.stringify(document) };
    const { headers } = await this.call(call, taken);
    return String(headers.location).split('/').at(-1) ?? '';
  }

  /** The current document with an identifier of ours, if there is one. */
  private async idOf({ identifier: { value } }: IdentifiedDocument): Promise<string | undefined> {
    const system = `http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-${this.options.requesterIdentifier}`;
    const path = `/api/identifier?${new URLSearchParams({ system, value })}`;
    const found = JSON.parse((await this.call({ method: 'GET', path })).body) as { id: string; status: string }[];
    return found.find(({ status }) => status === 'final')?.id;
  }

  /**
   * One call until it is answered: with another token after 401, after the wait that 503 asks for, once more after 502 or a
   * connection that broke. `taken` finds out whether a call that changes something was done although no answer came.
   */
  private async call(call: Call, taken?: () => Promise<string | undefined>): Promise<Answer> {
    let last = '';
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const token = await this.accessToken();
      const answer = await this.ask(call, token).catch((error: Error) => error);
      if (answer instanceof Error) {
        last = answer.message;
        const id = await taken?.();
        if (id) return { status: 201, headers: { location: `/Bundle/${id}` }, body: '' };
      } else if (answer.status < 400) {
        return answer;
      } else if (answer.status === 401 && tries === 0) {
        await this.token.refused(token);
      } else if (answer.status === 503) {
        last = 'a RNDS respondeu 503';
        await this.pause(waitOf(answer));
      } else if (answer.status === 500 || answer.status === 502 || answer.status === 504) {
        last = `a RNDS respondeu ${answer.status}`;
        await this.pause(1_000);
      } else {
        throw new RndsRefusal(answer.status, issuesOf(answer.body));
      }
    }
    throw new RndsUnreachable(`A RNDS não atendeu depois de ${MOST_TRIES} tentativas: ${last}`);
  }

  private async ask({ method, path, body }: Call, token: string): Promise<Answer> {
    const { operator, userAgent, ehrUrl } = this.options;
    const headers = {
      'user-agent': userAgent,
      'x-authorization-server': `Bearer ${token}`,
      authorization: operator,
      ...(body !== undefined && { 'content-type': 'application/fhir+json' }),
    };
    return this.exchange(`${ehrUrl}${path}`, { method, headers, ...(body !== undefined && { body }) });
  }

  protected async askForToken(): Promise<string> {
    const { authUrl, userAgent } = this.options;
    const answer = await this.exchange(`${authUrl}/api/token`, { method: 'GET', headers: { 'user-agent': userAgent } });
    if (answer.status !== 200) {
      const { error_description: text = '' } = JSON.parse(answer.body || '{}') as { error_description?: string };
      throw new RndsRefusal(answer.status, [{ code: undefined, text, expression: undefined }]);
    }
    return (JSON.parse(answer.body) as { access_token: string }).access_token;
  }

  /** The token that a call is made with. */
  protected accessToken(): Promise<string> {
    return this.token.get();
  }

  /** One question and its answer. */
  protected async exchange(url: string, options: Exchange): Promise<Answer> {
    const { statusCode: status, headers, body } = await request(url, { ...options, dispatcher: this.agent });
    return { status, headers, body: await body.text() };
  }
}

/** As far as sending looks at a document. */
export interface IdentifiedDocument {
  identifier: { value: string };
}

/** As far as a replacement looks at one besides. */
export interface Composed {
  entry: { resource: Record<string, unknown> }[];
}

function waitOf({ headers }: Answer): number {
  const seconds = Number(headers['retry-after']);
  return Math.min(Number.isFinite(seconds) ? seconds * 1_000 : 5_000, LONGEST_WAIT_MS);
}
