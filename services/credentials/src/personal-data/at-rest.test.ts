import { randomBytes, randomUUID } from 'node:crypto';
import { wrap } from '@mikro-orm/core';
import { createRoot, issueECpf } from '@portal/certificates';
import { createTestDatabase } from '@portal/postgres/testing';
import { KeyRing, recordStatements, rewrapKeys } from '@portal/service-kit';
import { LONGEST_TRANSACTION_MS } from '@portal/service-kit/process';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { openCredentialsDatabase } from '../database.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { Journey, type SeenRequest, wholeForm } from '../testing/journey.ts';
import { teamOf } from '../testing/members.ts';
import { clara } from '../testing/people.ts';
import { openPlainDatabase } from '../testing/plain-database.ts';
import { insertCredential, insertSubmitted } from '../testing/rows.ts';
import { testKeys } from '../testing/sealing.ts';
import { startService, type TestService } from '../testing/service.ts';
import { sealPersonalData } from './seal-plain.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

type Orm = TestService['orm'];

const person = (name: string) =>
  testPerson({ id: randomUUID(), name, email: `${name.toLowerCase()}@clinica-boa-vista.com.br` });

/** All that a database has, as text, but what the migrations say. */
async function dump(orm: Orm): Promise<string> {
  const em = orm.em.fork();
  const tables = await em.execute<{ name: string }[]>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const texts = [];
  for (const { name } of tables) {
    texts.push(...(await em.execute<{ text: string }[]>(`select '${name}: ' || r::text as text from "${name}" r`)));
  }
  return texts.map(({ text }) => text).join('\n');
}

const MANAGER = {
  name: 'Maria da Silva',
  cpf: '52998224725',
  email: 'maria@gestao-propria.com.br',
  phone: '62998765432',
};
const { pem } = await issueECpf({ authority: await createRoot(), cpf: MANAGER.cpf, name: 'MARIA DA SILVA' });
/** Whatever it is written as, base64 of the certificate among it. */
const PERSONAL = /529\.?982\.?247-?25|99876-?5432|gestao-propria|clinica-boa-vista|BEGIN CERTIFICATE/i;

const manages = (id: string, fields: string) => `query { node(id: "${id}") { ... on AccessRequest { ${fields} } } }`;

async function invites(by: ReturnType<typeof person>, teamId: string, email: string) {
  const input = `{ teamId: "${teamId}", email: "${email}", role: LEITURA, idempotencyKey: "${randomUUID()}" }`;
  const query = `mutation { inviteToTeam(input: ${input}) { secret problems { code } } }`;
  const { data, errors } = await service.ask<{ inviteToTeam: { secret: string; problems: { code: string }[] } }>(
    by,
    query,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.inviteToTeam;
}

async function submitted(owner: ReturnType<typeof person>): Promise<SeenRequest> {
  const draft = await journey.done(journey.create(owner));
  const form = { ...wholeForm(`Sistema ${randomUUID()}`), manager: MANAGER, certificatePem: pem };
  return journey.done(journey.act(owner, 'submit', await journey.done(journey.update(owner, draft, form))));
}

describe('the database', () => {
  test('has no CPF, telephone, e-mail or certificate as plain text, whatever was done; who may, reads them as before', async () => {
    const [olga, rui] = [person('Olga'), person('Rui')];
    await service.ask(olga, '{ viewer { unreadNoticeCount(side: INTEGRATOR) } }');
    const request = await submitted(olga);
    const teamId = await teamOf(service.orm, request.id);
    const { secret } = await invites(olga, teamId, `${rui.email}`);
    await service.ask(rui, `mutation { acceptTeamInvitation(secret: "${secret}") { problems { code } } }`);
    await invites(olga, teamId, 'outra@clinica-boa-vista.com.br');
    const claimed = await journey.done(journey.act(clara, 'claim', request));
    const back = await journey.done(journey.refuse(clara, 'requestChanges', claimed));
    const again = await journey.done(journey.act(olga, 'submit', back));
    const { credential } = await journey.done(
      journey.act(clara, 'approve', await journey.done(journey.act(clara, 'claim', again))),
    );
    const text = await dump(service.orm);
    expect(text).toContain(request.protocol);
    expect(text).toContain('Maria da Silva');
    expect(text.split('\n').filter((row) => PERSONAL.test(row))).toEqual([]);

    const fields = 'manager { name cpf email phone } requester { name email } certificate { holder subject }';
    const read = await service.ask<{ node: object }>(olga, manages(request.id, fields));
    expect(read.data.node).toEqual({
      manager: MANAGER,
      requester: { name: 'Olga', email: olga.email },
      certificate: { holder: MANAGER.cpf, subject: expect.stringContaining(MANAGER.cpf) },
    });
    const team = await service.ask<{ team: object }>(
      olga,
      `{ team(id: "${teamId}") { members { email } invitations { email acceptedByEmail } } }`,
    );
    expect(team.data.team).toEqual({
      members: [{ email: olga.email }],
      invitations: [
        { email: rui.email, acceptedByEmail: rui.email },
        { email: 'outra@clinica-boa-vista.com.br', acceptedByEmail: null },
      ],
    });
    const own = await (await service.fetch('/internal/own-data', { as: olga })).json();
    expect(own).toMatchObject({
      requests: [{ manager: MANAGER, requester: { email: olga.email }, certificate: { holder: MANAGER.cpf } }],
      credentials: [{ certificate: { holder: MANAGER.cpf } }],
      teams: [{ email: olga.email }],
      consoles: [{ email: olga.email }],
    });
    expect(JSON.stringify(own)).not.toMatch(/_sealed|_personal|_words/);
    expect(credential?.id).toBeTruthy();
  });

  test('refuses a second invitation of one address, and one of who is of the team, sealed as they are', async () => {
    const olga = person('Olga');
    const teamId = await teamOf(service.orm, (await submitted(olga)).id);
    await invites(olga, teamId, 'Rui@clinica-boa-vista.com.br');
    const codes = async (email: string) => (await invites(olga, teamId, email)).problems.map(({ code }) => code);
    expect(await codes('rui@CLINICA-boa-vista.com.br')).toEqual(['DUPLICATE']);
    expect(await codes(`${olga.email}`)).toEqual(['DUPLICATE']);
    expect(await codes('outro@clinica-boa-vista.com.br')).toEqual([]);
  });

  test('finds who asked by their e-mail, its sides and its words', async () => {
    const domain = `hospital-${randomUUID()}.com.br`;
    const owner = testPerson({ id: randomUUID(), name: 'Olga', email: `olga.prado@${domain}` });
    const { id } = await submitted(owner);
    const found = async (text: string) => {
      const query = 'query ($filter: AccessRequestFilter) { reviewQueue(filter: $filter) { edges { node { id } } } }';
      type Page = { reviewQueue: { edges: { node: { id: string } }[] } };
      const { data, errors } = await service.ask<Page>(clara, query, { filter: { text } });
      if (errors) throw new Error(JSON.stringify(errors));
      return data.reviewQueue.edges.map(({ node }) => node.id);
    };
    expect(await found(`OLGA.prado@${domain}`)).toEqual([id]);
    expect(await found(domain)).toEqual([id]);
    expect(await found(`prado ${domain}`)).toEqual([id]);
    // The beginning of a word of a sealed address is not found: an index of all beginnings would tell much of it.
    expect(await found(`pra ${domain}`)).toEqual([]);
  });
});

describe('the key of a person', () => {
  test('gone, takes their e-mail along everywhere, and nothing else of the request', async () => {
    const olga = person('Olga');
    const { id } = await submitted(olga);
    await service.orm.em.fork().execute('delete from personal_key where subject = ?', [olga.id]);
    const read = await service.ask<{ node: object }>(
      clara,
      manages(id, 'protocol manager { cpf phone } requester { name email }'),
    );
    expect(read.data.node).toMatchObject({
      requester: { name: 'Olga', email: null },
      manager: { phone: MANAGER.phone },
    });
  });

  test('seals their mark anew where it becomes theirs, though it says the same', async () => {
    const [olga, other] = [person('Olga'), person('Olga')];
    const { id } = await submitted(olga);
    const em = service.orm.em.fork();
    const request = await em.findOneOrFail(AccessRequest, { id });
    request.ownerId = other.id;
    await em.flush();
    await em.execute('delete from personal_key where subject = ?', [olga.id]);
    const read = await service.orm.em.fork().findOneOrFail(AccessRequest, { id });
    expect(read.requester).toMatchObject({ name: 'Olga', email: olga.email });
  });

  test('opens nothing in the row of another', async () => {
    const [one, other] = [await submitted(person('Olga')), await submitted(person('Rita'))];
    await service.orm.em
      .fork()
      .execute('update access_request set manager = (select manager from access_request where id = ?) where id = ?', [
        one.id,
        other.id,
      ]);
    const found = service.orm.em.fork().findOne(AccessRequest, { id: other.id });
    await expect(found).rejects.toMatchObject({ code: 'NOT_OPENED' });
  });
});

describe('what is written', () => {
  test('is what changed: neither a row that was just inserted nor one that was read is written again', async () => {
    const em = service.orm.em.fork();
    const { id } = await insertSubmitted(service.orm, { manager: MANAGER });
    const { homologationCredential: _, ...facts } = wrap(await em.findOneOrFail(AccessRequest, { id })).toPOJO();
    const made = Object.assign(new AccessRequest(), facts, { id: randomUUID(), protocol: '2026-9999999-0' });
    em.persist(made);
    await em.flush();
    expect(await em.fork().findOneOrFail(AccessRequest, { id: made.id })).toMatchObject({ manager: MANAGER });
    using recorded = recordStatements();
    await em.flush();
    expect(recorded.count).toBe(0);
  });
});

describe('of a version before', () => {
  test('plain text is read and written as it was, until it is sealed while all goes on; a second time there is nothing', async () => {
    await using database = await createTestDatabase();
    const orm = await openPlainDatabase(database.url);
    try {
      const requester = { name: 'Olga', email: 'olga@clinica-boa-vista.com.br', assuranceLevel: 'GOLD' as const };
      const { id, version } = await insertSubmitted(orm, { requester, manager: MANAGER });
      await insertCredential(orm, {}, { requester, manager: MANAGER });
      const recipient = (email: string) =>
        orm.em.execute(`insert into notice_recipient (person_id, roles, email, seen_at) values (?, '{}', ?, now())`, [
          randomUUID(),
          email,
        ]);
      await recipient(requester.email);
      expect(await dump(orm)).toMatch(PERSONAL);

      // It begins as what is sealed does.
      await recipient('enc1.olga@clinica-boa-vista.com.br');
      const done = async () =>
        (await orm.em.execute<{ done: boolean }[]>('select done_at is not null as done from personal_sealing'))[0]
          ?.done;
      const brokenOff = sealPersonalData(orm.em.fork(), () => Promise.reject(new Error('broken off')));
      await expect(brokenOff).rejects.toThrow('broken off');
      expect(await done()).toBe(false);
      const waited: number[] = [];
      const { sealed } = await sealPersonalData(orm.em.fork(), async (milliseconds) => {
        waited.push(milliseconds);
        // By who had read before that nothing is sealed yet.
        await recipient('rita@clinica-boa-vista.com.br');
      });
      expect([sealed, await done()]).toEqual([1, true]);
      expect(waited[0]).toBeGreaterThan(2 * LONGEST_TRANSACTION_MS);
      expect((await dump(orm)).split('\n').filter((row) => PERSONAL.test(row))).toEqual([]);
      const read = await orm.em.fork().findOneOrFail(AccessRequest, { id });
      expect(read).toMatchObject({ requester, manager: MANAGER, version });
      expect(await sealPersonalData(orm.em.fork(), async () => {})).toEqual({ sealed: 0 });
      await insertSubmitted(orm, { requester, manager: MANAGER });
      expect(await dump(orm)).not.toMatch(PERSONAL);
    } finally {
      await orm.close(true);
    }
  });
});

describe('keys of the configuration', () => {
  test('are replaced while all goes on: with both all is read, wrapped anew the old one goes', async () => {
    await using database = await createTestDatabase();
    const { sealing } = testKeys;
    const before: [string, Buffer] = ['before', randomBytes(32)];
    const after: [string, Buffer] = ['after', randomBytes(32)];
    const opened = (ring: KeyRing) => openCredentialsDatabase(database.url, { sealing, personalData: ring });
    const first = await opened(new KeyRing([before]));
    const { id } = await insertSubmitted(first, { manager: MANAGER });
    const both = new KeyRing([after, before]);
    const second = await opened(both);
    // An instance that does not know the new one yet goes on meanwhile.
    expect((await first.em.fork().findOneOrFail(AccessRequest, { id })).manager).toEqual(MANAGER);
    expect((await second.em.fork().findOneOrFail(AccessRequest, { id })).manager).toEqual(MANAGER);
    const { rewrapped } = await rewrapKeys(second.em.fork(), both);
    expect(rewrapped).toBeGreaterThan(1);
    expect(await rewrapKeys(second.em.fork(), both)).toEqual({ rewrapped: 0 });
    const third = await opened(new KeyRing([after]));
    expect((await third.em.fork().findOneOrFail(AccessRequest, { id })).manager).toEqual(MANAGER);
    await expect(opened(new KeyRing([before]))).rejects.toThrow(
      'Configuration: PERSONAL_DATA_KEYS are not those of this database: its own is wrapped by the key "after", which is not among those of the configuration',
    );
    for (const orm of [first, second, third]) await orm.close(true);
  });
});
