import { connect } from 'node:net';
import pg from 'pg';
import { operationSignal } from '../operation-signal.ts';
import { inSpan } from '../telemetry/spans.ts';
import { DatabaseBusy, refusedWait } from './refused-wait.ts';

/** The server's own bound comes first; without a sign of it after so long, nobody is there. */
const GRACE_MS = 2_000;
/** A server that is there ends what it was asked to cancel at once. */
const CANCELLED_WITHIN_MS = 2_000;

const COMMIT = /^\s*commit\b/i;
const ROLLBACK = /^\s*rollback\b/i;
const BEGIN = /^\s*(?:begin|start transaction)\b/i;
const READS = /^\s*(?:select|set|show)\b/i;
const NOTHING: pg.QueryResult = { command: 'ROLLBACK', rowCount: null, oid: 0, fields: [], rows: [] };
/** Of the protocol: what a connection of its own is sent to cancel a statement of another. */
const CANCEL_REQUEST = 80_877_102;

/** What pg knows of a connection and its types do not tell. */
interface Inside {
  processID: number;
  secretKey: number;
  connection: { stream: { destroy(): void } };
  /** A pool does not keep one of which this is false. */
  _queryable: boolean;
}

/**
 * A connection on which no statement is waited for longer than the server allows it and a little more, and none any longer
 * than somebody waits for the operation that it belongs to: it is then cancelled at the server. A connection that does not
 * answer is cut off, and its transaction with it.
 */
export class BoundedClient extends pg.Client {
  private readonly answerWithinMs: number;

  constructor(config: pg.ClientConfig) {
    super(config);
    this.answerWithinMs = Number(config.statement_timeout) + GRACE_MS;
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg's own overloads; only what the pool's users ask by promise is bounded
  override query(...args: any[]): any {
    const [text, values, callback] = args;
    const byPromise = typeof text === 'string' && typeof values !== 'function' && callback === undefined;
    return byPromise ? this.ask(text, values) : Reflect.apply(super.query, this, args);
  }

  private ask(text: string, values: unknown[] | undefined): Promise<pg.QueryResult> {
    if (BEGIN.test(text)) return this.begin(text);
    if (ROLLBACK.test(text)) return this.rollBack(text);
    return COMMIT.test(text) ? this.commit(text) : this.run(text, values);
  }

  /** Kysely, which forgets a connection on which this fails, would never give it back. */
  private begin(text: string): Promise<pg.QueryResult> {
    return this.answerTo(text, undefined, false).catch((error) => {
      (this as unknown as pg.PoolClient).release(true);
      throw error;
    });
  }

  /** With its connection a transaction ends as well: nothing is left to undo, and the pool has to get the connection back. */
  private rollBack(text: string): Promise<pg.QueryResult> {
    return this.answerTo(text, undefined, false).catch((error) => {
      this.cutOff();
      if (!(error instanceof DatabaseBusy)) throw error;
      return NOTHING;
    });
  }

  /** Once begun it is let come to its end: cancelled, nobody would know whether it did. */
  private async commit(text: string): Promise<pg.QueryResult> {
    if (operationSignal()?.aborted) throw nobodyWaits();
    return this.answerTo(text, undefined, true);
  }

  private async run(text: string, values: unknown[] | undefined): Promise<pg.QueryResult> {
    const signal = operationSignal();
    if (signal?.aborted) throw nobodyWaits();
    let late: NodeJS.Timeout | undefined;
    const cancel = () => {
      this.cancel();
      late = setTimeout(() => this.cutOff(), CANCELLED_WITHIN_MS);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await this.answerTo(text, values, this.getTransactionStatus() === 'I' && !READS.test(text));
    } finally {
      signal?.removeEventListener('abort', cancel);
      clearTimeout(late);
      // What cancels may arrive late, and end what the next user of this connection asks.
      if (late) this.cutOff();
    }
  }

  private answerTo(text: string, values: unknown[] | undefined, changes: boolean): Promise<pg.QueryResult> {
    const summary = summaryOf(text);
    const attributes = { 'db.system.name': 'postgresql', 'db.query.summary': summary };
    return inSpan(summary, attributes, () => this.inTime(text, values, changes));
  }

  private async inTime(text: string, values: unknown[] | undefined, changes: boolean): Promise<pg.QueryResult> {
    const late = setTimeout(() => this.cutOff(), this.answerWithinMs);
    try {
      return await super.query(text, values);
    } catch (error) {
      throw refusedWait(error, changes) ?? error;
    } finally {
      clearTimeout(late);
    }
  }

  /** By the protocol, not by SQL: it needs no free connection and no right to anything. */
  private cancel(): void {
    const { processID, secretKey } = this as unknown as Inside;
    const request = Buffer.alloc(16);
    for (const [place, value] of [16, CANCEL_REQUEST, processID, secretKey].entries()) {
      request.writeInt32BE(value, place * 4);
    }
    const { host, port } = this;
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.setTimeout(CANCELLED_WITHIN_MS, () => socket.destroy());
    socket.on('error', () => {});
    socket.end(request);
    socket.resume();
  }

  private cutOff(): void {
    const inside = this as unknown as Inside;
    inside._queryable = false;
    inside.connection.stream.destroy();
  }
}

/** What is told of a statement in a trace, `select sessions`: its text holds values, for the ORM writes them into it. */
function summaryOf(text: string): string {
  const [, act = ''] = /^\s*([a-z]+)/i.exec(text) ?? [];
  return [act.toLowerCase(), tableOf(text)].filter(Boolean).join(' ');
}

/** The first table that is named outside of parentheses: a column may be a question of its own. */
function tableOf(text: string): string | undefined {
  let depth = 0;
  for (const [part, table] of text.matchAll(/'(?:[^']|'')*'|[()]|\b(?:from|into|update)\s+"?([a-z_]+)"?/gi)) {
    if (part === '(') depth++;
    else if (part === ')') depth--;
    else if (table && depth === 0) return table;
  }
  return undefined;
}

function nobodyWaits(): DatabaseBusy {
  return new DatabaseBusy('nobody waits for the operation any more');
}
