import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { startTwoOfEach, type TwoOfEach } from '@portal/faults/two-of-each';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { DOORS, OWN_KEYS } from './admissions.ts';
import { fieldsOf, operationOn } from './any-operation.ts';
import { mutate, newDraft } from './arrange.ts';
import { evidenceOf } from './evidence.ts';
import { pdfOf } from './evidence-files.ts';
import { Machine, type MadeToken } from './machine.ts';
import { Person } from './person.ts';
import { type RegisteredSystem, registeredSystem } from './registered-system.ts';

const MOST_SOCKETS = 6;
const BURST = 4_000;
/** A client from one address may send so many wrong secrets in a minute before they are slowed. */
const GUESSES = 20;

let portal: TwoOfEach;
let ana: Person;
let clara: Person;
let system: RegisteredSystem;
let elis: Person;
beforeAll(async () => {
  const slowly = { burst: BURST, perMinute: BURST / 10 };
  const endless = { burst: 1_000_000, perMinute: 1_000_000 };
  portal = await startTwoOfEach({
    RATE_LIMITS: JSON.stringify({ anonymous: endless, person: endless, client: endless, token: slowly }),
    SOCKETS_PER_CALLER: String(MOST_SOCKETS),
    ADMIN_SECOND_FACTOR: 'required',
  });
  ana = await Person.signIn('ana', portal.url);
  clara = await Person.signIn('clara', portal.url);
  elis = await Person.signIn('elis', portal.url);
  system = await registeredSystem({ owner: ana, reviewer: clara });
}, 300_000);
afterAll(() => portal?.[Symbol.asyncDispose]());

/** Opens a WebSocket as a person, and says which code it was closed with, if it was. */
function openSocket(person: Person, origin: string): { socket: WebSocket; closed: () => number | undefined } {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie: person.cookie(), origin: person.origin },
  });
  let code: number | undefined;
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
  socket.on('close', (closedWith) => {
    code = closedWith;
  });
  socket.on('error', () => {});
  return { socket, closed: () => code };
}

/** How many sockets all gateways together have told each other of. */
async function toldSockets(): Promise<number> {
  const client = new pg.Client({ connectionString: portal.gatewayDatabaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query('select coalesce(sum(sockets), 0)::int as told from held_connections');
    return rows[0].told;
  } finally {
    await client.end();
  }
}

describe('what ADMIN alone may do', () => {
  const aloneAdmins = DOORS.filter((door) => door !== OWN_KEYS && door.admitted.join() === 'admin').flatMap(
    ({ operations }) => operations,
  );
  it.each(fieldsOf('mutation').filter(({ name }) => aloneAdmins.includes(name)))(
    'waits for a second factor: $name',
    async (field) => {
      const { query, variables } = operationOn('mutation', field);
      const { errors } = await elis.ask(query, variables);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['SECOND_FACTOR_REQUIRED']);
    },
  );

  it('waits for it on a credential of others too, and neither for its team nor for who reads', async () => {
    const { allCredentials } = await elis.get<{ allCredentials: { edges: { node: { id: string } }[] } }>(
      '{ allCredentials(first: 1) { edges { node { id } } } }',
    );
    const variables = { id: allCredentials.edges[0]?.node.id, reason: 'Uso indevido.' };
    const suspend =
      'mutation ($id: ID!, $reason: String!) { suspendCredential(id: $id, reason: $reason) { problems { code } } }';
    expect((await elis.ask(suspend, variables)).errors).toMatchObject([
      { extensions: { code: 'SECOND_FACTOR_REQUIRED' } },
    ]);
    const reinstate = 'mutation ($id: ID!) { reinstateCredential(id: $id) { problems { code } } }';
    expect(await ana.get(suspend, variables)).toEqual({ suspendCredential: { problems: [] } });
    expect(await ana.get(reinstate, { id: variables.id })).toEqual({ reinstateCredential: { problems: [] } });
  });
});

describe('over all gateways hold', () => {
  it('budgets: what a token spends at one it lacks at the other', async () => {
    const [one, other] = portal.gateways;
    const input = { name: 'Painel', scopes: ['catalogue:read'] };
    const { token } = await mutate<MadeToken>(ana, 'createPersonalAccessToken', { input }, 'token');
    const left = async (origin: string) => {
      const machine = new Machine(`Bearer ${token}`, origin);
      const { data } = await machine.ask<{ rateLimit: { remaining: number } }>('{ rateLimit { remaining } }');
      return data?.rateLimit.remaining ?? 0;
    };
    expect(await left(other)).toBeGreaterThan(BURST / 2);
    const spender = new Machine(`Bearer ${token}`, one);
    while ((await left(one)) > BURST / 4) {
      await Promise.all(Array.from({ length: 10 }, () => spender.ask('{ portfolios { name services { name } } }')));
    }
    await expect.poll(() => left(other)).toBeLessThan(BURST / 2);
  });

  it('sockets: what the other let in beyond the limit is closed, the newest alone, and what is closed makes room', async () => {
    const [one, other] = portal.gateways;
    const first = Array.from({ length: MOST_SOCKETS - 1 }, () => openSocket(ana, one));
    await expect.poll(toldSockets).toBe(MOST_SOCKETS - 1);
    const later = Array.from({ length: 3 }, () => openSocket(ana, other));
    await expect.poll(() => later.filter(({ closed }) => closed() === 1013).length).toBe(2);
    await expect.poll(toldSockets).toBe(MOST_SOCKETS);
    expect(later.filter(({ closed }) => closed() === undefined)).toHaveLength(1);
    expect(first.map(({ closed }) => closed())).toEqual(first.map(() => undefined));

    const hers = openSocket(clara, other);
    await expect.poll(toldSockets).toBe(MOST_SOCKETS + 1);
    for (const { socket } of first) socket.close();
    await expect.poll(toldSockets).toBe(2);
    // What the other gateway knew of them holds for a second.
    const again: WebSocket[] = [];
    await vi.waitUntil(
      async () => {
        const { socket } = openSocket(ana, other);
        await Promise.race([once(socket, 'message'), once(socket, 'close')]);
        if (socket.readyState === WebSocket.OPEN) again.push(socket);
        return again.length === MOST_SOCKETS - 1;
      },
      { timeout: 60_000 },
    );
    await expect.poll(toldSockets).toBe(MOST_SOCKETS + 1);
    for (const { socket } of [...later, hers]) socket.terminate();
    for (const socket of again) socket.terminate();
  });

  it('guesses: half of them at each gateway are too many, and nobody is locked out', async () => {
    const [one, other] = portal.gateways;
    const guess = async (origin: string, secret: string) => {
      const form = { grant_type: 'client_credentials', client_id: system.clientId, client_secret: secret };
      const response = await fetch(`${origin}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
      await response.body?.cancel();
      return response.status;
    };
    for (let times = 0; times < GUESSES; times++) {
      expect(await guess(times % 2 === 0 ? one : other, `pds_wrong_${times}`)).toBe(401);
    }
    // From here on they wait for each other, and of a dozen at once the last are refused, at either gateway.
    for (const origin of portal.gateways) {
      const answers = await Promise.all(Array.from({ length: 14 }, (_, at) => guess(origin, `pds_more_${at}`)));
      expect(answers).toContain(429);
    }
    expect(await guess(other, system.secret)).toBe(200);
  });
});

describe('an upload that goes on', () => {
  /** Sends the rest of a file as slowly as is left time to kill something; what comes of it is that it breaks off. */
  async function sendUntilCut(origin: string, address: string, offset: number, bytes: Buffer): Promise<void> {
    const cut = Promise.withResolvers<void>();
    async function* slowly(): AsyncGenerator<Uint8Array> {
      for (let at = offset; at < bytes.length; at += 250_000) {
        yield new Uint8Array(bytes.subarray(at, at + 250_000));
        if (at > offset + 2_500_000) await cut.promise;
      }
    }
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    const init = { body: ReadableStream.from(slowly()), duplex: 'half' } as RequestInit;
    await ask(origin, 'PATCH', address, headers, init).finally(cut.resolve);
  }

  function ask(origin: string, method: string, address: string, headers = {}, init: RequestInit = {}) {
    const own = { cookie: ana.cookie(), 'apollo-require-preflight': 'true', 'tus-resumable': '1.0.0', ...headers };
    return fetch(`${origin}${address}`, { ...init, method, headers: own });
  }

  it('goes on where it stopped, at another gateway and with another credentials, whichever was killed meanwhile', {
    timeout: 120_000,
  }, async () => {
    const [one, other] = portal.gateways;
    const { id } = await newDraft(ana, 'cnes');
    const bytes = Buffer.from(await pdfOf(9_000_000).arrayBuffer());
    const said = { filename: 'tela.pdf', purpose: 'evidence', accessRequest: id };
    const metadata = Object.entries(said).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`);
    const begun = await ask(one, 'POST', '/uploads', {
      'upload-length': String(bytes.length),
      'upload-metadata': metadata.join(),
    });
    expect(begun.status).toBe(201);
    const address = begun.headers.get('location') ?? '';
    const offset = async (origin: string) => Number((await ask(origin, 'HEAD', address)).headers.get('upload-offset'));

    const first = sendUntilCut(one, address, 0, bytes).catch(() => {});
    await expect.poll(() => offset(other)).toBeGreaterThan(0);
    await portal.kill('gateway', 0);
    await first;
    const kept = await offset(other);
    const second = sendUntilCut(other, address, kept, bytes).catch(() => {});
    await expect.poll(() => offset(one)).toBeGreaterThan(kept);
    await Promise.all([portal.kill('credentials', 0), portal.kill('credentials', 1)]);
    await second;

    expect(await evidenceOf(ana, id)).toEqual([]);
    await expect.poll(() => offset(one)).toBeGreaterThan(kept);
    const at = await offset(one);
    const last = await ask(
      one,
      'PATCH',
      address,
      { 'upload-offset': String(at), 'content-type': 'application/offset+octet-stream' },
      { body: new Uint8Array(bytes.subarray(at)) },
    );
    expect(last.status).toBe(204);
    expect((await ask(other, 'POST', `${address}/finish`)).status).toBe(201);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await evidenceOf(ana, id)).toMatchObject([{ fileName: 'tela.pdf', size: bytes.length, sha256 }]);
  });
});
