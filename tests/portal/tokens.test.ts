import { parseAccessToken } from '@portal/domain';
import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { newDraft } from './arrange.ts';
import { aPdf } from './evidence-files.ts';
import { askForToken, Machine, machineOf } from './machine.ts';
import { Person, reviewerUrl } from './person.ts';
import { timeAfter } from './portal-time.ts';

const EVERYTHING = [
  'catalogue:read',
  'requests:read',
  'requests:write',
  'credentials:read',
  'credentials:write',
  'webhooks:write',
];
const YEAR_MS = 365 * 86_400_000;

let ana: Person;
let clara: Person;
beforeAll(async () => {
  ana = await Person.signIn('ana');
  clara = await Person.signIn('clara');
});

interface ListedToken {
  id: string;
  name: string;
  lastUsedAt: string | null;
}

async function tokensOf(person: Person): Promise<ListedToken[]> {
  const query = '{ personalAccessTokens { id name scopes allowedIps createdAt expiresAt lastUsedAt } }';
  return (await person.get<{ personalAccessTokens: ListedToken[] }>(query)).personalAccessTokens;
}

async function revoke(person: Person, id: string) {
  const { revokePersonalAccessToken } = await person.get<{
    revokePersonalAccessToken: { personalAccessToken: { id: string } | null; problems: { code: string }[] };
  }>(
    'mutation ($id: ID!) { revokePersonalAccessToken(id: $id) { personalAccessToken { id } problems { code path } } }',
    { id },
  );
  return revokePersonalAccessToken;
}

describe('making a token', () => {
  it('shows it once, with a checksum that needs nobody', async () => {
    const earlier = await askForToken(ana);
    const made = await askForToken(ana, { name: 'Painel do município', allowedIps: ['127.0.0.1', '10.1.2.3/8'] });
    expect(made.problems).toEqual([]);
    expect(parseAccessToken(made.token ?? '').ok).toBe(true);
    expect(made.personalAccessToken).toMatchObject({
      name: 'Painel do município',
      scopes: ['catalogue:read', 'requests:read', 'credentials:read'],
      allowedIps: ['127.0.0.1/32', '10.0.0.0/8'],
    });
    const listed = await tokensOf(ana);
    const ids = [made, earlier].map(({ personalAccessToken }) => personalAccessToken?.id ?? '');
    // Other tests make tokens of hers meanwhile: of these two the newest comes first.
    const own = listed.filter(({ id }) => ids.includes(id));
    expect(own.map(({ id }) => id)).toEqual(ids);
    expect(own[0]).toMatchObject({ name: 'Painel do município', lastUsedAt: null });
    expect(JSON.stringify(listed)).not.toContain(made.token);
  });

  it('keeps a hash and nothing else of it', async () => {
    const { token } = await askForToken(ana);
    const url = new URL(process.env.TEST_PORTAL_DATABASE_URL ?? '');
    url.pathname = '/gateway';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      const { rows } = await client.query('select row_to_json(t)::text as row from personal_access_tokens t');
      expect(rows.length).toBeGreaterThan(0);
      for (const { row } of rows) expect(row).not.toContain(token?.slice(4, 20));
    } finally {
      await client.end();
    }
  });

  it('is good for 90 days where nobody says, and for a year at most', async () => {
    const byDefault = await askForToken(ana);
    const days = (Date.parse(byDefault.personalAccessToken?.expiresAt ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(90, 0);
    const aYear = await askForToken(ana, { expiresAt: new Date(Date.now() + YEAR_MS).toISOString() });
    expect(aYear.problems).toEqual([]);
  });

  it.each([
    [{ name: ' ' }, 'REQUIRED', ['name']],
    [{ name: 'x'.repeat(101) }, 'INVALID', ['name']],
    [{ scopes: [] }, 'REQUIRED', ['scopes']],
    [{ scopes: ['requests:read', 'reviews:write'] }, 'INVALID', ['scopes', '1']],
    [{ expiresAt: new Date(Date.now() + YEAR_MS + 2 * 86_400_000).toISOString() }, 'INVALID', ['expiresAt']],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'INVALID', ['expiresAt']],
    [{ allowedIps: ['200.130.0.10', '200.130.0.300'] }, 'INVALID', ['allowedIps', '1']],
    [{ allowedIps: Array.from({ length: 51 }, (_, index) => `10.0.0.${index}`) }, 'TOO_LARGE', ['allowedIps']],
  ])('refuses %j', async (input, code, path) => {
    const { token, personalAccessToken, problems } = await askForToken(ana, input);
    expect({ token, personalAccessToken }).toEqual({ token: null, personalAccessToken: null });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, path });
    expect(problems[0]?.message).toMatch(/^[A-ZÀ-Ý].*\.$/);
  });

  it('tells a program that sends no date that it is none', async () => {
    const { errors } = await ana.ask(
      'mutation ($at: DateTime) { createPersonalAccessToken(input: { name: "x", scopes: ["catalogue:read"], expiresAt: $at }) { token } }',
      { at: 'amanhã' },
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is for a person in a browser, and never for a token', async () => {
    const input = '(input: { name: "x", scopes: ["catalogue:read"] })';
    const operations = [
      `mutation { createPersonalAccessToken${input} { token } }`,
      'mutation { revokePersonalAccessToken(id: "1") { problems { code } } }',
      '{ personalAccessTokens { id } }',
    ];
    const machine = await machineOf(ana, EVERYTHING);
    for (const operation of operations) {
      expect((await machine.ask(operation)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await Person.anonymous().ask(operation)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('stops at 50 good ones', async () => {
    const fabio = await Person.signIn('fabio');
    let made = 0;
    let last = await askForToken(fabio);
    for (; last.token; made++) last = await askForToken(fabio, { scopes: ['catalogue:read'] });
    expect(made).toBe(50);
    expect(last.problems[0]?.code).toBe('NOT_ALLOWED');
  });
});

describe('a token', () => {
  it('speaks for its person, as an integrator only', async () => {
    const machine = await machineOf(clara, EVERYTHING);
    const { data } = await machine.ask<{ viewer: { name: string; roles: string[] } }>('{ viewer { name roles } }');
    const { viewer } = await clara.get<{ viewer: { name: string; roles: string[] } }>('{ viewer { name roles } }');
    expect(viewer.roles).toContain('REVIEWER');
    expect(data?.viewer).toEqual({ name: viewer.name, roles: ['INTEGRATOR'] });
    expect((await machine.ask('{ reviewQueue { totalCount } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const ofAna = await newDraft(ana);
    expect((await machine.ask(`{ accessRequest(id: "${ofAna.id}") { id } }`)).data).toEqual({ accessRequest: null });
  });

  it('does what its scopes allow, and is told the scope that it lacks', async () => {
    const draft = await newDraft(ana);
    const reader = await machineOf(ana, ['requests:read']);
    const query = `{ accessRequest(id: "${draft.id}") { protocol } }`;
    expect((await reader.ask(query)).data).toEqual({ accessRequest: { protocol: draft.protocol } });
    const cancel = `mutation { cancelAccessRequest(id: "${draft.id}", version: ${draft.version}) { accessRequest { state } problems { code } } }`;
    const refused = await reader.ask(cancel);
    expect(refused).toMatchObject({ status: 200, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(refused.data ?? null).toBeNull();
    expect(refused.errors?.[0]?.message).toContain('requests:write');
    const writer = await machineOf(ana, ['requests:write']);
    expect((await writer.ask(cancel)).data).toEqual({
      cancelAccessRequest: { accessRequest: { state: 'CANCELLED' }, problems: [] },
    });
  });

  it('works from any origin, without the rule against foreign pages, and without cookies', async () => {
    const machine = await machineOf(ana, ['requests:read']);
    const foreign = { origin: 'https://painel.example', cookie: clara.cookie() };
    const { status, data } = await machine.ask<{ viewer: { name: string } }>('{ viewer { name } }', {}, foreign);
    expect({ status, name: data?.viewer.name }).toMatchObject({ status: 200, name: expect.stringContaining('Ana') });
    const response = await machine.fetch('/graphql?query={viewer{id}}', {
      headers: { origin: 'https://painel.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const preflight = await fetch(new URL('/graphql', machine.origin), {
      method: 'OPTIONS',
      headers: {
        origin: 'https://painel.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-apollo-operation-name,sentry-trace,baggage',
      },
    });
    expect(preflight.status).toBe(204);
    const allowed = preflight.headers.get('access-control-allow-headers');
    expect(allowed?.split(',')).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'x-apollo-operation-name', 'sentry-trace', 'baggage']),
    );
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('is good at both doors', async () => {
    const { authorization } = await machineOf(clara, ['requests:read']);
    const { data } = await new Machine(authorization, reviewerUrl()).ask('{ viewer { roles } }');
    expect(data).toEqual({ viewer: { roles: ['INTEGRATOR'] } });
  });

  it('is good from the addresses that it allows alone', async () => {
    const here = await askForToken(ana, { allowedIps: ['127.0.0.0/8', '::1'] });
    expect((await new Machine(`Bearer ${here.token}`).ask('{ viewer { id } }')).status).toBe(200);
    const elsewhere = await askForToken(ana, { allowedIps: ['203.0.113.0/24', '2001:db8::/32'] });
    const machine = new Machine(`Bearer ${elsewhere.token}`);
    expect((await machine.ask('{ viewer { id } }')).status).toBe(401);
    // Nobody may say of himself where he comes from.
    const forged = await machine.ask('{ viewer { id } }', {}, { 'x-forwarded-for': '203.0.113.9' });
    expect(forged.status).toBe(401);
  });

  it('has its last use noted', async () => {
    const machine = await machineOf(ana, ['requests:read']);
    await machine.ask('{ viewer { id } }');
    const noted = await vi.waitUntil(
      async () => (await tokensOf(ana)).find(({ id }) => id === machine.tokenId)?.lastUsedAt,
      { timeout: 15_000 },
    );
    expect(Date.now() - Date.parse(noted)).toBeLessThan(30_000);
  });

  it.each(['pds_', `pds_${'0'.repeat(36)}`, 'anything', 'a.b.c'])('that nobody issued is 401: %s', async (token) => {
    const machine = new Machine(`Bearer ${token}`);
    expect(await machine.ask('{ portfolios { slug } }')).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await closeCode(machine)).toBe(4403);
  });

  it('carries files by its scopes', async () => {
    const draft = await newDraft(ana, 'cnes');
    const send = (machine: Machine) => {
      const body = new FormData();
      body.set('file', aPdf(), 'prova.pdf');
      return machine.fetch(`/evidence?accessRequest=${draft.id}`, { method: 'POST', body });
    };
    const reader = await machineOf(ana, ['requests:read']);
    const writer = await machineOf(ana, ['requests:write']);
    const refused = await send(reader);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      code: 'FORBIDDEN',
      detail: expect.stringContaining('requests:write'),
    });
    const received = await send(writer);
    expect(received.status).toBe(201);
    const { id } = (await received.json()) as { id: string };
    expect((await reader.fetch(`/evidence/${id}`)).status).toBe(200);
    expect((await writer.fetch(`/evidence/${id}`)).status).toBe(403);
    const ofClara = await machineOf(clara, EVERYTHING);
    expect((await ofClara.fetch(`/evidence/${id}`)).status).toBe(404);
  });
});

/** The close code of a machine's WebSocket, once it is closed. */
function closeCode(machine: Machine, query = '{ viewer { id } }'): Promise<number> {
  return new Promise((resolve) => {
    const client = machine.socket();
    client.on('closed', (event) => resolve((event as { code: number }).code));
    client.subscribe({ query }, { next: () => {}, error: () => {}, complete: () => {} });
  });
}

describe('on a WebSocket a token', () => {
  it('hears what its person would, with the scope', async () => {
    const machine = await machineOf(ana, ['requests:read']);
    const client = machine.socket();
    const draft = await newDraft(ana);
    const { changesCursor } = await ana.get<{ changesCursor: string }>('{ changesCursor }');
    const changes = client.iterate<{ accessRequestChanged: { accessRequest: { state: string } } }>({
      query:
        'subscription ($id: ID, $after: String) { accessRequestChanged(id: $id, after: $after) { accessRequest { state } } }',
      variables: { id: draft.id, after: changesCursor },
    });
    await ana.get('mutation ($id: ID!, $v: Int!) { cancelAccessRequest(id: $id, version: $v) { problems { code } } }', {
      id: draft.id,
      v: draft.version,
    });
    const { value } = await changes.next();
    expect(value?.data?.accessRequestChanged.accessRequest.state).toBe('CANCELLED');
    await client.dispose();
    const other = (await machineOf(ana, ['requests:read'])).socket();
    const refused = other.iterate({ query: 'subscription { credentialChanged { cursor } }' }).next();
    await expect(refused).rejects.toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    await other.dispose();
  });

  it('that is revoked fails within a second: 4403 on the socket, 401 over HTTP', async () => {
    const machine = await machineOf(ana, ['requests:read']);
    const client = machine.socket();
    const closed = new Promise<number>((resolve) => {
      client.on('closed', (event) => resolve((event as { code: number }).code));
    });
    const opened = new Promise<void>((resolve) => client.on('connected', () => resolve()));
    client.subscribe(
      { query: 'subscription { accessRequestChanged { cursor } }' },
      { next: () => {}, error: () => {}, complete: () => {} },
    );
    await opened;
    expect((await machine.ask('{ viewer { id } }')).status).toBe(200);
    const revoked = revoke(ana, machine.tokenId);
    expect(await timeAfter(revoked, closed)).toBeLessThan(1_000);
    expect(await closed).toBe(4403);
    expect((await revoked).problems).toEqual([]);
    // At the first request after it.
    expect((await machine.ask('{ viewer { id } }')).status).toBe(401);
  });

  it('that expires closes it too', async () => {
    const { token } = await askForToken(ana, { expiresAt: new Date(Date.now() + 2_500).toISOString() });
    const machine = new Machine(`Bearer ${token}`);
    expect(await closeCode(machine, 'subscription { accessRequestChanged { cursor } }')).toBe(4403);
    expect((await machine.ask('{ viewer { id } }')).status).toBe(401);
  });
});

describe('revoking', () => {
  it("another's, an unknown or a malformed token is NOT_FOUND, and changes nothing", async () => {
    const machine = await machineOf(ana, ['requests:read']);
    for (const id of [machine.tokenId, '01890000-0000-7000-8000-000000000000', "x' or 1=1"]) {
      expect(await revoke(clara, id)).toMatchObject({ personalAccessToken: null, problems: [{ code: 'NOT_FOUND' }] });
    }
    expect((await machine.ask('{ viewer { id } }')).status).toBe(200);
    expect((await tokensOf(clara)).map(({ id }) => id)).not.toContain(machine.tokenId);
  });
});
