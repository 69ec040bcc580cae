/** What one subscription was sent. */
export interface Told {
  data?: Record<string, unknown> | null;
  errors?: { extensions: { code: string } }[];
}

/** The gateway's line to the subgraph, as far as tests look at it: what many receive alike comes in one message. */
export class AlikeSocket implements Disposable {
  readonly told = new Map<string, Told[]>();
  /** Where each stands, by what it was told alike. */
  readonly places = new Map<string, number>();
  /** Messages that came with an event. */
  events = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      const { alike, id, type, place, payload } = JSON.parse(String(data));
      if (payload && (alike || type === 'next')) this.events += 1;
      for (const one of alike ?? (type === 'next' || type === 'error' ? [id] : [])) {
        if (alike) this.places.set(one, place);
        if (payload) this.told.get(one)?.push(type === 'error' ? { errors: payload } : payload);
      }
    });
  }

  static async open(url: string): Promise<AlikeSocket> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const opened = new AlikeSocket(socket);
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    socket.send('{"type":"connection_init"}');
    await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
    return opened;
  }

  subscribe(id: string, internalToken: string, query: string, variables: object, crowd = id): void {
    this.told.set(id, []);
    const payload = { query, variables, extensions: { internalToken, alike: crowd } };
    this.socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
  }

  complete(id: string): void {
    this.socket.send(JSON.stringify({ id, type: 'complete' }));
  }

  [Symbol.dispose](): void {
    this.socket.close();
  }
}
