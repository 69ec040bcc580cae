import { Readable } from 'node:stream';
import { recordStatements } from '@portal/service-kit/database';
import { judgeColumns, quickest } from '@portal/service-kit/testing';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { endSessions } from '../end-sessions.ts';
import { findPeople, readTyped } from '../find-people.ts';
import { startGateway } from '../gateway.ts';
import { securityLog } from '../security-events.ts';
import { askGraph, TestSocket } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const HOUR = 3_600_000;
let now = Date.now();
let stand: TestGateway;
let url: string;

beforeEach(async () => {
  now = Date.now();
  stand = await startTestGateway({ now: () => new Date(now) });
  url = stand.gateway.url;
});
afterEach(() => stand[Symbol.asyncDispose]());

const nameOf = async (cookie: string, at = url) =>
  (await askGraph(at, '{ viewer { name } }', { cookie })).data.viewer?.name;

describe('a session', () => {
  it('lasts while it is used, but a day in all', async () => {
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    for (let hours = 0; hours < 21; hours += 7) {
      now += 7 * HOUR;
      expect(await nameOf(cookie)).toBe('Ana Souza');
    }
    now += 3 * HOUR;
    expect(await nameOf(cookie)).toBeUndefined();
  });

  it('is over after eight hours unused', async () => {
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    now += 8 * HOUR - 1_000;
    expect(await nameOf(cookie)).toBe('Ana Souza');
    now += 8 * HOUR + 1_000;
    expect(await nameOf(cookie)).toBeUndefined();
    now -= 8 * HOUR;
    expect(await nameOf(cookie)).toBeUndefined();
  });

  it('is over sooner where the installation says so', async () => {
    await using strict = await startTestGateway({ now: () => new Date(now), config: { sessionIdleMs: HOUR } });
    const cookie = (await strict.signedIn('ana')).cookieFor(strict.gateway.url);
    now += HOUR - 1_000;
    expect(await nameOf(cookie, strict.gateway.url)).toBe('Ana Souza');
    now += HOUR + 1_000;
    expect(await nameOf(cookie, strict.gateway.url)).toBeUndefined();
  });

  it('neither ends nor lasts by the clock of a machine that is set days off', async () => {
    await using other = await startGateway({ ...stand.config, port: 0, reviewerPort: 0, metricsPort: 0 });
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    const there = cookie.replace(/portal_session_\d+/, `portal_session_${new URL(other.url).port}`);
    onTestFinished(() => void vi.useRealTimers());
    for (const days of [3, -3]) {
      vi.useFakeTimers({ toFake: ['Date'], now: now + days * 24 * HOUR });
      expect(await nameOf(there, other.url)).toBe('Ana Souza');
    }
    const [row] = await inDatabase('select created_at, last_seen_at from sessions');
    for (const at of Object.values(row ?? {})) expect(Math.abs((at as Date).getTime() - now)).toBeLessThan(HOUR);
  });

  it('is nobody’s under a made-up id', async () => {
    const [name] = (await stand.signedIn('ana')).cookieFor(url).split('=');
    for (const id of ['', 'x', 'A'.repeat(43), '%00', "' or '1'='1"])
      expect(await nameOf(`${name}=${id}`)).toBeUndefined();
  });
});

describe('signing out', () => {
  it('needs a page of the portal', async () => {
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    const foreign = await fetch(`${url}/logout`, {
      method: 'POST',
      headers: { cookie, origin: 'http://evil.example' },
    });
    expect(foreign.status).toBe(403);
    expect((await fetch(`${url}/logout`, { headers: { cookie } })).status).toBe(404);
    expect(await nameOf(cookie)).toBe('Ana Souza');
  });

  it('ends the session and its WebSockets within a second, and nobody else’s', async () => {
    const took = await quickest(1_000, async () => {
      const browser = await stand.signedIn('ana');
      const cookie = browser.cookieFor(url);
      const elsewhere = (await stand.signedIn('ana')).cookieFor(url);
      const [socket, other] = [await TestSocket.open(url, cookie), await TestSocket.open(url, elsewhere)];
      const started = performance.now();
      const answer = await browser.ask(`${url}/logout`, { method: 'POST', headers: { origin: url } });
      expect(answer.status).toBe(303);
      expect(await socket.closed).toBe(4403);
      const milliseconds = performance.now() - started;
      expect(browser.cookieFor(url)).toBe('');
      expect(await nameOf(cookie)).toBeUndefined();
      expect(await nameOf(elsewhere)).toBe('Ana Souza');
      expect(other.socket.readyState).toBe(other.socket.OPEN);
      other.socket.close();
      return milliseconds;
    });
    expect(took).toBeLessThan(1_000);
  });

  it('at one gateway closes the WebSockets at another', async () => {
    await using second = await startGateway({ ...stand.config, port: 0, reviewerPort: 0, metricsPort: 0 });
    const took = await quickest(1_000, async () => {
      const browser = await stand.signedIn('ana');
      const cookie = browser.cookieFor(url);
      const there = cookie.replace(/portal_session_\d+/, `portal_session_${new URL(second.url).port}`);
      expect(await nameOf(there, second.url)).toBe('Ana Souza');
      const socket = await TestSocket.open(second.url, there);
      const started = performance.now();
      await browser.ask(`${url}/logout`, { method: 'POST', headers: { origin: url } });
      expect(await socket.closed).toBe(4403);
      const milliseconds = performance.now() - started;
      expect(await nameOf(there, second.url)).toBeUndefined();
      return milliseconds;
    });
    expect(took).toBeLessThan(1_000);
  });
});

describe('signing out everywhere', () => {
  const END_ALL = 'mutation { endAllSessions { endedSessions problems { code } } }';

  it('ends all sessions of the person, at both listeners, and their WebSockets within a second; nobody else’s', async () => {
    const { reviewerUrl } = stand.gateway;
    const here = (await stand.signedIn('fabio')).cookieFor(url);
    const there = (await stand.signedIn('fabio')).cookieFor(url);
    const atReview = (await stand.signedIn('fabio', reviewerUrl)).cookieFor(reviewerUrl);
    const bruno = (await stand.signedIn('bruno')).cookieFor(url);
    const sockets = [
      await TestSocket.open(url, here),
      await TestSocket.open(url, there),
      await TestSocket.open(reviewerUrl, atReview),
    ];
    const other = await TestSocket.open(url, bruno);
    const { data } = await askGraph(url, END_ALL, { cookie: here });
    expect(data).toEqual({ endAllSessions: { endedSessions: 3, problems: [] } });
    expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([4403, 4403, 4403]);
    for (const [cookie, listener] of [
      [here, url],
      [there, url],
      [atReview, reviewerUrl],
    ] as const) {
      expect(await nameOf(cookie, listener)).toBeUndefined();
    }
    expect(await nameOf(bruno)).toBe('Bruno Lima');
    expect(other.socket.readyState).toBe(other.socket.OPEN);
    other.socket.close();
    expect(await nameOf((await stand.signedIn('fabio')).cookieFor(url))).toBeDefined();
  });

  it('is for a person in a browser alone', async () => {
    const refused = await askGraph(url, END_ALL);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const cookie = (await stand.signedIn('bruno')).cookieFor(url);
    const input = '{ name: "Painel", scopes: ["requests:read", "requests:write", "credentials:write"] }';
    const made = await askGraph(url, `mutation { createPersonalAccessToken(input: ${input}) { token } }`, { cookie });
    const headers = { authorization: `Bearer ${made.data.createPersonalAccessToken.token}` };
    expect((await askGraph(url, END_ALL, { headers })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await nameOf(cookie)).toBe('Bruno Lima');
  });
});

it('an operator ends somebody’s sessions and tokens, by e-mail, within a second; nobody else’s', async () => {
  const ana = (await stand.signedIn('ana')).cookieFor(url);
  const bruno = (await stand.signedIn('bruno')).cookieFor(url);
  const made = await askGraph(
    url,
    'mutation { createPersonalAccessToken(input: { name: "x", scopes: ["requests:read"] }) { token } }',
    { cookie: ana },
  );
  const bearer = { headers: { authorization: `Bearer ${made.data.createPersonalAccessToken.token}` } };
  expect((await askGraph(url, '{ viewer { name } }', bearer)).data.viewer.name).toBe('Ana Souza');
  const socket = await TestSocket.open(url, ana);
  expect(await endSessions(stand.config, 'Ana@Laboratorio.example')).toEqual({ sessions: 1, tokens: 1 });
  expect(await socket.closed).toBe(4403);
  expect(await nameOf(ana)).toBeUndefined();
  await expect.poll(async () => (await askGraph(url, '{ viewer { name } }', bearer)).status).toBe(401);
  expect(await nameOf(bruno)).toBe('Bruno Lima');
});

describe('an operator', () => {
  const typed = (text: string) => ({ email: undefined, typed: () => readTyped(Readable.from([`${text}\n`])) });
  const named = (email: string) => ({ email, typed: () => Promise.reject(new Error('asked')) });
  const unverified = async (name: string) => {
    const database = new pg.Client(stand.config.databaseOwnerUrl);
    await database.connect();
    await database.query('update people set email_verified = false where name like $1', [`${name}%`]);
    await database.end();
  };

  it('finds people by e-mail, or by a CPF that is typed, with what they are by the environment too', async () => {
    await stand.signedIn('ana');
    await stand.signedIn('clara');
    const ana = {
      id: expect.any(String),
      email: 'ana@laboratorio.example',
      verified: true,
      level: expect.stringMatching(/^(BRONZE|SILVER|GOLD)$/),
      roles: ['INTEGRATOR'],
      lastSignedInAt: expect.any(String),
    };
    expect(await findPeople(stand.config, named('Ana@Laboratorio.example'))).toEqual({ people: [ana] });
    expect(await findPeople(stand.config, typed('529.982.247-25'))).toEqual({ people: [ana] });
    await expect(findPeople(stand.config, typed('529.982.247-26'))).rejects.toThrow('no CPF');
    await expect(findPeople(stand.config, named('529.982.247-25'))).rejects.toThrow('typed after find-people alone');
    const { people } = await findPeople(stand.config, named('clara@saude.example'));
    expect(people).toMatchObject([{ roles: ['INTEGRATOR', 'REVIEWER'] }]);
  });

  it('takes nobody for who has an e-mail that is not verified; by id their sessions end, and the log says so', async () => {
    const ana = (await stand.signedIn('ana')).cookieFor(url);
    await unverified('Ana');
    const { people } = await findPeople(stand.config, named('ana@laboratorio.example'));
    expect(people).toMatchObject([{ email: null, verified: false }]);
    expect(await endSessions(stand.config, 'ana@laboratorio.example')).toEqual({ sessions: 0, tokens: 0 });
    expect(await nameOf(ana)).toBe('Ana Souza');
    const told = vi.spyOn(securityLog, 'info');
    expect(await endSessions(stand.config, people[0]?.id)).toEqual({ sessions: 1, tokens: 0 });
    expect(told.mock.calls).toContainEqual([
      { people: [people[0]?.id], sessions: 1, tokens: 0 },
      'sessions and tokens were ended by an operator',
    ]);
    told.mockRestore();
    await expect.poll(() => nameOf(ana)).toBeUndefined();
    await expect(endSessions(stand.config, 'ana')).rejects.toThrow('name the e-mail');
  });
});

describe('a WebSocket', () => {
  /** One on which something runs: idle, it would be closed for that. */
  async function liveSocket(cookie: string): Promise<TestSocket> {
    const socket = await TestSocket.open(url, cookie);
    socket.subscribe('live', 'subscription { mine { cursor } }');
    await expect.poll(() => stand.subgraphs.subscribed).toBe(1);
    return socket;
  }

  it('closes when its session expires', async () => {
    const took = await quickest(1_000, async () => {
      const cookie = (await stand.signedIn('ana')).cookieFor(url);
      const socket = await liveSocket(cookie);
      now += 8 * HOUR + 1_000;
      const started = performance.now();
      expect(await socket.closed).toBe(4403);
      return performance.now() - started;
    });
    expect(took).toBeLessThan(1_000);
  });

  it('stays while the session is used elsewhere', async () => {
    const cookie = (await stand.signedIn('ana')).cookieFor(url);
    const socket = await liveSocket(cookie);
    now += 5 * HOUR;
    expect(await nameOf(cookie)).toBe('Ana Souza');
    now += 5 * HOUR;
    socket.subscribe('1', '{ viewer { name } }');
    expect(await socket.next(({ type }) => type === 'next')).toMatchObject({ data: { viewer: { name: 'Ana Souza' } } });
    await expect.poll(() => socket.socket.readyState).toBe(socket.socket.OPEN);
    socket.socket.close();
  });
});

describe('ends that no gateway was told of', () => {
  const breakLine = () =>
    inDatabase(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'portal listen session_ended'`);

  it('are found in one question when the line that tells of them is back, asked again until it is answered', async () => {
    const cookies = [];
    for (const name of ['ana', 'bruno', 'clara']) cookies.push((await stand.signedIn(name)).cookieFor(url));
    const sockets = await Promise.all(cookies.map((cookie) => TestSocket.open(url, cookie)));
    const [ana, ...others] = sockets;
    await inDatabase(`delete from sessions where person_id = (select id from people where name = 'Ana Souza')`);
    await inDatabase('alter table sessions rename to sessions_away');
    using recorded = recordStatements();
    const questions = () => recorded.statements.filter((sql) => sql.includes('from "sessions"')).length;
    await breakLine();
    await expect.poll(questions).toBeGreaterThanOrEqual(2);
    const failed = questions();
    await inDatabase('alter table sessions_away rename to sessions');
    expect(await ana?.closed).toBe(4403);
    expect(questions() - failed).toBeLessThanOrEqual(2);
    expect(others.map(({ socket }) => socket.readyState)).toEqual([1, 1]);
    for (const { socket } of others) socket.close();
  });
});

it('keeps neither ids nor subjects as they are', async () => {
  const cookie = (await stand.signedIn('ana')).cookieFor(url);
  const rows = await inDatabase('select s.*, p.* from sessions s join people p on p.id = s.person_id');
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain('52998224725');
  expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1]);
});

it('each column was judged, in docs/privacy.md: about a person or not', async () => {
  expect(await judgeColumns('gateway', stand.config.databaseOwnerUrl ?? '')).toEqual({
    unjudged: [],
    gone: [],
    twice: [],
  });
});

async function inDatabase(sql: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: stand.config.databaseOwnerUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
