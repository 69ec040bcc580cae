import type { Client } from 'graphql-ws';
import { vi } from 'vitest';
import type { Answer, Person } from './person.ts';

/** What takes milliseconds, and on a busy machine seconds. */
const SOON = { timeout: 15_000, interval: 10 };

/** A subscription on a WebSocket of its own: what it delivered so far, in order, and how it ended. */
export class Line<Change> implements AsyncDisposable {
  readonly delivered: Change[] = [];
  /** The first error that came in the place of a change. */
  error: string | undefined;
  /** The socket's close code, once it is closed. */
  closed: number | undefined;
  private readonly client: Client;

  private constructor(person: Person, query: string, variables: Record<string, unknown>) {
    this.client = person.socket();
    this.client.on('closed', (event) => {
      this.closed = (event as { code: number }).code;
    });
    this.client.subscribe<Record<string, Change>>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          this.error ??= (errors as Answer<Change>['errors'])?.[0]?.extensions.code;
          const change = Object.values(data ?? {})[0];
          if (change) this.delivered.push(change);
        },
        error: (error) => {
          const [first] = Array.isArray(error) ? error : [];
          this.error ??= first?.extensions?.code;
        },
        complete: () => {},
      },
    );
  }

  /** Everything after a cursor, or after now: nothing that happens from here on is missed. */
  static async open<Change>(
    person: Person,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Line<Change>> {
    const after = variables.after ?? (await changesCursor(person));
    return new Line<Change>(person, query, { ...variables, after });
  }

  /** What came of the subscription just as it was asked for, without a cursor. */
  static asked<Change>(person: Person, query: string, variables: Record<string, unknown> = {}): Line<Change> {
    return new Line<Change>(person, query, variables);
  }

  /** Waits until what was delivered is enough. */
  async until(enough: (delivered: readonly Change[]) => boolean): Promise<readonly Change[]> {
    await vi.waitUntil(() => enough(this.delivered), SOON);
    return this.delivered;
  }

  /** Waits for a change: others may be delivered before it. */
  change(wanted: (change: Change) => boolean): Promise<Change> {
    return vi.waitUntil(() => this.delivered.find(wanted), SOON);
  }

  /** Waits for the error that comes in the place of changes. */
  refusal(): Promise<string> {
    return vi.waitUntil(() => this.error, SOON);
  }

  /** Waits for the socket's end. */
  end(): Promise<number> {
    return vi.waitUntil(() => this.closed, SOON);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.dispose();
  }
}

/** Where the line stands now. */
export async function changesCursor(person: Person): Promise<string> {
  return (await person.get<{ changesCursor: string }>('{ changesCursor }')).changesCursor;
}
