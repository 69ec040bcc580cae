import { createHash, randomUUID } from 'node:crypto';
import { LIMITS, parseAccessToken } from '@portal/domain';
import type { Person, Problem } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tellTimed } from '../notices/tell-timed.ts';
import type { SeenRequest } from '../testing/journey.ts';
import { Journey } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { noticesFor } from '../testing/notices.ts';
import { startService } from '../testing/service.ts';
import { insertWebhook } from '../testing/webhook-rows.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;
const somebody = (name: string) => testPerson({ id: randomUUID(), name, email: null });
/** She reviews as well: her team's tokens have nothing of that. */
const gil = testPerson({ id: randomUUID(), name: 'Gil', email: null, roles: ['INTEGRATOR', 'REVIEWER'] });
const [ivo, lia, sara] = [somebody('Ivo'), somebody('Lia'), somebody('Sara')];
let team: string;
let draft: SeenRequest;

beforeAll(async () => {
  draft = await journey.draft(gil);
  team = await teamOf(service.orm, draft.id);
  await insertMember(service.orm, team, ivo, 'INTEGRADOR');
  await insertMember(service.orm, team, lia, 'LEITURA');
});

interface Drawn {
  token: string | null;
  problems: Pick<Problem, 'code' | 'path'>[];
}

interface Listed {
  tokenId: string;
  name: string;
  role: string;
  createdBy: string | null;
  expiresAt: string;
  lastUsedAt: string | null;
}

async function answer<Data>(person: Person, query: string, variables: object): Promise<Data> {
  const { data, errors } = await service.ask<{ answer: Data }>(person, query, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

const create = (person: Person, input: object = {}) =>
  answer<Drawn>(
    person,
    'mutation ($input: CreateTeamTokenInput!) { answer: createTeamToken(input: $input) { token problems { code path } } }',
    { input: { teamId: team, name: 'Painel', role: 'LEITURA', scopes: ['requests:read'], ...input } },
  );

const act = (person: Person, name: 'rotateTeamToken' | 'revokeTeamToken', tokenId: string, teamId = team) =>
  answer<Drawn>(
    person,
    `mutation ($teamId: ID!, $tokenId: ID!) { answer: ${name}(teamId: $teamId, tokenId: $tokenId) {
      ${name === 'rotateTeamToken' ? 'token' : ''} problems { code path } } }`,
    { teamId, tokenId },
  );

const list = (person: Person, teamId = team) =>
  answer<Listed[] | null>(
    person,
    'query ($teamId: ID!) { answer: teamTokens(teamId: $teamId) { tokenId name role createdBy expiresAt lastUsedAt } }',
    { teamId },
  );

interface Facts {
  hash: string;
  id: string;
  teamId: string;
  name: string;
  scopes: string[];
}

const hashOf = (token: string | null) =>
  createHash('sha256')
    .update(token ?? '')
    .digest('base64url');

async function lookUp(tokens: (string | null)[], used = false): Promise<Facts[]> {
  const response = await service.fetch('/internal/team-tokens/look-up', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hashes: tokens.map(hashOf), used }),
    as: { kind: 'anonymous' },
  });
  return ((await response.json()) as { tokens: Facts[] }).tokens;
}

/** A new token as the gateway says who it is. */
async function made(role: 'INTEGRADOR' | 'LEITURA', by = gil, name = 'Painel'): Promise<Person & { token: string }> {
  const { token, problems } = await create(by, { role, name });
  const [facts] = await lookUp([token]);
  if (!token || !facts) throw new Error(JSON.stringify(problems));
  const is = { id: facts.id, name: facts.name, email: null, assuranceLevel: 'BRONZE' as const, ofTeam: facts.teamId };
  return { ...testPerson(is), token };
}

const codes = ({ problems }: { problems: Pick<Problem, 'code' | 'path'>[] }) =>
  problems.map(({ code, path }) => [code, path]);
const reads = (who: Person, id: string) =>
  answer<{ id: string } | null>(who, 'query ($id: ID!) { answer: accessRequest(id: $id) { id } }', { id });

describe('a token of a team', () => {
  test('is made, listed, renewed and ended by who answers for the team, and by nobody else', async () => {
    const { token } = await create(gil);
    expect(parseAccessToken(token ?? '').ok).toBe(true);
    const [{ tokenId } = { tokenId: '' }] = (await list(gil)) ?? [];
    expect(await list(gil)).toMatchObject([{ name: 'Painel', role: 'LEITURA', createdBy: 'Gil', lastUsedAt: null }]);
    for (const [who, code] of [
      [ivo, ['NOT_ALLOWED', null]],
      [lia, ['NOT_ALLOWED', null]],
      [sara, ['NOT_FOUND', ['teamId']]],
    ] as const) {
      expect(codes(await create(who))).toEqual([code]);
      expect(codes(await act(who, 'rotateTeamToken', tokenId))).toEqual([code]);
      expect(codes(await act(who, 'revokeTeamToken', tokenId))).toEqual([code]);
      expect(await list(who)).toBeNull();
    }
    // Whoever answers for another team ends nothing of this one.
    const other = await teamOf(service.orm, (await journey.draft(sara)).id);
    expect(codes(await act(sara, 'revokeTeamToken', tokenId, other))).toEqual([['NOT_FOUND', ['tokenId']]]);

    const renewed = await act(gil, 'rotateTeamToken', tokenId);
    expect((await lookUp([token, renewed.token])).map(({ hash }) => hash)).toEqual([hashOf(renewed.token)]);
    expect(codes(await act(gil, 'revokeTeamToken', tokenId))).toEqual([]);
    expect(await lookUp([renewed.token])).toEqual([]);
    expect(codes(await act(gil, 'revokeTeamToken', tokenId))).toEqual([['NOT_FOUND', ['tokenId']]]);
  });

  test('is refused with what is wrong, each at its path', async () => {
    const wrong = { name: ' ', role: 'GESTOR', scopes: ['reviews:write'], expiresAt: '2020-01-01T00:00:00Z' };
    expect(codes(await create(gil, { ...wrong, allowedIps: ['300.1.1.1'] }))).toEqual([
      ['REQUIRED', ['name']],
      ['INVALID', ['scopes', '0']],
      ['INVALID', ['expiresAt']],
      ['INVALID', ['allowedIps', '0']],
      ['INVALID', ['role']],
    ]);
    expect(await list(gil)).toEqual([]);
  });

  test('is one of at most twenty, also when they are made at once', async () => {
    const { max } = LIMITS.teamTokens;
    const answers = await Promise.all(Array.from({ length: max + 2 }, () => create(gil)));
    expect(answers.filter(({ token }) => token)).toHaveLength(max);
    expect(answers.flatMap(codes)).toEqual(Array(2).fill(['NOT_ALLOWED', null]));
    for (const { tokenId } of (await list(gil)) ?? []) await act(gil, 'revokeTeamToken', tokenId);
  });

  test('reads what the team has, and nothing else of who made it', async () => {
    const program = await made('LEITURA');
    const another = await journey.draft(sara);
    const elsewhere = await teamOf(service.orm, another.id);
    await insertMember(service.orm, elsewhere, gil, 'GESTOR');
    const inQueue = await journey.submitted(ivo);
    expect(await reads(gil, another.id)).toEqual({ id: another.id });
    expect(await reads(program, draft.id)).toEqual({ id: draft.id });
    expect(await reads(program, another.id)).toBeNull();
    expect(await reads(program, (await journey.submitted(sara)).id)).toBeNull();
    const { edges } = await answer<{ edges: { node: { id: string } }[] }>(
      program,
      '{ answer: accessRequests(first: 100) { edges { node { id } } } }',
      {},
    );
    expect(edges.map(({ node }) => node.id).toSorted()).toEqual([draft.id, inQueue.id].toSorted());
    const { data } = await service.ask<{ reviewQueue: object | null }>(program, '{ reviewQueue { totalCount } }');
    expect(data?.reviewQueue ?? null).toBeNull();
    const teams = await answer<{ edges: { node: { id: string; viewerRole: string } }[] }>(
      program,
      '{ answer: teams { edges { node { id viewerRole } } } }',
      {},
    );
    expect(teams.edges.map(({ node }) => node)).toEqual([{ id: team, viewerRole: 'LEITURA' }]);
    expect(codes(await journey.update(program, draft, { system: { vendor: 'Casa' } }))).toEqual([
      ['NOT_ALLOWED', null],
    ]);
    expect(codes(await journey.create(program))).toEqual([['NOT_ALLOWED', null]]);
  });

  test('works for the team by its own name, and sends nothing', async () => {
    const program = await made('INTEGRADOR', gil, 'Esteira');
    const begun = await journey.done(journey.create(program));
    expect(await reads(lia, begun.id)).toEqual({ id: begun.id });
    expect(codes(await journey.update(program, begun, { establishmentCnes: '2077485' }))).toEqual([
      ['NOT_ALLOWED', ['establishmentCnes']],
    ]);
    const whole = { ...draft, version: (await journey.read(gil, draft.id))?.version ?? 0 };
    await journey.done(journey.update(program, whole, { system: { vendor: 'Casa' } }));
    const now = await journey.read(program, draft.id);
    expect(now?.allowedActions).toContain('EDIT');
    expect(now?.allowedActions).not.toContain('SUBMIT');
    expect(codes(await journey.act(program, 'submit', now ?? draft))).toEqual([['NOT_ALLOWED', null]]);
    const { history } = await answer<{ history: { actor: string }[] }>(
      gil,
      'query ($id: ID!) { answer: accessRequest(id: $id) { history { actor } } }',
      { id: begun.id },
    );
    expect(history.map(({ actor }) => actor)).toEqual([program.name]);
    expect(program.name).toMatch(/^token Esteira da equipe .+/);
    const webhook =
      'mutation ($url: String!) { answer: createWebhook(input: { url: $url, eventTypes: [REQUEST_CREATED] }) { problems { code path } } }';
    expect(codes(await answer<Drawn>(program, webhook, { url: 'https://exemplo.com.br/' }))).toEqual([
      ['NOT_ALLOWED', ['teamId']],
    ]);
  });

  test('goes on when who made it is gone, and is no person of the team', async () => {
    const eva = somebody('Eva');
    await insertMember(service.orm, team, eva, 'GESTOR');
    const program = await made('LEITURA', eva, 'Fica');
    await service.orm.em.fork().execute('delete from team_member where person_id = ?', [eva.id]);
    expect(await reads(program, draft.id)).toEqual({ id: draft.id });
    expect(await list(gil)).toContainEqual(expect.objectContaining({ tokenId: program.id, createdBy: null }));
    const { members } = await answer<{ members: { personId: string }[] }>(
      gil,
      'query ($id: ID!) { answer: team(id: $id) { members { personId } } }',
      { id: team },
    );
    expect(members.map(({ personId }) => personId).toSorted()).toEqual([gil.id, ivo.id, lia.id].toSorted());
    for (const change of ['setTeamRole(role: GESTOR,', 'removeTeamMember(']) {
      const query = `mutation ($teamId: ID!, $personId: ID!) { answer: ${change} teamId: $teamId, personId: $personId) { problems { code path } } }`;
      expect(codes(await answer<Drawn>(gil, query, { teamId: team, personId: program.id }))).toEqual([
        ['NOT_FOUND', ['personId']],
      ]);
    }
    await act(gil, 'revokeTeamToken', program.id);
    expect(await reads(program, draft.id)).toBeNull();
  });

  test('is used to the minute, and its end is told in time to who looks after it, and to no token', async () => {
    const program = await made('LEITURA', gil, 'Vence');
    await lookUp([program.token], true);
    const kept = ((await list(gil)) ?? []).find(({ tokenId }) => tokenId === program.id);
    expect(kept?.lastUsedAt).toBe(service.clock.now.toISOString());
    const end = Date.parse(kept?.expiresAt ?? '');
    for (const days of [29, 28, 6, 0.5]) await tellTimed(service.orm.em.fork(), new Date(end - days * DAY_MS));
    const told = await service.orm.em
      .fork()
      .execute<{ person_id: string }[]>(
        `select person_id from notice where kind = 'TEAM_TOKEN_EXPIRING' and occasion like ?`,
        [`% ${program.id} %`],
      );
    expect(told.map(({ person_id }) => person_id)).toEqual([gil.id, gil.id, gil.id]);
    const [row] = await service.orm.em
      .fork()
      .execute<{ count: number }[]>(
        'select count(*)::int as count from notice where person_id in (select id from team_token)',
      );
    expect(row?.count).toBe(0);
  });

  test('goes on when who made it goes, which is told to who answers for the team; of who made nothing nothing is', async () => {
    const [mia, noa, rui] = [somebody('Mia'), somebody('Noa'), somebody('Rui')];
    for (const one of [mia, noa, rui]) await insertMember(service.orm, team, one, 'GESTOR');
    const program = await made('LEITURA', mia, 'De Mia');
    await insertWebhook(service.orm, 'https://x.example', service.clock.now, {
      teamId: team,
      ownerId: team,
      createdById: noa.id,
    });
    const remove =
      'mutation ($teamId: ID!, $personId: ID!) { answer: removeTeamMember(teamId: $teamId, personId: $personId) { problems { code path } } }';
    for (const { id: personId } of [rui, mia]) {
      expect(codes(await answer<Drawn>(gil, remove, { teamId: team, personId }))).toEqual([]);
    }
    const leave = 'mutation ($teamId: ID!) { answer: leaveTeam(teamId: $teamId) { problems { code path } } }';
    expect(codes(await answer<Drawn>(noa, leave, { teamId: team }))).toEqual([]);

    const told = async (person: Person) =>
      (await noticesFor(service, person, 'INTEGRATOR', 'kind: MAKER_LEFT')).notices.map(({ teamId }) => teamId);
    expect(await told(gil)).toEqual([team, team]);
    // She still was of it when the first of them went.
    expect(await told(noa)).toEqual([team]);
    for (const nobody of [mia, rui, ivo, lia]) expect(await told(nobody)).toEqual([]);
    expect(await lookUp([program.token])).toHaveLength(1);
    expect((await list(gil))?.find(({ name }) => name === 'De Mia')?.createdBy).toBeNull();

    // What ended goes on no more.
    await insertMember(service.orm, team, mia, 'GESTOR');
    await service.orm.em
      .fork()
      .execute(`update team_token set expires_at = now() - interval '1 day' where id = ?`, [program.id]);
    expect(codes(await answer<Drawn>(mia, leave, { teamId: team }))).toEqual([]);
    expect(await told(gil)).toHaveLength(2);
    // Those that ended are counted below.
    await service.orm.em.fork().execute('delete from team_token where id = ?', [program.id]);
  });

  test('is looked up by the gateway alone', async () => {
    for (const path of ['look-up', 'changes']) {
      const init = path === 'changes' ? {} : { method: 'POST', body: '{}' };
      expect((await service.fetch(`/internal/team-tokens/${path}`, { ...init, as: gil })).status).toBe(401);
    }
  });

  test('sent again with its key is made once and shown again', async () => {
    const once = { name: 'Uma vez', idempotencyKey: 'a token, once' };
    const [first, again] = [await create(gil, once), await create(gil, once)];
    expect(again).toEqual(first);
    expect(((await list(gil)) ?? []).filter(({ name }) => name === 'Uma vez')).toHaveLength(1);
    const rows = await service.orm.em.fork().execute('select * from team_token');
    expect(JSON.stringify(rows)).not.toContain(first.token?.slice(4, 20));
  });

  test('of another team is neither renewed nor ended by who answers for one', async () => {
    const { tokenId, token } = await drawn('Alheio');
    const other = await teamOf(service.orm, (await journey.draft(sara)).id);
    for (const name of ['rotateTeamToken', 'revokeTeamToken'] as const) {
      expect(codes(await act(sara, name, tokenId, other))).toEqual([['NOT_FOUND', ['tokenId']]]);
    }
    expect(codes(await act(gil, 'rotateTeamToken', 'x'))).toEqual([['NOT_FOUND', ['tokenId']]]);
    expect(await lookUp([token])).toHaveLength(1);
  });

  test('is good until its end, is shown a month longer, and is one of twenty that ended at the most', async () => {
    const others = ((await list(gil)) ?? []).length;
    const end = (seconds: number) => new Date(service.clock.now.getTime() + seconds * 1_000).toISOString();
    const { token, tokenId } = await drawn('Acaba', { expiresAt: end(60) });
    pass(59.999);
    expect(await lookUp([token])).toHaveLength(1);
    pass(0.001);
    expect(await lookUp([token])).toEqual([]);
    for (let ended = 0; ended < 21; ended++) {
      await drawn(`Acaba ${ended}`, { expiresAt: end(1) });
      pass(2);
    }
    // The next that is made takes those away that are too many: the first.
    const lasting = await drawn('Dura', { expiresAt: end(40 * 86_400) });
    const seen = ((await list(gil)) ?? []).map((one) => one.tokenId);
    expect(seen).toHaveLength(others + 21);
    expect(seen).not.toContain(tokenId);
    expect(seen[0]).toBe(lasting.tokenId);
    pass(30 * 86_400 - 60);
    await drawn('Mais um', { expiresAt: end(30) });
    expect(((await list(gil)) ?? []).length).toBe(others + 22);
    pass(60);
    await drawn('E outro');
    expect(((await list(gil)) ?? []).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['E outro', 'Mais um', 'Dura']),
    );
    expect(((await list(gil)) ?? []).filter(({ name }) => name.startsWith('Acaba'))).toEqual([]);
  });

  test('that is used again within a minute, or only looked at, is not written down again', async () => {
    const [one, other] = [await drawn('Usado'), await drawn('Parado')];
    const usedAt = async ({ tokenId }: { tokenId: string }) =>
      ((await list(gil)) ?? []).find((token) => token.tokenId === tokenId)?.lastUsedAt;
    await lookUp([one.token]);
    expect(await usedAt(one)).toBeNull();
    await lookUp([one.token], true);
    const first = await usedAt(one);
    expect(first).toBe(service.clock.now.toISOString());
    pass(60);
    await lookUp([one.token], true);
    expect(await usedAt(one)).toBe(first);
    pass(1);
    await lookUp([one.token], true);
    expect(await usedAt(one)).toBe(service.clock.now.toISOString());
    expect(await usedAt(other)).toBeNull();
  });

  test('is looked up among what is no hash of one', async () => {
    const { token } = await drawn('Entre outros');
    const response = await service.fetch('/internal/team-tokens/look-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ hashes: ['{x', '', 'ü', hashOf(token)], used: false }),
      as: { kind: 'anonymous' },
    });
    expect(((await response.json()) as { tokens: Facts[] }).tokens).toMatchObject([{ hash: hashOf(token) }]);
  });
});

function pass(seconds: number): void {
  service.clock.now = new Date(service.clock.now.getTime() + seconds * 1_000);
}

/** A new token with its id. */
async function drawn(name: string, input: object = {}): Promise<{ token: string | null; tokenId: string }> {
  const { token, problems } = await create(gil, { name, ...input });
  expect(problems).toEqual([]);
  const tokenId = ((await list(gil)) ?? []).find((one) => one.name === name)?.tokenId ?? '';
  return { token, tokenId };
}
