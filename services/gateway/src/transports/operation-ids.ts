import { z } from 'zod';

const begins = z.looseObject({ type: z.literal('subscribe'), id: z.string().min(1) });
const ends = z.looseObject({ type: z.literal('complete'), id: z.string().min(1) });
const carried = z.looseObject({ id: z.string(), type: z.string() });

/** Hears one message, and resolves when what it began has ended. */
type Hear = (text: string) => Promise<void>;

/**
 * The ids of the operations on one connection. A client may give an id to another operation as soon as it has completed the
 * one before, which here may still be beginning or ending: graphql-ws would take the two for one, leave both running and
 * tell the second that it is over. So the second has another name inside, and the first is not heard of any more.
 */
export class OperationIds {
  /** What runs, by the client's id: its id inside. */
  private readonly running = new Map<string, string>();
  /** What has not ended, by its id inside: the client's. */
  private readonly known = new Map<string, string>();
  /** How many of those have another name inside. */
  private renamed = 0;
  private last = 0;

  /** Passes on what the client sent. */
  async incoming(text: string, hear: Hear): Promise<void> {
    const message = parsed(text);
    const { data: begun } = begins.safeParse(message);
    if (begun) return this.begin(text, begun, hear);
    const { data: ended } = ends.safeParse(message);
    if (!ended) return hear(text);
    const inside = this.running.get(ended.id);
    this.running.delete(ended.id);
    return hear(inside === undefined ? text : JSON.stringify({ ...ended, id: inside }));
  }

  /** What the client is sent; undefined for what is about an operation that it gave up. */
  outgoing(text: string): string | undefined {
    const mayEnd = text.endsWith('"type":"complete"}') || text.includes('"type":"error"');
    // As a rule each operation has a name of its own, and its events are not read twice.
    if (!mayEnd && this.renamed === 0 && this.known.size === this.running.size) return text;
    const { data: message } = carried.safeParse(parsed(text));
    if (!message) return text;
    const id = this.clientId(message.id);
    if (this.running.get(id) !== message.id) return undefined;
    // From here on the client may give the id to another.
    if (message.type !== 'next') this.running.delete(id);
    return id === message.id ? text : JSON.stringify({ ...message, id });
  }

  /** The same, while the client listens to it. */
  livingId(inside: string): string | undefined {
    const id = this.clientId(inside);
    return this.running.get(id) === inside ? id : undefined;
  }

  /** The client's own id of what is called so inside. */
  clientId(inside: string): string {
    return this.known.get(inside) ?? inside;
  }

  private async begin(text: string, message: z.output<typeof begins>, hear: Hear): Promise<void> {
    const { id } = message;
    // Of one that runs already graphql-ws tells, and closes.
    if (this.running.has(id)) return hear(JSON.stringify({ ...message, id: this.running.get(id) }));
    const inside = this.known.has(id) ? `${id} ${++this.last}` : id;
    this.running.set(id, inside);
    this.known.set(inside, id);
    if (inside !== id) this.renamed += 1;
    try {
      await hear(inside === id ? text : JSON.stringify({ ...message, id: inside }));
    } finally {
      this.known.delete(inside);
      if (inside !== id) this.renamed -= 1;
      if (this.running.get(id) === inside) this.running.delete(id);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
