import { randomUUID } from 'node:crypto';
import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { AuditRecord } from '../audit/audit-record.ts';
import { Credential } from '../credentials/credential.ts';
import { tellChanges } from '../notices/tell.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { Journey } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { noticesFor } from '../testing/notices.ts';
import { clara, gilda } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const DAY_MS = 86_400_000;
const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const somebody = (name: string) => testPerson({ id: randomUUID(), name, email: null });

interface Payload {
  credential: { id: string; transferOfferedBy: string | null } | null;
  secret?: string | null;
  problems: { code: string; path: string[] | null }[];
}

async function mutate(person: Person, call: string): Promise<Payload> {
  const secret = call.startsWith('offer') ? 'secret' : '';
  const { data, errors } = await service.ask<{ answer: Payload }>(
    person,
    `mutation { answer: ${call} { credential { id transferOfferedBy } ${secret} problems { code path } } }`,
    {},
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

const offer = (person: Person, id: string) => mutate(person, `offerCredentialTransfer(id: "${id}")`);
const withdraw = (person: Person, id: string) => mutate(person, `withdrawCredentialTransfer(id: "${id}")`);
const accept = (person: Person, secret: string, teamId: string) =>
  mutate(person, `acceptCredentialTransfer(secret: "${secret}", teamId: "${teamId}")`);
const decline = (person: Person, secret: string) => mutate(person, `declineCredentialTransfer(secret: "${secret}")`);
const code = ({ problems }: Payload) => problems[0]?.code ?? 'done';

async function seen(person: Person, secret: string) {
  const { data, errors } = await service.ask<{ credentialTransfer: object | null }>(
    person,
    `query ($secret: String!) { credentialTransfer(secret: $secret) {
      requesterIdentifier establishmentName offeredBy requestCount credentialCount teams { id } } }`,
    { secret },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.credentialTransfer;
}

/** Two teams of one establishment, the first with a credential, a production draft from it and an alteration that is open. */
async function twoTeams() {
  const [giver, taker] = [somebody('Quem oferece'), somebody('Quem recebe')];
  const request = await journey.approved(giver);
  const id = request.credential?.id ?? '';
  const production = await journey.done(journey.createProduction(giver, id));
  const alteration = await journey.done(
    journey.mutate(giver, 'createAlterationRequest', '$input: CreateAlterationRequestInput!', {
      input: { credentialId: id },
    }),
  );
  const { id: theirs } = await journey.draft(taker);
  const [from, to] = await Promise.all([teamOf(service.orm, request.id), teamOf(service.orm, theirs)]);
  return { giver, taker, id, from, to, requests: [request.id, production.id, alteration.id] };
}

const ofWhom = async (requests: string[]) => {
  const rows = await service.orm.em.fork().find(AccessRequest, { id: { $in: requests } });
  return [...new Set(rows.map(({ teamId }) => teamId))];
};
const rowOf = (id: string) => service.orm.em.fork().findOneOrFail(Credential, { id });

describe('a credential that is transferred', () => {
  test('goes with all of its system by the word of both sides; from then on the team before reads and does nothing', async () => {
    const { giver, taker, id, to, requests } = await twoTeams();
    const other = await journey.draft(giver);
    const { secret, credential } = await offer(giver, id);
    expect(credential).toEqual({ id, transferOfferedBy: giver.name });
    expect(await seen(taker, secret ?? '')).toMatchObject({
      offeredBy: giver.name,
      requestCount: 3,
      credentialCount: 1,
      teams: [{ id: to }],
    });
    expect(await journey.read(taker, requests[0] ?? '')).toBeNull();
    expect(await accept(taker, secret ?? '', to)).toMatchObject({ credential: { id, transferOfferedBy: null } });
    expect(await ofWhom(requests)).toEqual([to]);
    expect((await rowOf(id)).teamId).toBe(to);
    for (const request of requests) {
      expect(await journey.read(giver, request)).toBeNull();
      expect(await journey.read(taker, request, 'history { action actor }')).toMatchObject({
        history: expect.arrayContaining([{ action: 'TRANSFER', actor: taker.name }]),
      });
    }
    expect(await journey.read(giver, other.id, 'id')).toEqual({ id: other.id });
    expect(code(await offer(giver, id))).toBe('NOT_FOUND');
    const { data } = await service.ask<{ credential: object | null; credentials: { totalCount: number } }>(
      giver,
      'query ($id: ID!) { credential(id: $id) { id } credentials { totalCount } }',
      { id },
    );
    expect(data).toEqual({ credential: null, credentials: { totalCount: 0 } });
    expect(code(await accept(taker, secret ?? '', to))).toBe('NOT_FOUND');
    const em = service.orm.em.fork();
    expect(await em.count(AuditRecord, { subjectId: id, act: 'acceptCredentialTransfer', actorId: taker.id })).toBe(1);
  });

  test('is heard of by the team that has it alone, what was kept on the line included', async () => {
    const { giver, taker, id, to } = await twoTeams();
    const { data: cursor } = await service.ask<{ changesCursor: string }>(giver, '{ changesCursor }', {});
    const query = 'subscription ($after: String) { credentialChanged(after: $after) { credential { id state } } }';
    type Told = { credentialChanged: { credential: { id: string; state: string } } };
    const idOf = async (line: ReturnType<typeof service.subscribe<Told>>) =>
      (await line.next()).value?.data?.credentialChanged.credential.id;
    const after = cursor.changesCursor;
    const giving = service.subscribe<Told>(giver, query, { after });
    const { secret } = await offer(giver, id);
    expect(await idOf(giving)).toBe(id);
    await accept(taker, secret ?? '', to);
    await service.ask(taker, `mutation { suspendCredential(id: "${id}", reason: "Teste.") { problems { code } } }`, {});
    const own = (await journey.approved(giver)).credential?.id;
    // The next that the giver hears of is what is theirs.
    expect(await idOf(giving)).toBe(own);
    const again = service.subscribe<Told>(giver, query, { after });
    expect(await idOf(again)).toBe(own);
    const taking = service.subscribe<Told>(taker, query, { after });
    expect(await idOf(taking)).toBe(id);
  });

  test('is told to both teams and to who leads the review', async () => {
    const { giver, taker, id, to } = await twoTeams();
    const told = async (person: Person, side: 'INTEGRATOR' | 'REVIEWERS') =>
      (await noticesFor(service, person, side)).notices.filter(({ kind }) => kind === 'CREDENTIAL_TRANSFERRED').length;
    const people = [
      [giver, 'INTEGRATOR'],
      [taker, 'INTEGRATOR'],
      [gilda, 'REVIEWERS'],
      [clara, 'REVIEWERS'],
    ] as const;
    for (const [person, side] of people) await told(person, side);
    const { secret } = await offer(giver, id);
    await accept(taker, secret ?? '', to);
    await tellChanges(service.orm.em.fork(), service.clock.now);
    expect(await Promise.all(people.map(([person, side]) => told(person, side)))).toEqual([1, 1, 1, 0]);
  });

  test('is offered and taken by who answers for a team, of the same establishment, and by nobody else', async () => {
    const { giver, taker, id, from, to } = await twoTeams();
    const [working, reading, stranger] = [somebody('Integradora'), somebody('Leitora'), somebody('De fora')];
    await insertMember(service.orm, from, working, 'INTEGRADOR');
    await insertMember(service.orm, to, reading, 'INTEGRADOR');
    expect(code(await offer(working, id))).toBe('NOT_ALLOWED');
    expect(code(await offer(taker, id))).toBe('NOT_FOUND');
    const { secret } = await offer(giver, id);
    const elsewhere = await journey.done(journey.create(stranger));
    await journey.done(journey.update(stranger, elsewhere, { establishmentCnes: '2313499' }));
    const far = await teamOf(service.orm, elsewhere.id);
    for (const [person, team] of [
      [reading, to],
      [stranger, far],
      [stranger, to],
      [giver, from],
    ] as const) {
      expect(code(await accept(person, secret ?? '', team))).toBe('NOT_FOUND');
    }
    expect(code(await decline(stranger, secret ?? ''))).toBe('NOT_FOUND');
    expect(await seen(stranger, secret ?? '')).toMatchObject({ teams: [] });
    expect(await ofWhom([(await rowOf(id)).requestId])).toEqual([from]);
    const of = async (person: Person) =>
      (
        await service.ask<{ credential: { transferOfferedBy: string | null } | null }>(
          person,
          'query ($id: ID!) { credential(id: $id) { transferOfferedBy transferExpiresAt } }',
          { id },
        )
      ).data.credential;
    expect(await of(working)).toMatchObject({ transferOfferedBy: giver.name });
    expect(await of(taker)).toBeNull();
  });

  test('stays where the offer is taken back, declined, over, replaced by another, or of who answers for it no more', async () => {
    const { giver, taker, id, from, to } = await twoTeams();
    const first = (await offer(giver, id)).secret ?? '';
    const second = (await offer(giver, id)).secret ?? '';
    expect(code(await accept(taker, first, to))).toBe('NOT_FOUND');
    expect(code(await withdraw(giver, id))).toBe('done');
    expect(code(await accept(taker, second, to))).toBe('NOT_FOUND');
    expect(code(await withdraw(giver, id))).toBe('NOT_ALLOWED');
    const third = (await offer(giver, id)).secret ?? '';
    expect(code(await decline(taker, third))).toBe('done');
    expect(code(await accept(taker, third, to))).toBe('NOT_FOUND');
    const fourth = (await offer(giver, id)).secret ?? '';
    const start = service.clock.now;
    service.clock.now = new Date(start.getTime() + 14 * DAY_MS);
    expect(await seen(taker, fourth)).toBeNull();
    expect(code(await accept(taker, fourth, to))).toBe('EXPIRED');
    service.clock.now = start;
    await insertMember(service.orm, from, somebody('Outra gestora'), 'GESTOR');
    await insertMember(service.orm, from, giver, 'INTEGRADOR');
    expect(code(await accept(taker, fourth, to))).toBe('NOT_ALLOWED');
    expect((await rowOf(id)).teamId).toBe(from);
  });

  test('that two accept at once goes to one; a draft that is begun meanwhile goes with it', async () => {
    const { giver, taker, id, to } = await twoTeams();
    const second = somebody('Quem também recebe');
    const third = await teamOf(service.orm, (await journey.draft(second)).id);
    const { secret } = await offer(giver, id);
    await service.orm.em.fork().nativeUpdate(AccessRequest, { replacesId: id }, { state: 'CANCELLED' });
    const [one, other] = await Promise.all([
      accept(taker, secret ?? '', to),
      accept(second, secret ?? '', third),
      journey.mutate(giver, 'createAlterationRequest', '$input: CreateAlterationRequestInput!', {
        input: { credentialId: id },
      }),
    ]);
    expect([code(one), code(other)].sort()).toEqual(['NOT_FOUND', 'done']);
    const { teamId, systemId } = await rowOf(id);
    const rows = await service.orm.em.fork().find(AccessRequest, { systemId });
    expect(new Set(rows.map((row) => row.teamId))).toEqual(new Set([teamId]));
  });
});
