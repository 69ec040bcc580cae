import { beforeAll, describe, expect, it } from 'vitest';
import { completeDraft, newDraft } from './arrange.ts';
import { aPdf } from './evidence-files.ts';
import { Machine, machineOf, teamMachineOf } from './machine.ts';
import { Person } from './person.ts';
import { timeAfter } from './portal-time.ts';

let bruno: Person;
let team: { id: string; name: string };
let draft: { id: string };
beforeAll(async () => {
  bruno = await Person.signIn('bruno');
  draft = await completeDraft(bruno);
  const { accessRequest } = await bruno.get<{ accessRequest: { team: typeof team } }>(
    'query ($id: ID!) { accessRequest(id: $id) { team { id name } } }',
    { id: draft.id },
  );
  team = accessRequest.team;
});

type Ended = Awaited<ReturnType<typeof teamMachineOf>>;

const end = ({ teamId, tokenId }: Ended, name: 'revokeTeamToken' | 'rotateTeamToken' = 'revokeTeamToken') =>
  bruno.get<Record<string, { problems: object[] }>>(
    `mutation ($teamId: ID!, $tokenId: ID!) { ${name}(teamId: $teamId, tokenId: $tokenId) { problems { code } } }`,
    { teamId, tokenId },
  );

const protocolOf = (id: string) => `{ accessRequest(id: "${id}") { id } }`;

describe('a token of a team', () => {
  it('is a program of that team, by its scopes, and nothing of who made it', async () => {
    const machine = await teamMachineOf(bruno, team.id);
    const { data } = await machine.ask('{ viewer { name email roles } }');
    expect(data).toEqual({
      viewer: { name: `token Esteira da equipe ${team.name}`, email: null, roles: ['INTEGRATOR'] },
    });
    expect((await machine.ask(protocolOf(draft.id))).data).toEqual({ accessRequest: { id: draft.id } });
    // A draft without an establishment is its person's own.
    const own = await newDraft(bruno);
    expect((await (await machineOf(bruno, ['requests:read'])).ask(protocolOf(own.id))).data).toEqual({
      accessRequest: { id: own.id },
    });
    expect((await machine.ask(protocolOf(own.id))).data).toEqual({ accessRequest: null });
    const refused = await machine.ask('{ credentials { totalCount } }');
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringContaining('credentials:read'),
      extensions: { code: 'FORBIDDEN' },
    });
    await end(machine);
  });

  it('carries files by its scopes and its role', async () => {
    const send = (machine: Machine) => {
      const body = new FormData();
      body.set('file', aPdf(), 'prova.pdf');
      return machine.fetch(`/evidence?accessRequest=${draft.id}`, { method: 'POST', body });
    };
    const both = { scopes: ['requests:read', 'requests:write'] };
    const reader = await teamMachineOf(bruno, team.id);
    const viewer = await teamMachineOf(bruno, team.id, { ...both, role: 'LEITURA' });
    const writer = await teamMachineOf(bruno, team.id, both);
    expect((await send(reader)).status).toBe(403);
    expect((await send(viewer)).status).toBe(409);
    const received = await send(writer);
    expect(received.status).toBe(201);
    const { id } = (await received.json()) as { id: string };
    for (const machine of [reader, viewer, writer]) expect((await machine.fetch(`/evidence/${id}`)).status).toBe(200);
    await Promise.all([reader, viewer, writer].map((machine) => end(machine)));
    // Told to every gateway within a second.
    await expect.poll(async () => (await writer.fetch(`/evidence/${id}`)).status).toBe(401);
  });

  it('is good from the addresses that it allows alone', async () => {
    const machine = await teamMachineOf(bruno, team.id, { allowedIps: ['203.0.113.0/24'] });
    expect((await machine.ask('{ viewer { id } }')).status).toBe(401);
    await end(machine);
  });

  it.each(['revokeTeamToken', 'rotateTeamToken'] as const)(
    'fails within a second of %s: 4403 on the socket, 401 over HTTP and on a stream',
    async (name) => {
      const machine = await teamMachineOf(bruno, team.id);
      const client = machine.socket();
      const closed = new Promise<number>((resolve) => {
        client.on('closed', (event) => resolve((event as { code: number }).code));
      });
      const opened = new Promise<void>((resolve) => client.on('connected', () => resolve()));
      const query = 'subscription { accessRequestChanged { cursor } }';
      client.subscribe({ query }, { next: () => {}, error: () => {}, complete: () => {} });
      await opened;
      const stream = await machine.fetch('/graphql', {
        method: 'POST',
        headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const brokenOff = stream.text().catch(() => 'broken off');
      expect((await machine.ask('{ viewer { id } }')).status).toBe(200);
      const ended = end(machine, name);
      expect(await timeAfter(ended, Promise.all([closed, brokenOff]))).toBeLessThan(1_000);
      expect(await closed).toBe(4403);
      await ended;
      expect((await machine.ask('{ viewer { id } }')).status).toBe(401);
      if (name === 'rotateTeamToken') await end(machine);
    },
  );

  it('that expires closes its socket', async () => {
    const machine = await teamMachineOf(bruno, team.id, { expiresAt: new Date(Date.now() + 2_500).toISOString() });
    const closed = await new Promise<number>((resolve) => {
      const client = machine.socket();
      client.on('closed', (event) => resolve((event as { code: number }).code));
      client.subscribe(
        { query: 'subscription { accessRequestChanged { cursor } }' },
        { next: () => {}, error: () => {}, complete: () => {} },
      );
    });
    expect(closed).toBe(4403);
    expect((await machine.ask('{ viewer { id } }')).status).toBe(401);
    await end(machine);
  });

  it.each([`pdt_${'0'.repeat(36)}`, 'pdt_'])('that nobody issued is 401: %s', async (token) => {
    expect((await new Machine(`Bearer ${token}`).ask('{ viewer { id } }')).status).toBe(401);
  });
});
