import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from '../logger.ts';
import { databaseOn } from './database-url.ts';
import { ensureDatabase } from './ensure-database.ts';
import {
  type NotificationListener,
  type NotificationListenerOptions,
  openNotificationListener,
} from './notification-listener.ts';

const logger = createLogger('line');
let opened: AsyncDisposableStack;
let database: string;

beforeEach(async () => {
  opened = new AsyncDisposableStack();
  const name = `kit_line_${crypto.randomUUID().replaceAll('-', '')}`;
  const server = process.env.TEST_DATABASE_URL ?? '';
  database = databaseOn(server, name);
  await ensureDatabase(database);
  opened.defer(async () => void (await ask(`drop database ${name} with (force)`, server)));
});
afterEach(() => opened.disposeAsync());

async function open(
  more: Partial<NotificationListenerOptions> = {},
): Promise<NotificationListener & { heard: string[] }> {
  const heard: string[] = [];
  const line = await openNotificationListener({
    url: database,
    channel: 'things',
    heard: (payload) => heard.push(payload),
    missed: async () => {},
    logger,
    ...more,
  });
  opened.use(line);
  return Object.defineProperties({ heard } as NotificationListener & { heard: string[] }, {
    listening: { get: () => line.listening },
    [Symbol.asyncDispose]: { value: () => line[Symbol.asyncDispose]() },
  });
}

async function ask(sql: string, connectionString = database): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const LISTENERS = `from pg_stat_activity where datname = current_database() and application_name = 'portal listen things'`;
const killBackend = () => ask(`select pg_terminate_backend(pid) ${LISTENERS}`);
const listeners = async () => Number((await ask(`select count(*) ${LISTENERS}`))[0]?.count);

/** A way to the database: it can be cut, and it can fall silent, as a paused server or a lost network does. */
class Way implements AsyncDisposable {
  readonly sockets = new Set<Socket>();
  silent = false;
  private server: Server | undefined;
  private port = 0;

  async begin(onConnection = (client: Socket) => this.forward(client)): Promise<string> {
    this.server = createServer(onConnection).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    this.port = typeof address === 'object' && address ? address.port : 0;
    return Object.assign(new URL(database), { hostname: '127.0.0.1', port: String(this.port) }).href;
  }

  async cut(): Promise<void> {
    const closed = this.server && once(this.server, 'close');
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.cut();
  }

  private forward(client: Socket): void {
    const target = new URL(database);
    const behind = connect(Number(target.port), target.hostname);
    const pass = (to: Socket) => (bytes: Buffer) => this.silent || to.write(bytes);
    client.on('data', pass(behind));
    behind.on('data', pass(client));
    this.sockets.add(client);
    client.on('error', () => {}).once('close', () => this.sockets.delete(client) && behind.destroy());
    behind.on('error', () => {}).once('close', () => client.destroy());
  }
}

test('hears what is notified, and asks for what was missed when it begins', async () => {
  const missed = vi.fn(async () => {});
  const line = await open({ missed });
  expect(line.listening).toBe(true);
  await ask(`notify things, 'one'; notify others, 'none'; notify things, 'two'`);
  await expect.poll(() => line.heard).toEqual(['one', 'two']);
  expect(missed).toHaveBeenCalledOnce();
});

test('a first connection that cannot be made is an error', async () => {
  await expect(open({ url: 'postgres://127.0.0.1:1/none' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('is made anew when its backend is killed, and asks for what was missed', async () => {
  const missed = vi.fn(async () => {});
  const line = await open({ missed });
  await killBackend();
  await expect.poll(() => missed.mock.calls.length).toBe(2);
  expect(line.listening).toBe(true);
  await ask(`notify things, 'after'`);
  await expect.poll(() => line.heard).toEqual(['after']);
});

test('asks for what was missed again until it is answered', async () => {
  let failing = 3;
  const missed = vi.fn(async () => {
    if (failing-- > 0) throw new Error('the database is busy');
  });
  await open({ missed });
  await expect.poll(() => missed.mock.calls.length).toBe(4);
});

test('asks no more for what a lost connection missed, and all the more for the new one', async () => {
  const answers: PromiseWithResolvers<void>[] = [];
  const missed = () => {
    const answer = Promise.withResolvers<void>();
    answers.push(answer);
    return answer.promise;
  };
  await open({ missed });
  await expect.poll(() => answers.length).toBe(1);
  await killBackend();
  await expect.poll(() => answers.length).toBe(2);
  answers[0]?.reject(new Error('lost'));
  answers[1]?.resolve();
  await ask(`notify things, 'x'`);
  expect(answers).toHaveLength(2);
});

test('notices a connection that fell silent', async () => {
  const way = opened.use(new Way());
  const line = await open({ url: await way.begin(), heartbeatMs: 50 });
  way.silent = true;
  await expect.poll(() => line.listening).toBe(false);
  way.silent = false;
  await expect.poll(() => line.listening).toBe(true);
  await ask(`notify things, 'again'`);
  await expect.poll(() => line.heard).toEqual(['again']);
});

test('one connection listens, however long the database was away, and tries come ever more slowly', async () => {
  const way = opened.use(new Way());
  const line = await open({ url: await way.begin() });
  await way.cut();
  await expect.poll(() => line.listening).toBe(false);
  const tries: number[] = [];
  await way.begin((client) => {
    tries.push(performance.now());
    client.on('error', () => {}).destroy();
  });
  await expect.poll(() => tries.length).toBeGreaterThanOrEqual(4);
  await way.cut();
  // Had each failure two to follow, they would come side by side.
  for (const [index, at] of tries.slice(1).entries()) expect(at - (tries[index] ?? at)).toBeGreaterThan(250);
  await way.begin();
  await expect.poll(() => line.listening).toBe(true);
  expect(await listeners()).toBe(1);
});

test('is gone once it is disposed of, also while the database does not answer', async () => {
  const line = await open();
  await line[Symbol.asyncDispose]();
  await expect.poll(listeners).toBe(0);
  const way = opened.use(new Way());
  const silent = await open({ url: await way.begin() });
  way.silent = true;
  await silent[Symbol.asyncDispose]();
  expect(silent.listening).toBe(false);
});
