import { randomUUID } from 'node:crypto';
import { withKeptChain } from '@portal/audit';
import { hashAll, verifyKept } from '@portal/audit-chain';
import { createRoot, issueECpf } from '@portal/certificates';
import { ERASED_NAME } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pemsOfCredentials } from '../certificates/certificate-pems.ts';
import { Credential } from '../credentials/credential.ts';
import type { EvidenceStorage } from '../evidence/storage.ts';
import { openEvidenceDirectory } from '../evidence/storage.ts';
import { takeDue } from '../notices/mail/due.ts';
import { keepRoles } from '../notices/recipients.ts';
import { tellTimed } from '../notices/tell-timed.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { Journey, type SeenRequest, wholeForm } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { noticesFor } from '../testing/notices.ts';
import { clara, elis } from '../testing/people.ts';
import { startService, type TestService } from '../testing/service.ts';
import { beginByLetter, readLetter } from './begin-by-letter.ts';
import { eraseDue } from './erase-due.ts';
import { eraseAgain, keepErased } from './keep-erased.ts';

const DAY_MS = 24 * 3_600_000;
const CPF = '52998224725';
const RUI_CPF = '11144477735';
/** A name, an address and a telephone that nobody else has. */
const olgaOf = (word: string) =>
  testPerson({ id: randomUUID(), name: `Olga ${word}`, email: `${word.toLowerCase()}@pessoa-unica.com.br` });

let service: TestService;
let journey: Journey;
let storage: EvidenceStorage;
let authority: Awaited<ReturnType<typeof createRoot>>;
let pem: string;

beforeAll(async () => {
  service = await startService();
  journey = new Journey(service);
  storage = await openEvidenceDirectory(service.evidenceDirectory);
  authority = await createRoot({ key: 'EC-256' });
  // Each erasure takes the clock half a month on.
  const notAfter = new Date(Date.now() + 3 * 365 * DAY_MS);
  ({ pem } = await issueECpf({ authority, cpf: CPF, name: 'OLGA', notAfter }));
});
afterAll(() => service[Symbol.asyncDispose]());

const em = () => service.orm.em.fork();
const erasing = () => ({ orm: service.orm, evidenceStorage: storage, now: () => service.clock.now });

interface Standing {
  erasure: { dueAt: string } | null;
  erasureObstacles: { kind: string; about: string | null }[];
}

async function standing(person: Person): Promise<Standing> {
  const query = '{ viewer { erasure { dueAt } erasureObstacles { kind about } } }';
  const { data, errors } = await service.ask<{ viewer: Standing }>(person, query);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.viewer;
}

async function act(person: Person, field: string, args = ''): Promise<string[]> {
  const { data, errors } = await service.ask<{ answer: { problems: { code: string }[] } }>(
    person,
    `mutation { answer: ${field}${args} { problems { code } } }`,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer.problems.map(({ code }) => code);
}

/** Asked, and its time over. */
async function erased(person: Person): Promise<void> {
  expect(await act(person, 'requestErasure')).toEqual([]);
  service.clock.now = new Date(service.clock.now.getTime() + 15 * DAY_MS);
  await eraseDue(erasing());
}

/** Once nothing keeps it back any more. */
async function dayAfter(): Promise<void> {
  await eraseDue(erasing());
  service.clock.now = new Date(service.clock.now.getTime() + DAY_MS);
  await eraseDue(erasing());
}

/** All that the database has, as text, but the history's own of the line and the audit. */
async function rowsWith(pattern: RegExp): Promise<string[]> {
  const tables = await em().execute<{ name: string }[]>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await em().execute<{ text: string }[]>(`select '${name}: ' || r::text as text from "${name}" r`);
    found.push(...rows.map(({ text }) => text).filter((text) => pattern.test(text)));
  }
  return found;
}

async function submitted(owner: Person, fields: object = {}): Promise<SeenRequest> {
  const draft = await journey.done(journey.create(owner));
  const form = { ...wholeForm(`Sistema ${randomUUID()}`), ...fields };
  return journey.done(journey.act(owner, 'submit', await journey.done(journey.update(owner, draft, form))));
}

/** What one began for a team, and another of it works on. */
async function begunFor(owner: Person, colleague: Person, fields: object = {}) {
  const begun = await journey.done(journey.create(owner));
  const form = { ...wholeForm(`Sistema ${randomUUID()}`), ...fields };
  const draft = await journey.done(journey.update(owner, begun, form));
  const teamId = await teamOf(service.orm, draft.id);
  await insertMember(service.orm, teamId, colleague, 'GESTOR');
  return { draft, teamId };
}

interface Named {
  requester: { name: string; email: string | null };
  manager: { name: string; cpf: string | null };
}

const named = (person: Person, id: string) =>
  journey.read<Named>(person, id, 'requester { name email } manager { name cpf }');

async function approved(request: SeenRequest): Promise<SeenRequest> {
  return journey.done(journey.act(clara, 'approve', await journey.done(journey.act(clara, 'claim', request))));
}

async function write(person: Person, id: string, text: string): Promise<void> {
  const { data, errors } = await service.ask<{ answer: { problems: object[] } }>(
    person,
    'mutation ($input: WriteAccessRequestMessageInput!) { answer: writeAccessRequestMessage(input: $input) { problems { code } } }',
    { input: { id, text } },
  );
  expect([errors, data?.answer.problems]).toEqual([undefined, []]);
}

const revoke = (person: Person, id: string | undefined) =>
  act(person, 'revokeCredential', `(id: "${id}", reason: "Fim do uso.")`);

async function changeCertificate(person: Person, id: string, to: string): Promise<string[]> {
  const { certificate } = await em().findOneOrFail(Credential, { id });
  const text = JSON.stringify(to);
  return act(
    person,
    'changeCredentialCertificate',
    `(id: "${id}", certificatePem: ${text}, currentSha256: "${certificate?.sha256}")`,
  );
}

describe('an account is not erased', () => {
  test('while a request of theirs is open, and is once it was given up', async () => {
    const olga = olgaOf('Aberta');
    const request = await submitted(olga);
    expect((await standing(olga)).erasureObstacles).toContainEqual({ kind: 'OPEN_REQUEST', about: request.protocol });
    expect(await act(olga, 'requestErasure')).toEqual(['NOT_ALLOWED']);
    await journey.done(journey.act(olga, 'cancel', request));
    expect((await standing(olga)).erasureObstacles).toEqual([]);
    expect(await act(olga, 'requestErasure')).toEqual([]);
  });

  test('while they are the last GESTOR of a team with others, or answer for a credential that is not over', async () => {
    const [olga, rui] = [olgaOf('Gestora'), olgaOf('Colega')];
    const manager = { name: olga.name, cpf: CPF, email: olga.email?.toUpperCase(), phone: '62998765432' };
    const request = await approved(await submitted(olga, { manager }));
    const teamId = await teamOf(service.orm, request.id);
    await insertMember(service.orm, teamId, rui, 'INTEGRADOR');
    const kinds = async () => (await standing(olga)).erasureObstacles.map(({ kind }) => kind).toSorted();
    expect(await kinds()).toEqual(['CREDENTIAL_MANAGER', 'LAST_GESTOR']);
    await insertMember(service.orm, teamId, rui, 'GESTOR');
    expect(await kinds()).toEqual(['CREDENTIAL_MANAGER']);
    expect((await standing(olga)).erasureObstacles[0]?.about).toBe(request.credential?.requesterIdentifier);
    expect(await act(olga, 'requestErasure')).toEqual(['NOT_ALLOWED']);
    expect(await revoke(olga, request.credential?.id)).toEqual([]);
    expect(await kinds()).toEqual([]);
  });

  test('while a token goes on acting for a team that nobody else is in; one that ended keeps nobody back', async () => {
    const olga = olgaOf('Token');
    const teamId = await teamOf(service.orm, (await journey.draft(olga)).id);
    const token = testPerson({ id: randomUUID(), name: 'token', email: null });
    await insertMember(service.orm, teamId, token, 'LEITURA');
    const expires = (days: number) =>
      em().execute(
        `insert into team_token (id, team_id, name, scopes, allowed_ips, token_hash, created_by_id, created_at, issued_at, expires_at)
         values (?, ?, 'Painel', '{}', '{}', ?, ?, now(), now(), ?)
         on conflict (id) do update set expires_at = excluded.expires_at`,
        [token.id, teamId, token.id, olga.id, new Date(service.clock.now.getTime() + days * DAY_MS)],
      );
    await expires(1);
    expect((await standing(olga)).erasureObstacles.map(({ kind }) => kind)).toEqual(['LAST_GESTOR']);
    await expires(-1);
    expect((await standing(olga)).erasureObstacles).toEqual([]);
  });

  test('while a request that a colleague sent, and that names them as manager, is open', async () => {
    const [rui, olga] = [olgaOf('Manda'), olgaOf('Responde')];
    const manager = { name: olga.name, cpf: CPF, email: olga.email?.toUpperCase(), phone: '62998765432' };
    const { draft } = await begunFor(rui, olga, { manager });
    expect((await standing(olga)).erasureObstacles).toEqual([]);
    expect(await act(olga, 'requestErasure')).toEqual([]);
    const sent = await journey.done(journey.act(rui, 'submit', draft));
    const claimed = await journey.done(journey.act(clara, 'claim', sent));
    service.clock.now = new Date(service.clock.now.getTime() + 15 * DAY_MS);
    await eraseDue(erasing());
    expect((await standing(olga)).erasureObstacles).toEqual([{ kind: 'OPEN_REQUEST', about: sent.protocol }]);
    expect(await named(rui, sent.id)).toMatchObject({ manager: { name: olga.name, cpf: CPF } });
    await journey.done(journey.refuse(clara, 'rejectAccessRequest', claimed));
    await dayAfter();
    expect(await named(rui, sent.id)).toMatchObject({ manager: { name: ERASED_NAME, cpf: null } });
  });

  test('while they review, or have a role of the Ministry', async () => {
    const held = await journey.inReview(clara, olgaOf('Pede'));
    const { erasureObstacles } = await standing(clara);
    expect(erasureObstacles).toEqual([
      { kind: 'HELD_REVIEW', about: held.protocol },
      { kind: 'MINISTRY_ROLE', about: null },
    ]);
    for (const person of [clara, elis]) expect(await act(person, 'requestErasure')).toEqual(['NOT_ALLOWED']);
  });

  test('before its time; until it is done it can be taken back', async () => {
    const olga = olgaOf('Desiste');
    await journey.draft(olga);
    expect(await act(olga, 'takeBackErasure')).toEqual(['NOT_ALLOWED']);
    expect(await act(olga, 'requestErasure')).toEqual([]);
    const { erasure } = await standing(olga);
    expect(Date.parse(`${erasure?.dueAt}`) - service.clock.now.getTime()).toBe(15 * DAY_MS);
    // Asked again it is not put off.
    service.clock.now = new Date(service.clock.now.getTime() + DAY_MS);
    await act(olga, 'requestErasure');
    expect(await standing(olga)).toMatchObject({ erasure });
    await eraseDue(erasing());
    expect(await act(olga, 'takeBackErasure')).toEqual([]);
    expect(await standing(olga)).toMatchObject({ erasure: null });
    await erased(olga);
    expect(await act(olga, 'takeBackErasure')).toEqual(['NOT_ALLOWED']);
  });

  test('when the time has come and something keeps it back, which can still be taken back', async () => {
    const olga = olgaOf('Arrepende');
    const draft = await journey.draft(olga);
    await act(olga, 'requestErasure');
    const request = await journey.done(journey.act(olga, 'submit', draft));
    service.clock.now = new Date(service.clock.now.getTime() + 16 * DAY_MS);
    await eraseDue(erasing());
    expect(await act(olga, 'takeBackErasure')).toEqual([]);
    await journey.done(journey.act(olga, 'cancel', request));
    await eraseDue(erasing());
    expect(await rowsWith(new RegExp(olga.name))).not.toEqual([]);
  });

  test('when the time has come and something keeps it back: it waits, and a day more, of which its person is told', async () => {
    const olga = olgaOf('Espera');
    const draft = await journey.draft(olga);
    await act(olga, 'requestErasure');
    const request = await journey.done(journey.act(olga, 'submit', draft));
    service.clock.now = new Date(service.clock.now.getTime() + 15 * DAY_MS);
    await eraseDue(erasing());
    expect(await rowsWith(new RegExp(olga.name))).not.toEqual([]);
    service.clock.now = new Date(service.clock.now.getTime() + 40 * DAY_MS);
    const told = async () =>
      (await noticesFor(service, olga, 'INTEGRATOR')).notices.flatMap(({ kind, deadline }) =>
        kind === 'ERASURE_ASKED' ? [deadline] : [],
      );
    await tellTimed(em(), service.clock.now);
    const before = await told();
    await journey.done(journey.act(olga, 'cancel', request));
    await eraseDue(erasing());
    expect(await rowsWith(new RegExp(olga.name))).not.toEqual([]);
    await tellTimed(em(), service.clock.now);
    const tomorrow = new Date(service.clock.now.getTime() + DAY_MS).toISOString();
    expect([await told(), (await standing(olga)).erasure?.dueAt]).toEqual([[tomorrow, ...before], tomorrow]);
    service.clock.now = new Date(service.clock.now.getTime() + DAY_MS);
    await eraseDue(erasing());
    expect(await rowsWith(new RegExp(olga.name))).toEqual([]);
  });
});

test('that an account is to be erased is told to its person at once and a day before, each once', async () => {
  const [olga, vera] = [olgaOf('Avisada'), olgaOf('Alheia')];
  await noticesFor(service, vera, 'INTEGRATOR');
  for (const _ of ['asked', 'asked again']) expect(await act(olga, 'requestErasure')).toEqual([]);
  const { erasure } = await standing(olga);
  const told = async (person: Person) => {
    const { notices } = await noticesFor(service, person, 'INTEGRATOR');
    return notices.map(({ kind, deadline }) => [kind, deadline]);
  };
  const one = ['ERASURE_ASKED', erasure?.dueAt];
  expect(await told(olga)).toEqual([one]);
  const due = Date.parse(`${erasure?.dueAt}`);
  for (const before of [2 * DAY_MS, DAY_MS, DAY_MS / 2, 0]) await tellTimed(em(), new Date(due - before));
  expect(await told(olga)).toEqual([one, one]);
  expect(await told(vera)).toEqual([]);
  const mails = await em().execute<object[]>('select 1 from notice where person_id = ? and mail_at is not null', [
    olga.id,
  ]);
  expect(mails.length).toBe(2);
});

describe('what goes on while an account is erased', () => {
  test('a certificate that a credential was bound to since stays usable; those that named who is erased go', async () => {
    const [olga, rui] = [olgaOf('Sucedida'), olgaOf('Sucessor')];
    const managerOf = ({ name, email }: Person, cpf: string) => ({ name, cpf, email, phone: '62998765432' });
    const request = await approved(await submitted(olga, { manager: managerOf(olga, CPF), certificatePem: pem }));
    await insertMember(service.orm, await teamOf(service.orm, request.id), rui, 'GESTOR');
    const id = `${request.credential?.id}`;
    const renewed = await issueECpf({ authority, cpf: CPF, name: 'OLGA' });
    expect(await changeCertificate(rui, id, renewed.pem)).toEqual([]);
    const begun = journey.mutate(rui, 'createAlterationRequest', '$input: CreateAlterationRequestInput!', {
      input: { credentialId: id },
    });
    const { pem: next } = await issueECpf({ authority, cpf: RUI_CPF, name: 'RUI' });
    const fields = { manager: managerOf(rui, RUI_CPF), certificatePem: next, acceptedTerms: true };
    const draft = await journey.done(journey.update(rui, await journey.done(begun), fields));
    await approved(await journey.done(journey.act(rui, 'submit', draft)));

    await erased(olga);

    const database = em();
    const credential = await database.findOneOrFail(Credential, { id });
    expect((await pemsOfCredentials(database, [credential])).get(id)).toEqual({ pem: next, previousPem: undefined });
    const kept = await database.execute<object[]>('select 1 from certificate_pem where request_id = ?', [request.id]);
    expect(kept.length).toBe(1);
  });

  test('the other GESTOR who leaves at that moment leaves first, and the team keeps one', async () => {
    const [olga, rui, vera] = [olgaOf('Penultima'), olgaOf('Sai'), olgaOf('Leitora')];
    const teamId = await teamOf(service.orm, (await journey.draft(olga)).id);
    await insertMember(service.orm, teamId, rui, 'GESTOR');
    await insertMember(service.orm, teamId, vera, 'LEITURA');
    expect(await act(olga, 'requestErasure')).toEqual([]);
    service.clock.now = new Date(service.clock.now.getTime() + 15 * DAY_MS);
    let over = false;
    const erasure = await em().transactional(async (leaving) => {
      await leaving.execute('select 1 from team where id = ? for update', [teamId]);
      const begun = eraseDue(erasing()).finally(() => {
        over = true;
      });
      await vi.waitUntil(async () => over || (await waitsForTeam()), { timeout: 10_000 });
      await leaving.execute('delete from team_member where team_id = ? and person_id = ?', [teamId, rui.id]);
      // Awaited outside, where it is let go on.
      return { begun };
    });
    await erasure.begun;
    expect((await standing(olga)).erasureObstacles.map(({ kind }) => kind)).toEqual(['LAST_GESTOR']);
  });
});

describe('begun for who asks by letter', () => {
  const DOCUMENT = '25000.123456/2026-01';
  const BY = 'Nilo Paiva';
  interface Said {
    document?: string;
    by?: string;
    roles?: string;
    email?: string;
  }
  const begin = (personId: string, { document = DOCUMENT, by = BY, roles = 'INTEGRATOR', email }: Said = {}) =>
    beginByLetter(em(), { personId, document, by, roles, email, now: service.clock.now });
  const forgetVisits = (person: Person) =>
    em().execute('delete from notice_recipient where person_id = ?', [person.id]);
  const mailedOf = async (person: Person, kind = 'ERASURE_ASKED') => {
    const ids = await em().execute<{ id: string }[]>('select id from notice where person_id = ?', [person.id]);
    const mails = await takeDue(em(), service.clock.now, 100);
    return mails
      .filter((mail) => mail.kind === kind && ids.some(({ id }) => id === mail.id))
      .map(({ emails }) => emails);
  };

  test('it is told to its person, by mail to who was not here for long as well; audited once, and taken back', async () => {
    const olga = olgaOf('Carta');
    const { protocol } = await submitted(olga);
    await forgetVisits(olga);
    expect(await begin(olga.id, { email: `${olga.email}` })).toEqual({
      dueAt: new Date(service.clock.now.getTime() + 15 * DAY_MS),
      keptBackBy: [`OPEN_REQUEST ${protocol}`, 'LAST_GESTOR LABORATORIO ROMULO ROCHA'],
      mailedTo: [olga.email],
    });
    await expect(begin(olga.id)).rejects.toThrow('begun before');
    expect(await mailedOf(olga)).toEqual([[olga.email]]);
    expect(await rowsWith(new RegExp(`${olga.email}`))).toEqual([]);
    const acts = await em().execute('select act, actor_id, detail from audit_record where subject_id = ?', [olga.id]);
    expect(acts).toEqual([{ act: 'beginErasure', actor_id: null, detail: { document: DOCUMENT, operator: BY } }]);
    expect(await act(olga, 'takeBackErasure')).toEqual([]);
    expect(await standing(olga)).toMatchObject({ erasure: null });
  });

  test('the address of a letter is told besides the known one, of the erasure alone, and makes nobody known by it', async () => {
    const [olga, rui] = [olgaOf('Conhecida'), olgaOf('Terceira')];
    await noticesFor(service, olga, 'INTEGRATOR');
    const begun = await begin(olga.id, { email: `${rui.email}` });
    expect(begun.mailedTo).toEqual([olga.email, rui.email]);
    expect(await mailedOf(olga)).toEqual([[olga.email, rui.email]]);
    // Tried again it goes to the known one.
    service.clock.now = new Date(service.clock.now.getTime() + 5 * 60_000);
    expect(await mailedOf(olga)).toEqual([[olga.email]]);
    const [known] = await em().execute<{ n: number }[]>(
      'select count(*)::int as n from notice_recipient where person_id = ?',
      [olga.id],
    );
    expect(known).toEqual({ n: 1 });

    // Somebody else is invited and named by that address: nothing of theirs goes.
    const vera = olgaOf('Anfitria');
    const teamId = await teamOf(service.orm, (await submitted(vera)).id);
    const invitation = `(input: { teamId: "${teamId}", email: "${rui.email}", role: LEITURA })`;
    expect(await act(vera, 'inviteToTeam', invitation)).toEqual([]);
    const manager = { name: rui.name, cpf: RUI_CPF, email: rui.email, phone: '62998765432' };
    const { draft } = await begunFor(olga, vera, { manager });
    service.clock.now = new Date(service.clock.now.getTime() + 15 * DAY_MS);
    await eraseDue(erasing());
    expect(await rowsWith(new RegExp(`^erased_person.*${olga.id}`))).toHaveLength(1);
    expect(await rowsWith(new RegExp(`^team_invitation.*${teamId}`))).toHaveLength(1);
    expect(await named(vera, draft.id)).toMatchObject({ manager: { name: rui.name, cpf: RUI_CPF } });
  });

  test('not where nobody would be told by mail, nor for who has a role; one that is given later keeps it back', async () => {
    const olga = olgaOf('Sem endereço');
    await expect(begin(olga.id)).rejects.toThrow('nobody would be told');
    await em().execute(`insert into notice_recipient (person_id, roles, email, seen_at) values (?, '{}', null, ?)`, [
      olga.id,
      service.clock.now,
    ]);
    await expect(begin(olga.id)).rejects.toThrow('nobody would be told');
    expect(await standing(olga)).toMatchObject({ erasure: null });
    await forgetVisits(olga);
    const email = 'carta@pessoa-unica.com.br';
    await expect(begin(olga.id, { email, roles: 'INTEGRATOR,REVIEWER' })).rejects.toThrow('role of the Ministry');
    await expect(begin(olga.id, { email, by: CPF })).rejects.toThrow('say who you are');
    await keepRoles(em(), [{ personId: olga.id, roles: ['INTEGRATOR'], portfolios: null }], service.clock.now);
    await begin(olga.id, { email });
    await keepRoles(em(), [{ personId: olga.id, roles: ['REVIEWER'], portfolios: null }], service.clock.now);
    service.clock.now = new Date(service.clock.now.getTime() + 15 * DAY_MS);
    await eraseDue(erasing());
    expect(await rowsWith(new RegExp(`^erased_person.*${olga.id}`))).toEqual([]);
    const clerk = olgaOf('Servidora');
    await noticesFor(service, clerk, 'INTEGRATOR');
    await keepRoles(em(), [{ personId: clerk.id, roles: ['REVIEWER'], portfolios: null }], service.clock.now);
    await expect(begin(clerk.id)).rejects.toThrow('role of the Ministry');
  });

  test('the command takes who, the document, the operator, the roles and the address, and nothing else', () => {
    const args = ['id', DOCUMENT, '--by', BY, '--roles', 'INTEGRATOR', '--email', 'a@b.example'];
    const letter = { personId: 'id', document: DOCUMENT, by: BY, roles: 'INTEGRATOR', email: 'a@b.example' };
    expect(readLetter(args)).toEqual(letter);
    for (const more of ['c@d.example', '--force'])
      expect(() => readLetter([...args, more])).toThrow('begin-erasure ID');
  });

  test('not for what is no person’s, who is erased, nor by a document that is a CPF or says nothing', async () => {
    const olga = olgaOf('Alheia carta');
    const draft = await journey.draft(olga);
    const nil = '00000000-0000-0000-0000-000000000000';
    for (const id of [nil, draft.id, await teamOf(service.orm, draft.id)])
      await expect(begin(id)).rejects.toThrow('no person’s');
    await expect(begin('ana')).rejects.toThrow('name the person');
    for (const document of ['carta', CPF, '529.982.247-25', 'Olga 1']) {
      await expect(begin(olga.id, { document })).rejects.toThrow('name the document');
    }
    await expect(begin(olga.id, { email: 'olga' })).rejects.toThrow('e-mail');
    expect(await standing(olga)).toMatchObject({ erasure: null });
    await begin(olga.id, { email: 'olga.alheia@pessoa-unica.com.br' });
    service.clock.now = new Date(service.clock.now.getTime() + 15 * DAY_MS);
    await eraseDue(erasing());
    expect(await rowsWith(new RegExp(`${olga.name}|olga.alheia`))).toEqual([]);
    await expect(begin(olga.id)).rejects.toThrow('erased already');
  });
});

const lockWaits = async (): Promise<number> =>
  (await em().execute(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
    .length;

test('what a colleague sends at the same moment is open by then, and keeps whoever it names', async () => {
  const [rui, olga] = [olgaOf('Remete'), olgaOf('Nomeada')];
  const manager = { name: olga.name, cpf: CPF, email: olga.email, phone: '62998765432' };
  const { draft } = await begunFor(rui, olga, { manager });
  expect(await act(olga, 'requestErasure')).toEqual([]);
  service.clock.now = new Date(service.clock.now.getTime() + 15 * DAY_MS);
  let sending: Promise<SeenRequest> | undefined;
  let erasure: Promise<void> | undefined;
  await em().transactional(async (holding) => {
    await holding.execute('select 1 from access_request where id = ? for update', [draft.id]);
    sending = journey.done(journey.act(rui, 'submit', draft));
    await vi.waitUntil(async () => (await lockWaits()) === 1, { timeout: 30_000 });
    erasure = eraseDue(erasing());
    await vi.waitUntil(async () => (await lockWaits()) === 2, { timeout: 30_000 });
  });
  const sent = await sending;
  await erasure;
  expect(await named(rui, draft.id)).toMatchObject({ manager: { name: olga.name, cpf: CPF } });
  expect((await standing(olga)).erasureObstacles).toEqual([{ kind: 'OPEN_REQUEST', about: sent?.protocol }]);
});

const waitsForTeam = async (): Promise<boolean> => {
  const waiting = await em().execute<object[]>(
    `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'select 1 from team where id in%'
       and datname = current_database()`,
  );
  return waiting.length > 0;
};

describe('an account that was erased', () => {
  test('has left nothing of the person, and all of what was decided; the audit chain holds', async () => {
    const [olga, rui] = [olgaOf('Inteira'), olgaOf('Fica')];
    const manager = { name: olga.name, cpf: CPF, email: olga.email, phone: '62998765432' };
    await service.ask(olga, '{ viewer { unreadNoticeCount(side: INTEGRATOR) } }');
    const request = await submitted(olga, { manager, certificatePem: pem });
    await write(olga, request.id, 'Segue o que faltava.');
    const teamId = await teamOf(service.orm, request.id);
    await act(olga, 'inviteToTeam', `(input: { teamId: "${teamId}", email: "outra@exemplo.com.br", role: LEITURA })`);
    await insertMember(service.orm, teamId, rui, 'GESTOR');
    // Elsewhere she is invited, and has not answered.
    const vera = olgaOf('Convida');
    const elsewhere = await teamOf(service.orm, (await submitted(vera)).id);
    const invitation = `(input: { teamId: "${elsewhere}", email: "${olga.email}", role: LEITURA })`;
    expect(await act(vera, 'inviteToTeam', invitation)).toEqual([]);
    const { credential } = await approved(request);
    expect(await revoke(olga, credential?.id)).toEqual([]);
    const before = await em().execute('select * from audit_record where actor_id = ? order by id', [olga.id]);
    expect((await rowsWith(new RegExp(olga.name))).length).toBeGreaterThan(5);

    await erased(olga);

    expect(await rowsWith(new RegExp(`${olga.name}|${olga.email}|${CPF}`))).toEqual([]);
    expect(
      await rowsWith(
        new RegExp(
          `^(personal_key|notice|notice_recipient|team_member|answered_once|webhook).*${olga.id}|^certificate_pem.*${request.id}|^team_invitation.*${elsewhere}`,
        ),
      ),
    ).toEqual([]);
    const read = await service.ask<{ node: Record<string, object> }>(
      rui,
      `{ node(id: "${request.id}") { ... on AccessRequest {
        state requester { name email } manager { name cpf email phone } certificate { subject holder holderName }
        messages(first: 5) { edges { node { author text } } } history { action actor } } } }`,
    );
    expect(read.data.node).toMatchObject({
      state: 'APPROVED',
      requester: { name: ERASED_NAME, email: null },
      manager: { name: ERASED_NAME, cpf: null, email: null, phone: null },
      certificate: { subject: `CN=${ERASED_NAME}`, holder: null, holderName: ERASED_NAME },
      messages: { edges: [{ node: { author: ERASED_NAME, text: 'Segue o que faltava.' } }] },
    });
    expect(JSON.stringify(read.data.node.history)).toContain(clara.name);
    expect(JSON.stringify(read.data.node.history)).toContain(ERASED_NAME);
    const after = await em().execute<{ act: string }[]>('select * from audit_record where actor_id = ? order by id', [
      olga.id,
    ]);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map((one) => one.act)).toEqual(['requestErasure', 'erasePerson']);
    await expectWholeChain();
  });

  test('was erased once, by however many processes, and though one ended in between', async () => {
    const olga = olgaOf('UmaVez');
    await journey.draft(olga);
    await act(olga, 'requestErasure');
    service.clock.now = new Date(service.clock.now.getTime() + 15 * DAY_MS);
    const away = { ...storage, noteErased: () => Promise.reject(new Error('the store is away')) };
    const turns = Array.from({ length: 5 }, () => eraseDue({ ...erasing(), evidenceStorage: away }));
    await Promise.allSettled(turns);
    const acts = await em().execute("select 1 from audit_record where actor_id = ? and act = 'erasePerson'", [olga.id]);
    expect(acts.length).toBe(1);
    expect(await noted()).not.toContain(olga.id);
    await keepErased(em(), storage, service.clock.now);
    expect(await noted()).toContain(olga.id);
  });

  test('stays so in a database that was restored as it was before, and where only the log knew of it', async () => {
    const [olga, vera] = [olgaOf('Volta'), olgaOf('SoNoLog')];
    const request = await submitted(olga);
    await journey.done(journey.act(olga, 'cancel', request));
    await journey.draft(vera);
    const [was] = await em().execute<{ requester: object }[]>('select requester from access_request where id = ?', [
      request.id,
    ]);
    await erased(olga);
    expect(await rowsWith(new RegExp(olga.name))).toEqual([]);
    const database = em();
    await database.execute('delete from erased_person where person_id = ?', [olga.id]);
    await database.execute('update access_request set requester = ?::jsonb where id = ?', [
      JSON.stringify(was?.requester),
      request.id,
    ]);
    await database.execute("update access_request_event set actor = ? where actor_id = ? and action = 'CREATE'", [
      olga.name,
      olga.id,
    ]);
    expect((await rowsWith(new RegExp(olga.name))).length).toBe(2);
    const { databaseUrl, evidenceDirectory } = service;
    await using again = await startService({ databaseUrl, evidenceDirectory });
    expect(await rowsWith(new RegExp(olga.name))).toEqual([]);
    const told = await again.fetch('/internal/erased-people', { as: { kind: 'anonymous' } });
    expect(await told.json()).toMatchObject({ people: expect.arrayContaining([olga.id]) });

    await eraseAgain(em(), storage, { people: [vera.id], now: service.clock.now });
    expect(await rowsWith(new RegExp(vera.name))).toEqual([]);
  });

  test('and cannot be erased anew keeps neither the service from starting nor others from it', async () => {
    const [olga, vera] = [olgaOf('Ilegivel'), olgaOf('AtrasDela')];
    for (const person of [olga, vera]) {
      await journey.draft(person);
      await storage.noteErased(person.id);
    }
    // As a key that was taken away too early leaves it.
    const [key] = await em().execute<{ wrapped: string }[]>('select wrapped from personal_key where subject = ?', [
      olga.id,
    ]);
    const wrap = (wrapped: string) =>
      em().execute('update personal_key set wrapped = ? where subject = ?', [wrapped, olga.id]);
    await wrap('no key that we have');
    const { databaseUrl, evidenceDirectory } = service;
    await using again = await startService({ databaseUrl, evidenceDirectory });
    expect(await rowsWith(new RegExp(vera.name))).toEqual([]);
    expect(await rowsWith(new RegExp(olga.name))).not.toEqual([]);
    const byHand = () =>
      eraseAgain(again.orm.em.fork(), storage, { people: [vera.id, olga.id], now: service.clock.now });
    await expect(byHand()).rejects.toThrow(new RegExp(`: ${olga.id}$`));
    await wrap(`${key?.wrapped}`);
    expect(await byHand()).toEqual({ erased: 2 });
    expect(await rowsWith(new RegExp(olga.name))).toEqual([]);
  });

  test('takes along what came in on a page that was still open', async () => {
    const olga = olgaOf('Pagina');
    await journey.draft(olga);
    await erased(olga);
    await journey.draft(olga);
    expect(await rowsWith(new RegExp(olga.name))).not.toEqual([]);
    await keepErased(em(), storage, service.clock.now);
    expect(await rowsWith(new RegExp(olga.name))).toEqual([]);
  });

  test('is told to the gateway alone', async () => {
    const path = '/internal/erased-people';
    expect((await service.fetch(path)).status).toBe(401);
    expect((await service.fetch(path, { as: clara })).status).toBe(401);
    const as = { kind: 'anonymous' } as const;
    expect((await service.fetch(`${path}?since=ontem`, { as })).status).toBe(400);
    const since = new Date(service.clock.now.getTime() + DAY_MS).toISOString();
    expect(await (await service.fetch(`${path}?since=${since}`, { as })).json()).toMatchObject({ people: [] });
  });

  test('the service itself takes no name out of the history but by that', async () => {
    const olga = olgaOf('Historia');
    await journey.draft(olga);
    await em().execute('select forget_names_in_history(array[?::uuid])', [olga.id]);
    expect(await rowsWith(new RegExp(olga.name))).not.toEqual([]);
  });
});

test('drafts that nobody can reach any more keep nothing of others; those of a team with people do', async () => {
  const [olga, rui] = [olgaOf('Sozinha'), olgaOf('Socio')];
  const manager = { name: 'Zilda Terceira', cpf: CPF, email: 'zilda@exemplo.com.br', phone: '62998765432' };
  const begun = await journey.done(journey.create(olga));
  const own = await journey.done(journey.update(olga, begun, { manager, certificatePem: pem }));
  const other = await journey.done(journey.create(olga));
  const elsewhere = { manager, certificatePem: pem, establishmentCnes: '2337991' };
  const alone = await journey.done(journey.update(olga, other, elsewhere));
  const teamId = await teamOf(service.orm, alone.id);
  const token = testPerson({ id: randomUUID(), name: 'token', email: null });
  await insertMember(service.orm, teamId, token, 'LEITURA');
  await em().execute(
    `insert into team_token (id, team_id, name, scopes, allowed_ips, token_hash, created_by_id, created_at, issued_at, expires_at)
     values (?, ?, 'Painel', '{}', '{}', ?, ?, now(), now(), ?)`,
    [token.id, teamId, token.id, olga.id, service.clock.now],
  );
  const { draft: shared } = await begunFor(rui, olga, { manager });
  const held = ({ id }: SeenRequest) =>
    rowsWith(new RegExp(`^(personal_key|certificate_pem).*${id}|^access_request:.*${id}.*Zilda`));
  expect([(await held(own)).length, (await held(alone)).length]).toEqual([3, 3]);
  await erased(olga);
  expect([await held(own), await held(alone)]).toEqual([[], []]);
  expect(await named(rui, shared.id)).toMatchObject({ manager: { name: manager.name, cpf: CPF } });
});

describe('whoever sends what another began', () => {
  test('is who asks for it: it keeps them back, and goes with them, not with who began it', async () => {
    const [rui, olga, vera] = [olgaOf('Comeca'), olgaOf('Envia'), olgaOf('Alheia')];
    const manager = { name: olga.name, cpf: CPF, email: olga.email, phone: '62998765432' };
    const { draft } = await begunFor(rui, olga, { manager });
    const elsewhere = await teamOf(service.orm, (await journey.draft(vera)).id);
    await act(vera, 'inviteToTeam', `(input: { teamId: "${elsewhere}", email: "${olga.email}", role: LEITURA })`);
    const request = await journey.done(journey.act(olga, 'submit', draft));
    const kinds = async (person: Person) => (await standing(person)).erasureObstacles.map(({ kind }) => kind);
    expect(await kinds(rui)).toEqual([]);
    expect(await kinds(olga)).toContain('OPEN_REQUEST');

    await erased(rui);
    expect(await rowsWith(new RegExp(rui.name))).toEqual([]);
    expect(await named(olga, request.id)).toEqual({
      requester: { name: olga.name, email: olga.email },
      manager: { name: olga.name, cpf: CPF },
    });
    expect((await rowsWith(new RegExp(`^team_invitation.*${elsewhere}`))).length).toBe(1);

    await journey.done(journey.act(olga, 'cancel', request));
    await erased(olga);
    expect(await rowsWith(new RegExp(`${olga.name}|${olga.email}`))).toEqual([]);
    await keepErased(em(), storage, service.clock.now);
    expect(await rowsWith(new RegExp(`^personal_key.*(${rui.id}|${olga.id})`))).toEqual([]);
  });

  test('is so where a version before wrote who began it beside their mark', async () => {
    const [rui, olga] = [olgaOf('ComecaAntes'), olgaOf('EnviaAntes')];
    const { draft } = await begunFor(rui, olga);
    const request = await journey.done(journey.act(olga, 'submit', draft));
    const mark = JSON.stringify({ name: olga.name, email: olga.email, assuranceLevel: olga.assuranceLevel });
    await em().execute('update access_request set owner_id = ?, requester = ?::jsonb where id = ?', [
      rui.id,
      mark,
      request.id,
    ]);
    await erased(rui);
    await keepErased(em(), storage, service.clock.now);
    expect(await named(olga, request.id)).toMatchObject({ requester: { name: olga.name, email: olga.email } });
    await journey.done(journey.act(olga, 'cancel', request));
    await erased(olga);
    expect(await rowsWith(new RegExp(`${olga.name}|${olga.email}`))).toEqual([]);
  });

  test('has their e-mail in the mark still, where a version before sealed it by the key of who began it', async () => {
    const [rui, olga] = [olgaOf('ChaveDeAntes'), olgaOf('MarcaDela')];
    const { draft } = await begunFor(rui, olga);
    const request = await journey.done(journey.act(olga, 'submit', draft));
    const before = em();
    const row = await before.findOneOrFail(AccessRequest, { id: request.id });
    row.ownerId = rui.id;
    await before.flush();
    await erased(rui);
    expect(await rowsWith(new RegExp(`^personal_key.*${rui.id}`))).toEqual([]);
    expect(await named(olga, request.id)).toMatchObject({ requester: { name: olga.name, email: olga.email } });
  });

  test('stays, when what they send was begun by one who was erased', async () => {
    const [olga, rui] = [olgaOf('Deixa'), olgaOf('Retoma')];
    const manager = { name: rui.name, cpf: CPF, email: rui.email, phone: '62998765432' };
    const { draft } = await begunFor(olga, rui, { manager });
    await erased(olga);
    await journey.done(journey.act(rui, 'submit', draft));
    await keepErased(em(), storage, service.clock.now);
    expect(await named(rui, draft.id)).toEqual({
      requester: { name: rui.name, email: rui.email },
      manager: { name: rui.name, cpf: CPF },
    });
    expect(await rowsWith(new RegExp(`^personal_key.*${olga.id}`))).toEqual([]);
  });
});

test('what a colleague saves at the same moment stays: another manager is not taken for them', async () => {
  const [rui, olga] = [olgaOf('Salva'), olgaOf('Some')];
  const manager = { name: olga.name, cpf: CPF, email: olga.email, phone: '62998765432' };
  const { draft } = await begunFor(rui, olga, { manager });
  expect(await act(olga, 'requestErasure')).toEqual([]);
  service.clock.now = new Date(service.clock.now.getTime() + 15 * DAY_MS);
  const successor = { name: rui.name, cpf: '11144477735', email: rui.email, phone: '62998765432' };
  let erasure: Promise<void> | undefined;
  await em().transactional(async (saving) => {
    await saving.execute('select 1 from access_request where id = ? for update', [draft.id]);
    erasure = eraseDue(erasing());
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await vi.waitUntil(async () => (await em().execute(waiting)).length > 0, { timeout: 30_000 });
    await saving.execute('update access_request set manager = ?::jsonb where id = ?', [
      JSON.stringify(successor),
      draft.id,
    ]);
  });
  await erasure;
  expect(await named(rui, draft.id)).toMatchObject({ manager: { name: rui.name } });
  expect(await rowsWith(new RegExp(olga.name))).toEqual([]);
});

test('the manager of before goes as well, where only the submission before the last, or an alteration, knows of them', async () => {
  const [rui, olga] = [olgaOf('Depois'), olgaOf('Antes')];
  const manager = { name: olga.name, cpf: CPF, email: olga.email, phone: '62998765432' };
  const { draft } = await begunFor(rui, olga, { manager, certificatePem: pem });
  const sent = await journey.done(journey.act(rui, 'submit', draft));
  const back = await journey.done(
    journey.refuse(clara, 'requestChanges', await journey.done(journey.act(clara, 'claim', sent))),
  );
  const successor = { name: rui.name, cpf: '11144477735', email: rui.email, phone: '62998765432' };
  const mended = await journey.done(journey.update(rui, back, { manager: successor, certificatePem: null }));
  await journey.done(journey.act(rui, 'submit', mended));
  expect((await rowsWith(new RegExp(`^access_request:.*${olga.name}`))).length).toBe(1);
  await erased(olga);
  expect(await rowsWith(new RegExp(`${olga.name}|${CPF}`))).toEqual([]);
  const pems = await em().execute('select 1 from certificate_pem where request_id = ?', [draft.id]);
  expect(pems).toEqual([]);
  const before = await journey.read<object>(clara, draft.id, 'previousSubmission { manager { name cpf email phone } }');
  expect(before).toEqual({
    previousSubmission: { manager: { name: ERASED_NAME, cpf: null, email: null, phone: null } },
  });
});

async function noted(): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of storage.erased()) ids.push(id);
  return ids;
}

async function expectWholeChain(): Promise<void> {
  await vi.waitUntil(async () => (await em().execute('select 1 from audit_due limit 1')).length === 0, {
    timeout: 30_000,
  });
  const verdict = await withKeptChain(service.databaseUrl, (kept) =>
    verifyKept(kept, { chain: 'credentials', keys: { keys: [] }, checkpoints: [] }, { hashAll }),
  );
  expect(verdict).toMatchObject({ waiting: 0, faults: [] });
}
