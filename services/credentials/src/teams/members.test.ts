import { randomUUID } from 'node:crypto';
import { TEAM_MOST_PEOPLE, type TeamRole } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { clara } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const DAY_MS = 86_400_000;

const somebody = (name: string) =>
  testPerson({ id: randomUUID(), name, email: `${name.toLowerCase()}@exemplo.com.br`, assuranceLevel: 'SILVER' });

interface Seen {
  viewerRole: TeamRole;
  members: { personId: string; name: string; role: TeamRole; invitedBy: string | null }[] | null;
  invitations: { invitationId: string; email: string; state: string; acceptedBy: string | null }[] | null;
}
interface Answer {
  team: Seen | null;
  secret?: string | null;
  problems: { code: string; path: string[] | null }[];
}

const SEEN = `team { viewerRole members { personId name role invitedBy }
  invitations { invitationId email state acceptedBy acceptedByEmail acceptedByLevel } } problems { code path }`;

async function mutate<Data = Answer>(person: Person, call: string, selected = SEEN): Promise<Data> {
  const { data, errors } = await service.ask<{ answer: Data }>(person, `mutation { answer: ${call} { ${selected} } }`);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}

const code = ({ problems }: Pick<Answer, 'problems'>) => problems[0]?.code ?? 'done';

class Team {
  constructor(
    readonly id: string,
    readonly gestor: Person,
    readonly request: SeenRequest,
  ) {}

  static async open(gestor = somebody('Dona')): Promise<Team> {
    const request = await journey.draft(gestor);
    return new Team(await teamOf(service.orm, request.id), gestor, request);
  }

  invite(email: string, role: TeamRole = 'INTEGRADOR', by = this.gestor): Promise<Answer> {
    const input = `{ teamId: "${this.id}", email: "${email}", role: ${role} }`;
    return mutate(by, `inviteToTeam(input: ${input})`, `${SEEN} secret`);
  }

  toInvitation(verb: string, id: string, by = this.gestor): Promise<Answer> {
    const selected = verb === 'renewTeamInvitation' ? `${SEEN} secret` : SEEN;
    return mutate(by, `${verb}(teamId: "${this.id}", invitationId: "${id}")`, selected);
  }

  remove(person: Person, by = this.gestor): Promise<Answer> {
    return mutate(by, `removeTeamMember(teamId: "${this.id}", personId: "${person.id}")`);
  }

  setRole(person: Person, role: TeamRole, by = this.gestor): Promise<Answer> {
    return mutate(by, `setTeamRole(teamId: "${this.id}", personId: "${person.id}", role: ${role})`);
  }

  leave(person: Person): Promise<Answer> {
    return mutate(person, `leaveTeam(teamId: "${this.id}")`);
  }

  async roles(): Promise<Record<string, TeamRole>> {
    const rows = await service.orm.em
      .fork()
      .execute<{ person_id: string; role: TeamRole }[]>('select person_id, role from team_member where team_id = ?', [
        this.id,
      ]);
    return Object.fromEntries(rows.map(({ person_id, role }) => [person_id, role]));
  }
}

const accept = (person: Person, secret: string) =>
  mutate<{ teamName: string | null; problems: Answer['problems'] }>(
    person,
    `acceptTeamInvitation(secret: "${secret}")`,
    'teamName problems { code path }',
  );

describe('an invitation', () => {
  it('is one of two that somebody accepts at once', async () => {
    const team = await Team.open();
    const colleague = somebody('Apressada');
    const sent = await Promise.all(['uma@exemplo.com.br', 'outra@exemplo.com.br'].map((email) => team.invite(email)));
    const answers = await Promise.all(sent.map(({ secret }) => accept(colleague, secret ?? '')));
    expect(answers.map(code).sort()).toEqual(['DUPLICATE', 'done']);
  });

  it('lets somebody in once they accepted it and were confirmed, and not before', async () => {
    const team = await Team.open();
    const colleague = somebody('Colega');
    const { secret, team: seen } = await team.invite('colega@exemplo.com.br');
    expect(seen?.invitations).toMatchObject([{ email: 'colega@exemplo.com.br', state: 'SENT', acceptedBy: null }]);
    const accepted = await accept(colleague, secret ?? '');
    expect(accepted).toMatchObject({ teamName: 'LABORATORIO ROMULO ROCHA', problems: [] });
    expect(await journey.read(colleague, team.request.id)).toBeNull();

    const { data } = await service.ask<{ team: Seen }>(
      team.gestor,
      `{ team(id: "${team.id}") { ${SEEN.slice(7, SEEN.lastIndexOf('} problems'))} } }`,
    );
    expect(data.team.invitations).toMatchObject([
      { state: 'ACCEPTED', acceptedBy: 'Colega', acceptedByEmail: 'colega@exemplo.com.br', acceptedByLevel: 'SILVER' },
    ]);
    const { invitationId = '' } = data.team.invitations?.[0] ?? {};
    service.clock.now = new Date(service.clock.now.getTime() + 1_000);
    const confirmed = await team.toInvitation('confirmTeamMember', invitationId);
    expect(confirmed.team).toMatchObject({
      members: [
        { name: 'Dona', role: 'GESTOR', invitedBy: null },
        { name: 'Colega', role: 'INTEGRADOR', invitedBy: 'Dona' },
      ],
      invitations: [],
    });
    expect((await journey.read(colleague, team.request.id))?.allowedActions).toContain('SUBMIT');
    expect(code(await accept(somebody('Terceiro'), secret ?? ''))).toBe('NOT_FOUND');
  });

  it('is kept without its secret', async () => {
    const team = await Team.open();
    const { secret } = await team.invite('colega@exemplo.com.br');
    const kept = await service.orm.em.fork().execute('select * from team_invitation where team_id = ?', [team.id]);
    expect(JSON.stringify(kept)).not.toContain(secret);
  });

  it('is over after 14 days, is sent again with another link, and the one before opens nothing', async () => {
    const team = await Team.open();
    const colleague = somebody('Colega');
    const first = await team.invite('colega@exemplo.com.br');
    const { invitationId = '' } = first.team?.invitations?.[0] ?? {};
    service.clock.now = new Date(service.clock.now.getTime() + 14 * DAY_MS);
    expect(code(await accept(colleague, first.secret ?? ''))).toBe('EXPIRED');
    const again = await team.toInvitation('renewTeamInvitation', invitationId);
    expect(code(await accept(colleague, first.secret ?? ''))).toBe('NOT_FOUND');
    expect(code(await accept(colleague, again.secret ?? ''))).toBe('done');
    expect(code(await accept(colleague, again.secret ?? ''))).toBe('done');
    expect(code(await team.toInvitation('renewTeamInvitation', invitationId))).toBe('NOT_FOUND');
  });

  it('that was cancelled opens nothing, and who accepted it does not come in', async () => {
    const team = await Team.open();
    const colleague = somebody('Colega');
    const { secret, team: seen } = await team.invite('colega@exemplo.com.br');
    const { invitationId = '' } = seen?.invitations?.[0] ?? {};
    expect(code(await team.toInvitation('confirmTeamMember', invitationId))).toBe('NOT_ALLOWED');
    await accept(colleague, secret ?? '');
    expect(code(await team.toInvitation('cancelTeamInvitation', invitationId))).toBe('done');
    expect(code(await accept(colleague, secret ?? ''))).toBe('NOT_FOUND');
    expect(code(await team.toInvitation('confirmTeamMember', invitationId))).toBe('NOT_FOUND');
  });

  it('is refused where it says nothing new, or nobody can be reached by it', async () => {
    const team = await Team.open();
    expect(await team.invite('ninguém')).toMatchObject({ problems: [{ code: 'INVALID', path: ['email'] }] });
    expect(code(await team.invite('dona@exemplo.com.br'))).toBe('DUPLICATE');
    expect(code(await team.invite('colega@exemplo.com.br'))).toBe('done');
    expect(code(await team.invite('Colega@exemplo.com.br'))).toBe('DUPLICATE');
    const { secret } = await team.invite('outra@exemplo.com.br');
    expect(code(await accept(team.gestor, secret ?? ''))).toBe('DUPLICATE');
  });

  it('is refused where the team is full', async () => {
    const team = await Team.open();
    for (let n = 1; n < TEAM_MOST_PEOPLE; n++) await insertMember(service.orm, team.id, somebody(`M${n}`), 'LEITURA');
    expect(code(await team.invite('colega@exemplo.com.br'))).toBe('NOT_ALLOWED');
  });
});

describe('an invitation among teams', () => {
  it('of another team is nobody’s here, whoever answers for one', async () => {
    const [team, other] = [await Team.open(), await Team.open(somebody('Outra'))];
    const colleague = somebody('Colega');
    const { secret, team: seen } = await team.invite('colega@exemplo.com.br');
    const { invitationId = '' } = seen?.invitations?.[0] ?? {};
    await accept(colleague, secret ?? '');
    for (const verb of ['renewTeamInvitation', 'cancelTeamInvitation', 'confirmTeamMember']) {
      expect(code(await other.toInvitation(verb, invitationId))).toBe('NOT_FOUND');
      expect(code(await other.toInvitation(verb, 'x'))).toBe('NOT_FOUND');
    }
    expect(Object.keys(await other.roles())).toEqual([other.gestor.id]);
    expect(code(await team.toInvitation('confirmTeamMember', invitationId))).toBe('done');
  });

  it('to two teams is accepted in both, and to one that somebody is in already in none', async () => {
    const teams = [await Team.open(), await Team.open(somebody('Outra'))];
    const colleague = somebody('Colega');
    for (const team of teams) {
      const { secret } = await team.invite('colega@exemplo.com.br');
      expect(code(await accept(colleague, secret ?? ''))).toBe('done');
    }
    const [team] = teams as [Team, Team];
    const { secret, team: seen } = await team.invite('de-novo@exemplo.com.br');
    expect(code(await accept(colleague, secret ?? ''))).toBe('DUPLICATE');
    const first = seen?.invitations?.find(({ email }) => email === 'colega@exemplo.com.br');
    expect(code(await team.toInvitation('confirmTeamMember', first?.invitationId ?? ''))).toBe('done');
    expect(code(await accept(colleague, secret ?? ''))).toBe('DUPLICATE');
    // Of what was let in of one team, what waits in the other is not told.
    expect(Object.keys(await (teams[1] as Team).roles())).toHaveLength(1);
  });

  it('is one of twenty that a person sends within an hour, over all of their teams, those sent again included', async () => {
    const team = await Team.open();
    const elsewhere = new Team(
      await teamOf(
        service.orm,
        (
          await journey.done(
            journey.update(team.gestor, await journey.draft(team.gestor), { establishmentCnes: '2313499' }),
          )
        ).id,
      ),
      team.gestor,
      team.request,
    );
    const { team: seen } = await team.invite('zero@exemplo.com.br');
    const { invitationId = '' } = seen?.invitations?.[0] ?? {};
    for (let sent = 1; sent < 10; sent++) expect(code(await team.invite(`n${sent}@exemplo.com.br`))).toBe('done');
    for (let sent = 10; sent < 19; sent++) expect(code(await elsewhere.invite(`n${sent}@exemplo.com.br`))).toBe('done');
    // What else one does is none of them, nor is what was refused.
    expect(code(await team.setRole(team.gestor, 'GESTOR'))).toBe('done');
    expect(code(await team.invite('n1@exemplo.com.br'))).toBe('DUPLICATE');
    expect(code(await team.toInvitation('renewTeamInvitation', invitationId))).toBe('done');
    for (const again of [
      await team.invite('demais@exemplo.com.br'),
      await elsewhere.invite('demais@exemplo.com.br'),
      await team.toInvitation('renewTeamInvitation', invitationId),
    ]) {
      expect(code(again)).toBe('NOT_ALLOWED');
    }
    const colleague = somebody('Colega');
    await insertMember(service.orm, team.id, colleague, 'GESTOR');
    expect(code(await team.invite('demais@exemplo.com.br', 'LEITURA', colleague))).toBe('done');
    service.clock.now = new Date(service.clock.now.getTime() + 3_600_000);
    expect(code(await team.invite('depois@exemplo.com.br'))).toBe('done');
  });
});

describe('who is in two teams', () => {
  it('becomes something else, and goes, in one of them alone', async () => {
    const [team, other] = [await Team.open(), await Team.open(somebody('Outra'))];
    const [member, stays] = [somebody('Membro'), somebody('Fica')];
    for (const one of [team, other]) {
      for (const person of [member, stays]) await insertMember(service.orm, one.id, person, 'LEITURA');
    }
    expect(code(await team.setRole(member, 'INTEGRADOR'))).toBe('done');
    const roles = { [team.gestor.id]: 'GESTOR', [member.id]: 'INTEGRADOR', [stays.id]: 'LEITURA' };
    expect(await team.roles()).toEqual(roles);
    const unchanged = { [other.gestor.id]: 'GESTOR', [member.id]: 'LEITURA', [stays.id]: 'LEITURA' };
    expect(await other.roles()).toEqual(unchanged);
    expect(code(await team.remove(member))).toBe('done');
    expect(await other.roles()).toEqual(unchanged);
    expect(code(await team.leave(stays))).toBe('done');
    expect(await other.roles()).toEqual(unchanged);
    expect(await team.roles()).toEqual({ [team.gestor.id]: 'GESTOR' });
    // Who is not in it is neither changed nor taken out.
    expect(code(await team.setRole(member, 'GESTOR'))).toBe('NOT_FOUND');
    expect(code(await team.remove(member))).toBe('NOT_FOUND');
  });
});

describe('who is in a team', () => {
  it.each<[TeamRole, string]>([
    ['INTEGRADOR', 'NOT_ALLOWED'],
    ['LEITURA', 'NOT_ALLOWED'],
  ])('is not for %s to say', async (role, refusal) => {
    const team = await Team.open();
    const member = somebody('Membro');
    await insertMember(service.orm, team.id, member, role);
    const { team: seen } = await team.invite('colega@exemplo.com.br');
    const { invitationId = '' } = seen?.invitations?.[0] ?? {};
    expect(code(await team.invite('outra@exemplo.com.br', 'LEITURA', member))).toBe(refusal);
    for (const verb of ['renewTeamInvitation', 'cancelTeamInvitation', 'confirmTeamMember']) {
      expect(code(await team.toInvitation(verb, invitationId, member))).toBe(refusal);
    }
    expect(code(await team.setRole(member, 'GESTOR', member))).toBe(refusal);
    expect(code(await team.remove(team.gestor, member))).toBe(refusal);
    const left = await team.setRole(member, 'GESTOR', member);
    expect(left.team).toMatchObject({ viewerRole: role, invitations: null, members: [{}, {}] });
  });

  it('is nothing that others are told, reviewers included: as if there were no such team', async () => {
    const team = await Team.open();
    const request = await journey.submitted(team.gestor);
    const stranger = somebody('Outra');
    for (const id of [team.id, randomUUID(), 'x']) {
      const { data } = await service.ask<{ team: null }>(
        stranger,
        `{ team(id: "${id}") { name } node(id: "${id}") { id } }`,
      );
      expect(data).toEqual({ team: null, node: null });
      expect(await mutate(stranger, `leaveTeam(teamId: "${id}")`)).toMatchObject({
        team: null,
        problems: [{ code: 'NOT_FOUND' }],
      });
    }
    const seen = await journey.read(
      clara,
      request.id,
      'team { name viewerRole members { name } invitations { email } }',
    );
    expect(seen).toEqual({
      team: { name: 'LABORATORIO ROMULO ROCHA', viewerRole: null, members: null, invitations: null },
    });
  });

  it('is listed for who is in several, by name, in pages', async () => {
    const owner = somebody('Dona');
    await journey.draft(owner);
    await journey.done(journey.update(owner, await journey.draft(owner), { establishmentCnes: '2313499' }));
    const page = (after: string | null) =>
      service.ask<{ teams: { totalCount: number; edges: { cursor: string; node: { name: string } }[] } }>(
        owner,
        'query ($after: String) { teams(first: 1, after: $after) { totalCount edges { cursor node { name } } } }',
        { after },
      );
    const { data: first } = await page(null);
    expect(first.teams).toMatchObject({ totalCount: 2, edges: [{ node: { name: 'ESF I ALTO DO CRUZEIRO' } }] });
    const { data: second } = await page(first.teams.edges[0]?.cursor ?? null);
    expect(second.teams.edges).toMatchObject([{ node: { name: 'LABORATORIO ROMULO ROCHA' } }]);
  });

  it('is written down, without names or addresses', async () => {
    const team = await Team.open();
    const member = somebody('Membro');
    await insertMember(service.orm, team.id, member, 'LEITURA');
    await team.invite('colega@exemplo.com.br');
    await team.setRole(member, 'INTEGRADOR');
    await team.remove(member);
    const rows = await service.orm.em
      .fork()
      .execute<{ act: string; detail: object }[]>(
        `select act, detail from audit_record where subject = 'TEAM' and subject_id = ? order by at, id`,
        [team.id],
      );
    expect(rows).toEqual([
      { act: 'inviteToTeam', detail: { role: 'INTEGRADOR' } },
      { act: 'setTeamRole', detail: { personId: member.id, role: 'INTEGRADOR' } },
      { act: 'removeTeamMember', detail: { personId: member.id } },
    ]);
  });
});

describe('who is taken out', () => {
  it('reads nothing any more, and hears nothing more of what they followed', async () => {
    const team = await Team.open();
    const member = somebody('Membro');
    await insertMember(service.orm, team.id, member, 'INTEGRADOR');
    const own = await journey.done(journey.create(member));
    const query =
      'subscription ($id: ID, $after: String) { accessRequestChanged(id: $id, after: $after) { accessRequest { id } } }';
    const { data } = await service.ask<{ changesCursor: string }>(member, '{ changesCursor }');
    const after = data.changesCursor;
    type Told = { accessRequestChanged: { accessRequest: { id: string } } };
    const all = service.subscribe<Told>(member, query, { after });
    const one = service.subscribe<Told>(member, query, { id: team.request.id, after });
    const submitted = await journey.done(journey.act(member, 'submit', team.request));
    expect((await all.next()).value?.data?.accessRequestChanged.accessRequest.id).toBe(team.request.id);
    expect((await one.next()).value?.data?.accessRequestChanged.accessRequest.id).toBe(team.request.id);

    const over = one.next();
    expect(code(await team.remove(member))).toBe('done');
    expect((await over).done).toBe(true);
    expect(await journey.read(member, team.request.id)).toBeNull();
    await journey.done(journey.act(team.gestor, 'cancel', submitted));
    await journey.done(journey.act(member, 'cancel', own));
    expect((await all.next()).value?.data?.accessRequestChanged.accessRequest.id).toBe(own.id);
    await all.return?.();
    const again = service.subscribe<Told>(member, query, { id: team.request.id });
    expect((await again.next()).value?.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('and who comes in follows the team from that moment', async () => {
    const team = await Team.open();
    const colleague = somebody('Colega');
    const { secret, team: seen } = await team.invite('colega@exemplo.com.br');
    await accept(colleague, secret ?? '');
    const { data } = await service.ask<{ changesCursor: string }>(colleague, '{ changesCursor }');
    const line = service.subscribe<{ accessRequestChanged: { accessRequest: { id: string } } }>(
      colleague,
      'subscription ($after: String) { accessRequestChanged(after: $after) { accessRequest { id } } }',
      { after: data.changesCursor },
    );
    const next = line.next();
    // What is followed is told something of one's own first: the subscription stands.
    const own = await journey.done(journey.create(colleague));
    expect((await next).value?.data?.accessRequestChanged.accessRequest.id).toBe(own.id);
    await team.toInvitation('confirmTeamMember', seen?.invitations?.[0]?.invitationId ?? '');
    await journey.done(journey.act(team.gestor, 'submit', team.request));
    expect((await line.next()).value?.data?.accessRequestChanged.accessRequest.id).toBe(team.request.id);
    await line.return?.();
  });
});

it('reviewers are warned that another team asks for the same establishment, and neither team is', async () => {
  const [first, second] = [somebody('Dona'), somebody('Outra')];
  const own = { establishmentCnes: '2313529' };
  const codes = async (who: Person, id: string) =>
    (await journey.read<{ warnings: { code: string }[] }>(who, id, 'warnings { code }'))?.warnings.map(
      ({ code: one }) => one,
    );
  const sent = async (who: Person) =>
    journey.done(journey.act(who, 'submit', await journey.done(journey.update(who, await journey.draft(who), own))));
  const { id } = await sent(first);
  await journey.done(journey.update(second, await journey.draft(second), own));
  expect(await codes(clara, id)).not.toContain('OTHER_TEAM');
  const other = await sent(second);
  expect(await codes(clara, id)).toContain('OTHER_TEAM');
  expect(await codes(clara, other.id)).toContain('OTHER_TEAM');
  expect(await codes(first, id)).not.toContain('OTHER_TEAM');
  expect(await codes(second, other.id)).not.toContain('OTHER_TEAM');
});

it('reviewers are warned as well where a request moves to an establishment of another team', async () => {
  const [first, second] = [somebody('Dona'), somebody('Outra')];
  const choose = async (who: Person, draft: SeenRequest, establishmentCnes: string) =>
    journey.done(journey.act(who, 'submit', await journey.done(journey.update(who, draft, { establishmentCnes }))));
  const warned = async () => {
    const { data } = await service.ask<{
      accessRequest: { warnings: { code: string }[] };
      reviewQueue: { edges: { node: { id: string; warnings: { code: string }[] } }[] };
    }>(
      clara,
      'query ($id: ID!) { accessRequest(id: $id) { warnings { code } } reviewQueue(first: 100) { edges { node { id warnings { code } } } } }',
      { id: sent.id },
    );
    const listed = data.reviewQueue.edges.find(({ node }) => node.id === sent.id);
    return [data.accessRequest, listed?.node].map((seen) =>
      seen?.warnings.some(({ code: one }) => one === 'OTHER_TEAM'),
    );
  };
  const sent = await choose(first, await journey.draft(first), '2313502');
  await choose(second, await journey.draft(second), '2313510');
  expect(await warned()).toEqual([false, false]);
  const claimed = await journey.done(journey.act(clara, 'claim', sent));
  await choose(first, await journey.done(journey.refuse(clara, 'requestChanges', claimed)), '2313510');
  expect(await warned()).toEqual([true, true]);
});

describe('the last GESTOR', () => {
  it('neither goes nor becomes something else', async () => {
    const team = await Team.open();
    const member = somebody('Membro');
    await insertMember(service.orm, team.id, member, 'INTEGRADOR');
    expect(code(await team.leave(team.gestor))).toBe('NOT_ALLOWED');
    expect(code(await team.setRole(team.gestor, 'LEITURA'))).toBe('NOT_ALLOWED');
    expect(code(await team.remove(team.gestor))).toBe('NOT_ALLOWED');
    expect(code(await team.setRole(member, 'GESTOR'))).toBe('done');
    expect(code(await team.leave(team.gestor))).toBe('done');
    expect(await team.roles()).toEqual({ [member.id]: 'GESTOR' });
  });

  it('stays, whoever leaves, removes and demotes whom at once', async () => {
    const people = ['A', 'B', 'C'].map(somebody) as [Person, Person, Person];
    const who = fc.constantFrom(0, 1, 2);
    const acts = fc.array(fc.record({ by: who, to: who, act: fc.constantFrom('leave', 'remove', 'demote') }), {
      minLength: 2,
      maxLength: 6,
    });
    const team = await Team.open(people[0]);
    await fc.assert(
      fc.asyncProperty(acts, async (several) => {
        for (const person of people) await insertMember(service.orm, team.id, person, 'GESTOR');
        await Promise.all(
          several.map(({ by, to, act }) => {
            const [actor, other] = [people[by] as Person, people[to] as Person];
            if (act === 'leave') return team.leave(actor);
            return act === 'remove' ? team.remove(other, actor) : team.setRole(other, 'LEITURA', actor);
          }),
        );
        expect(Object.values(await team.roles())).toContain('GESTOR');
      }),
      { numRuns: 25 },
    );
  });
});

describe('a team whose last draft goes to another establishment', () => {
  const goesOn = async (arrange: (team: Team) => Promise<unknown>) => {
    const team = await Team.open();
    await arrange(team);
    await journey.done(journey.update(team.gestor, team.request, { establishmentCnes: '2313499' }));
    const rows = await service.orm.em.fork().execute('select 1 from team where id = ?', [team.id]);
    return rows.length === 1;
  };
  const tokenOf = ({ id, gestor }: Team) =>
    mutate(
      gestor,
      `createTeamToken(input: { teamId: "${id}", name: "Painel", role: LEITURA, scopes: ["requests:read"] })`,
      'problems { code path }',
    );
  const webhookOf = ({ id, gestor }: Team) =>
    mutate(
      gestor,
      `createWebhook(input: { teamId: "${id}", url: "https://exemplo.com.br/", eventTypes: [REQUEST_CREATED] })`,
      'problems { code path }',
    );

  it.each<[string, boolean, (team: Team) => Promise<unknown>]>([
    ['an invitation', true, (team) => team.invite('colega@exemplo.com.br')],
    ['a token', true, tokenOf],
    ['a webhook', true, webhookOf],
    ['another draft', true, ({ gestor }) => journey.draft(gestor)],
    ['nothing', false, async () => {}],
  ])('and of which there is %s is there: %s', async (_what, isThere, arrange) => {
    expect(await goesOn(arrange)).toBe(isThere);
  });
});
