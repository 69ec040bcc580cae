import { randomUUID } from 'node:crypto';
import type { TeamRole } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { attach, download, form, pdf, upload } from '../testing/attach.ts';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { bruno, clara, davi } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

// "Who of a team may do what", as the domain's words have it; written out here on purpose, not read from the policy.

type Act =
  | 'read'
  | 'list'
  | 'node'
  | 'download'
  | 'edit'
  | 'attach'
  | 'submit'
  | 'cancelDraft'
  | 'cancelSubmitted'
  | 'write'
  | 'readCredential'
  | 'listCredentials'
  | 'rotateSecret'
  | 'suspend'
  | 'reinstate'
  | 'requestProduction'
  | 'revoke'
  | 'claim';

const READING: Act[] = ['read', 'list', 'node', 'download', 'readCredential', 'listCredentials'];
const WORKING: Act[] = [
  'edit',
  'attach',
  'submit',
  'cancelDraft',
  'write',
  'rotateSecret',
  'suspend',
  'reinstate',
  'requestProduction',
];
const ANSWERING: Act[] = ['revoke', 'cancelSubmitted'];
const MAY: Record<TeamRole, Act[]> = {
  GESTOR: [...READING, ...WORKING, ...ANSWERING],
  INTEGRADOR: [...READING, ...WORKING],
  LEITURA: READING,
};
/** In an order in which each finds things as it needs them: what ends one comes last. */
const ACTS: Act[] = [...READING, ...WORKING, 'claim', ...ANSWERING];

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

/** Somebody nobody knows yet, so that each test has a team of its own. */
const somebody = (name: string, more: Partial<Person> = {}) =>
  testPerson({ id: randomUUID(), name, email: null, ...more });

interface Things {
  draft: SeenRequest & { evidence: string };
  /** Another draft. */
  spare: SeenRequest;
  submitted: SeenRequest;
  approved: SeenRequest;
}

async function thingsOf(owner: Person): Promise<Things> {
  const [draft, spare, submitted, approved] = await Promise.all([
    journey.draft(owner),
    journey.draft(owner),
    journey.submitted(owner),
    journey.approved(owner),
  ]);
  const evidence = await attach(service, owner, draft.id, pdf());
  return { draft: { ...draft, evidence: evidence.id }, spare, submitted, approved };
}

/** The acts before may have counted their versions up. */
async function asTheyAre(owner: Person, things: Things): Promise<Things> {
  const [draft, submitted] = await Promise.all(
    [things.draft, things.submitted].map(async (one) => ({ ...one, ...(await journey.read(owner, one.id)) })),
  );
  return { ...things, draft: { ...things.draft, ...draft }, submitted: { ...things.submitted, ...submitted } };
}

async function outcome(field: string, declared: string, person: Person, variables: object): Promise<string> {
  const passed = [...declared.matchAll(/\$(\w+)/g)].map(([, name]) => `${name}: $${name}`).join(', ');
  const query = `mutation (${declared}) { answer: ${field}(${passed}) { problems { code } } }`;
  const { data, errors } = await service.ask<{ answer: { problems: { code: string }[] } } | null>(
    person,
    query,
    variables,
  );
  return String(errors?.[0]?.extensions.code ?? data?.answer.problems[0]?.code ?? 'done');
}

async function seen(person: Person, query: string, found: (data: never) => boolean): Promise<string> {
  const { data, errors } = await service.ask<never>(person, query);
  return errors || !found(data) ? 'NOT_FOUND' : 'done';
}

const IDS = '{ edges { node { id } } }';
type Listed = Record<string, { edges: { node: { id: string } }[] }>;

function attempt(act: Act, who: Person, { draft, spare, submitted, approved }: Things): Promise<string> {
  const credential = approved.credential?.id ?? '';
  const target = '$id: ID!, $version: Int!';
  const reason = '$id: ID!, $reason: String!';
  const listed = (field: string, id: string) =>
    seen(
      who,
      `{ list: ${field}(first: 100) ${IDS} }`,
      (data: Listed) => data.list?.edges.some(({ node }) => node.id === id) ?? false,
    );
  const one = (query: string) =>
    seen(who, `{ one: ${query} { id } }`, ({ one: found }: { one: object | null }) => found !== null);
  const tries: Record<Act, () => Promise<string>> = {
    read: () => one(`accessRequest(id: "${draft.id}")`),
    node: () => one(`node(id: "${draft.id}")`),
    list: () => listed('accessRequests', draft.id),
    download: async () => ((await download(service, who, draft.evidence)).status === 200 ? 'done' : 'NOT_FOUND'),
    readCredential: () => one(`credential(id: "${credential}")`),
    listCredentials: () => listed('credentials', credential),
    edit: () =>
      outcome('updateAccessRequest', '$input: UpdateAccessRequestInput!', who, {
        input: { id: draft.id, version: draft.version, system: { vendor: 'Casa' } },
      }),
    attach: async () => {
      const { status } = await upload(service, who, draft.id, form(pdf()));
      return status === 201 ? 'done' : status === 409 ? 'NOT_ALLOWED' : 'NOT_FOUND';
    },
    submit: () => outcome('submitAccessRequest', target, who, draft),
    cancelDraft: () => outcome('cancelAccessRequest', target, who, spare),
    cancelSubmitted: () => outcome('cancelAccessRequest', target, who, submitted),
    claim: () => outcome('claimAccessRequest', target, who, submitted),
    write: () =>
      outcome('writeAccessRequestMessage', '$input: WriteAccessRequestMessageInput!', who, {
        input: { id: submitted.id, text: 'Bom dia.' },
      }),
    rotateSecret: () => outcome('rotateCredentialSecret', '$id: ID!', who, { id: credential }),
    suspend: () => outcome('suspendCredential', reason, who, { id: credential, reason: 'Manutenção.' }),
    reinstate: () => outcome('reinstateCredential', '$id: ID!', who, { id: credential }),
    revoke: () => outcome('revokeCredential', reason, who, { id: credential, reason: 'Não é mais usada.' }),
    requestProduction: () =>
      outcome('createProductionRequest', '$input: CreateProductionRequestInput!', who, {
        input: { credentialId: credential },
      }),
  };
  return tries[act]();
}

/** Does something that has to wait until somebody is taken out of a team. */
async function takenOut<T>(team: string, person: Person, lock: string, act: () => Promise<T>): Promise<T> {
  const acting = await service.orm.em.fork().transactional(async (em) => {
    const [{ pid }] = await em.execute<[{ pid: number }]>('select pg_backend_pid() as pid');
    await em.execute(lock, lock.includes('?') ? [team] : []);
    await em.execute('delete from team_member where team_id = ? and person_id = ?', [team, person.id]);
    const begun = act();
    await vi.waitFor(async () => {
      const waiting = await service.orm.em
        .fork()
        .execute<object[]>('select 1 from pg_stat_activity where ? = any(pg_blocking_pids(pid))', [pid]);
      expect(waiting).not.toEqual([]);
    }, 30_000);
    // Not awaited here: it goes on once this is committed.
    return { begun };
  });
  return acting.begun;
}

describe.each(Object.keys(MAY) as TeamRole[])('%s', (role) => {
  it('does what the role allows, and is refused the rest', async () => {
    const owner = somebody('Dona');
    const member = somebody('Membro', { roles: ['INTEGRATOR', 'REVIEWER'] });
    const draft = await journey.draft(owner);
    await insertMember(service.orm, await teamOf(service.orm, draft.id), member, role);
    const things = await thingsOf(owner);
    const wrong: string[] = [];
    for (const act of ACTS) {
      if (act === 'reinstate') await attempt('suspend', owner, things);
      const should = MAY[role].includes(act) ? 'done' : 'NOT_ALLOWED';
      const came = await attempt(act, member, await asTheyAre(owner, things));
      if (came !== should) wrong.push(`${act}: ${came}, not ${should}`);
    }
    expect(wrong).toEqual([]);
  });

  it('is told no more than that in allowedActions', async () => {
    const owner = somebody('Dona');
    const member = somebody('Membro');
    const { draft, submitted } = await thingsOf(owner);
    await insertMember(service.orm, await teamOf(service.orm, draft.id), member, role);
    const told = async ({ id }: SeenRequest) => (await journey.read(member, id))?.allowedActions;
    expect(await told(draft)).toEqual(
      role === 'LEITURA' ? [] : ['EDIT', 'ATTACH_EVIDENCE', 'REMOVE_EVIDENCE', 'SUBMIT', 'CANCEL'],
    );
    expect(await told(submitted)).toEqual(role === 'GESTOR' ? ['CANCEL'] : []);
  });
});

it('what is of another team is answered as what there is not', async () => {
  const owner = somebody('Dona');
  const [things, stranger] = [await thingsOf(owner), somebody('Outra')];
  await journey.draft(stranger);
  const nothing = { id: randomUUID(), version: 1 };
  const unknown = {
    draft: { ...things.draft, ...nothing, evidence: randomUUID() },
    spare: { ...things.spare, ...nothing },
    submitted: { ...things.submitted, ...nothing },
    approved: { ...things.approved, credential: { id: randomUUID(), requesterIdentifier: '' } },
  };
  for (const act of ACTS.filter((one) => one !== 'claim')) {
    expect([act, await attempt(act, stranger, things)]).toEqual([act, await attempt(act, stranger, unknown)]);
    expect([act, await attempt(act, stranger, things)]).toEqual([act, 'NOT_FOUND']);
  }
});

describe('a team', () => {
  it('is of one establishment: who chooses it opens one, and works on in the one that there is', async () => {
    const owner = somebody('Dona');
    const first = await journey.draft(owner);
    const second = await journey.draft(owner);
    expect(await teamOf(service.orm, second.id)).toBe(await teamOf(service.orm, first.id));
    const elsewhere = await journey.done(journey.update(owner, second, { establishmentCnes: '2313499' }));
    expect(await teamOf(service.orm, elsewhere.id)).not.toBe(await teamOf(service.orm, first.id));
    const other = await journey.draft(somebody('Outra'));
    expect(await teamOf(service.orm, other.id)).not.toBe(await teamOf(service.orm, first.id));
  });

  it('who only reads in one opens another', async () => {
    const reader = somebody('Leitora');
    const { id } = await journey.draft(somebody('Dona'));
    const team = await teamOf(service.orm, id);
    await insertMember(service.orm, team, reader, 'LEITURA');
    expect(await teamOf(service.orm, (await journey.draft(reader)).id)).not.toBe(team);
  });

  it('of one, that nothing belongs to any more, is gone', async () => {
    const owner = somebody('Dona');
    const draft = await journey.draft(owner);
    const team = await teamOf(service.orm, draft.id);
    await journey.done(journey.update(owner, draft, { establishmentCnes: '2313499' }));
    expect(await service.orm.em.fork().execute('select id from team where id = ?', [team])).toEqual([]);
  });

  it('keeps what it once sent, whatever establishment that comes to name', async () => {
    const owner = somebody('Dona');
    const request = await journey.changesRequested(owner);
    const team = await teamOf(service.orm, request.id);
    await journey.done(journey.update(owner, request, { establishmentCnes: '2313499' }));
    expect(await teamOf(service.orm, request.id)).toBe(team);
  });

  it('of several keeps a draft: nobody takes it away from the others by another establishment', async () => {
    const [owner, colleague] = [somebody('Dona'), somebody('Colega')];
    const draft = await journey.draft(owner);
    const team = await teamOf(service.orm, draft.id);
    await insertMember(service.orm, team, colleague, 'INTEGRADOR');
    for (const person of [colleague, owner]) {
      expect(await journey.update(person, draft, { establishmentCnes: '2313499' })).toMatchObject({
        problems: [
          { code: 'NOT_ALLOWED', path: ['establishmentCnes'], message: expect.stringContaining('LABORATORIO ROMULO') },
        ],
      });
    }
    expect(await teamOf(service.orm, draft.id)).toBe(team);
    await journey.done(journey.update(colleague, draft, { establishmentCnes: '2337991', system: { vendor: 'Casa' } }));
  });

  it('keeps what comes of what it sent, by whomever of it and for whatever establishment that names', async () => {
    const [owner, colleague] = [somebody('Dona'), somebody('Colega')];
    const sentBack = await journey.changesRequested(owner);
    const team = await teamOf(service.orm, sentBack.id);
    await insertMember(service.orm, team, colleague, 'INTEGRADOR');
    const elsewhere = await journey.done(journey.update(owner, sentBack, { establishmentCnes: '2313499' }));
    const inReview = await journey.done(
      journey.act(clara, 'claim', await journey.done(journey.act(owner, 'submit', elsewhere))),
    );
    const { credential } = await journey.done(journey.act(clara, 'approve', inReview));
    const credentialId = credential?.id ?? '';

    const production = await journey.done(journey.createProduction(colleague, credentialId));
    expect(await teamOf(service.orm, production.id)).toBe(team);
    await journey.done(journey.update(colleague, production, { establishmentCnes: '2313529' }));
    expect(await teamOf(service.orm, production.id)).toBe(team);

    expect(
      await outcome('revokeCredential', '$id: ID!, $reason: String!', owner, { id: credentialId, reason: 'Fim.' }),
    ).toBe('done');
    const input = { credentialId };
    const declared = '$input: ContinueAccessRequestInput!';
    const { id } = await journey.done(journey.mutate(colleague, 'continueAccessRequest', declared, { input }));
    expect(await teamOf(service.orm, id)).toBe(team);
    expect(await journey.read(owner, id)).not.toBeNull();
  });

  it('gets no draft of who is taken out of it at that moment', async () => {
    const [owner, member] = [somebody('Dona'), somebody('Membro')];
    const team = await teamOf(service.orm, (await journey.draft(owner)).id);
    await insertMember(service.orm, team, member, 'INTEGRADOR');
    const created = await journey.done(journey.create(member));
    const { id } = await takenOut(team, member, 'select 1', () =>
      journey.done(journey.update(member, created, { establishmentCnes: '2337991' })),
    );
    expect(await teamOf(service.orm, id)).not.toBe(team);
    expect(await journey.read(member, id)).not.toBeNull();
  });

  it('lets nobody act who was taken out while they waited for somebody else', async () => {
    const [owner, member] = [somebody('Dona'), somebody('Membro')];
    const things = await thingsOf(owner);
    const team = await teamOf(service.orm, things.draft.id);
    const tries: [Act, string][] = [
      ['cancelDraft', 'select 1 from access_request where team_id = ? for update'],
      ['write', 'select 1 from access_request where team_id = ? for update'],
      ['rotateSecret', 'select 1 from credential where team_id = ? for update'],
      ['requestProduction', 'select 1 from credential where team_id = ? for update'],
    ];
    for (const [act, lock] of tries) {
      await insertMember(service.orm, team, member, 'GESTOR');
      const came = await takenOut(team, member, lock, () => attempt(act, member, things));
      expect([act, came]).toEqual([act, act === 'requestProduction' ? 'NOT_ALLOWED' : 'NOT_FOUND']);
    }
  });

  it('two drafts that choose one establishment at once are of one team', async () => {
    const owner = somebody('Dona');
    const drafts = await Promise.all([journey.draft(owner), journey.draft(owner), journey.draft(owner)]);
    expect(new Set(await Promise.all(drafts.map(({ id }) => teamOf(service.orm, id)))).size).toBe(1);
  });

  it('colleagues go on with what one began, and the history names who acted', async () => {
    const owner = somebody('Dona');
    const colleague = somebody('Colega');
    const draft = await journey.draft(owner);
    await insertMember(service.orm, await teamOf(service.orm, draft.id), colleague, 'INTEGRADOR');
    await journey.done(journey.act(colleague, 'submit', draft));
    const read = await journey.read<{ history: { action: string; actor: string }[] }>(
      owner,
      draft.id,
      'history { action actor }',
    );
    expect(read?.history).toEqual([
      { action: 'CREATE', actor: 'Dona' },
      { action: 'SUBMIT', actor: 'Colega' },
    ]);
  });

  it('nobody of it decides on its requests, be they what they may elsewhere', async () => {
    const owner = somebody('Dona');
    const request = await journey.inReview(clara, owner);
    await insertMember(service.orm, await teamOf(service.orm, request.id), clara, 'LEITURA');
    expect(await outcome('approveAccessRequest', '$id: ID!, $version: Int!', clara, request)).toBe('NOT_ALLOWED');
    expect(await outcome('claimAccessRequest', '$id: ID!, $version: Int!', davi, request)).toBe('NOT_ALLOWED');
    expect(await journey.read(bruno, request.id)).toBeNull();
  });
});
