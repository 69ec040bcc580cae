import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** A GraphQL answer as it came. */
export interface Answer<Data> {
  data: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; traceId?: string } }[];
}

/** Who may be signed in. */
export type Name = 'ana' | 'bruno' | 'clara' | 'davi' | 'elis' | 'fabio' | 'gilda' | 'hugo' | 'iara';

export const portalUrl = (): string => required('TEST_PORTAL_URL');
/** Where the gateway's metrics are, which no door tells. */
export const metricsUrl = (): string => required('TEST_METRICS_URL');
export const reviewerUrl = (): string => required('TEST_REVIEWER_URL');

/** Somebody at the public door: a browser's session without the browser. */
export class Person {
  private readonly cookies = new Map<string, string>();

  private constructor(readonly origin: string) {}

  /** Nobody signed in. */
  static anonymous(origin = portalUrl()): Person {
    return new Person(origin);
  }

  static async signIn(name: Name, origin = portalUrl()): Promise<Person> {
    const person = new Person(origin);
    await person.follow(`/login?as=${name}`);
    return person;
  }

  /** Goes through the redirects of a sign-in, and gives the address where it ends. */
  async follow(address: string): Promise<string> {
    let url = new URL(address, this.origin).href;
    for (let step = 0; step < 10; step++) {
      const response = await this.fetch(url, { redirect: 'manual' });
      await response.body?.cancel();
      const next = response.headers.get('location');
      if (!next) break;
      url = new URL(next, url).href;
      const { origin, pathname } = new URL(url);
      if (origin === this.origin && pathname !== '/callback' && pathname !== '/login') break;
    }
    return url;
  }

  /** Ends the session; the person stays nobody. */
  async signOut(): Promise<void> {
    const response = await this.fetch('/logout', {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: this.origin },
    });
    await response.body?.cancel();
  }

  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) headers.set('cookie', this.cookie());
    const response = await fetch(new URL(address, this.origin), { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
      if (value === '' || /expires=thu, 01 jan 1970|max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** One GraphQL operation. */
  async ask<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    const response = await this.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', origin: this.origin, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer<Data>;
  }

  /** The data of an operation that has to succeed. */
  async get<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await this.ask<Data>(query, variables);
    if (errors || !data) throw new Error(`The query failed: ${JSON.stringify(errors)}`);
    return data;
  }

  /** Sends a file of evidence. */
  async upload(accessRequest: string, file: Blob, fileName: string, requirements: string[] = []): Promise<Response> {
    const form = new FormData();
    form.set('file', file, fileName);
    for (const requirement of requirements) form.append('requirement', requirement);
    // In one piece with its headers: of bodies that are still to come, one person may have ten under way.
    const encoded = new Response(form);
    return this.fetch(`/evidence?accessRequest=${accessRequest}`, {
      method: 'POST',
      headers: {
        'apollo-require-preflight': 'true',
        origin: this.origin,
        'content-type': encoded.headers.get('content-type') ?? '',
      },
      body: await encoded.arrayBuffer(),
    });
  }

  /** A WebSocket that carries this person's session, with what connection_init is to say. */
  socket(connectionParams: Record<string, unknown> = {}): Client {
    const { origin } = this;
    const cookie = this.cookie();
    return createClient({
      url: `${origin.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers: { cookie, origin } });
        }
      },
      connectionParams,
      retryAttempts: 0,
      lazyCloseTimeout: 0,
    });
  }

  /** The cookies as they are sent. */
  cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is missing: run these tests through the root vitest.config.ts.`);
  return value;
}
