import { verify } from '@node-rs/argon2';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { AuditRecord } from '../audit/audit-record.ts';
import { OutboxEntry } from '../events/outbox-entry.ts';
import { ana, bruno, clara, elis } from '../testing/people.ts';
import { insertCredential } from '../testing/rows.ts';
import { startService } from '../testing/service.ts';
import { Credential } from './credential.ts';
import { expireCredentials } from './expire.ts';

const START = new Date('2026-11-24T12:00:00Z');

const service = await startService();
afterAll(() => service[Symbol.asyncDispose]());
beforeEach(() => {
  service.clock.now = START;
});

interface Shown {
  id: string;
  state: string;
  stateReason: string | null;
  suspendedByMinistry: boolean;
  secretIssuedAt: string | null;
  previousSecretExpiresAt: string | null;
  stateChangedAt: string;
  allowedActions: string[];
}
interface Answer {
  credential: Shown | null;
  secret?: string | null;
  problems: { code: string; message: string; path: string[] | null }[];
}

const FIELDS =
  'id state stateReason suspendedByMinistry secretIssuedAt previousSecretExpiresAt stateChangedAt allowedActions';

async function act(person: typeof ana, name: string, variables: Record<string, unknown>): Promise<Answer> {
  const types: Record<string, string> = { id: 'ID!', reason: 'String!', overlapHours: 'Int' };
  const declared = Object.keys(variables).map((key) => `$${key}: ${types[key]}`);
  const passed = Object.keys(variables).map((key) => `${key}: $${key}`);
  const secret = name === 'rotateCredentialSecret' ? 'secret' : '';
  const { data, errors } = await service.ask<{ answer: Answer }>(
    person,
    `mutation (${declared}) { answer: ${name}(${passed}) { credential { ${FIELDS} } ${secret} problems { code message path } } }`,
    variables,
  );
  expect(errors).toBeUndefined();
  return data.answer;
}

const rotate = (person: typeof ana, id: string, overlapHours?: number) =>
  act(person, 'rotateCredentialSecret', overlapHours === undefined ? { id } : { id, overlapHours });

function row(id: string): Promise<Credential> {
  return service.orm.em.fork().findOneOrFail(Credential, { id });
}

describe('the secret', () => {
  test('is shown once, recognisable, and only its argon2id hash is kept', async () => {
    const { id } = await insertCredential(service.orm);
    const { secret, credential, problems } = await rotate(ana, id);
    expect(problems).toEqual([]);
    expect(secret).toMatch(/^pds_hml_[\w-]{43}$/);
    expect(credential).toMatchObject({ secretIssuedAt: START.toISOString(), previousSecretExpiresAt: null });
    const { secretHash } = await row(id);
    expect(secretHash).toMatch(/^\$argon2id\$/);
    expect(await verify(secretHash ?? '', secret ?? '')).toBe(true);
    const audited = await service.orm.em.fork().find(AuditRecord, { subjectId: id });
    expect(JSON.stringify(audited)).not.toContain(secret);
  });

  test('before it stays good for the hours told, 24 where none are, and the one before that ends', async () => {
    const { id } = await insertCredential(service.orm);
    const first = await rotate(ana, id);
    const second = await rotate(ana, id);
    expect(second.credential?.previousSecretExpiresAt).toBe('2026-11-25T12:00:00.000Z');
    const third = await rotate(ana, id, 168);
    expect(third.credential?.previousSecretExpiresAt).toBe('2026-12-01T12:00:00.000Z');
    const { secretHash, previousSecretHash } = await row(id);
    expect(await verify(secretHash ?? '', third.secret ?? '')).toBe(true);
    expect(await verify(previousSecretHash ?? '', second.secret ?? '')).toBe(true);
    expect(await verify(previousSecretHash ?? '', first.secret ?? '')).toBe(false);
  });

  test('before it is not spoken of once it has ended', async () => {
    const { id } = await insertCredential(service.orm);
    await rotate(ana, id);
    await rotate(ana, id, 1);
    service.clock.now = new Date('2026-11-24T13:00:00Z');
    const { data } = await service.ask<{ credential: Shown }>(
      ana,
      `query ($id: ID!) { credential(id: $id) { ${FIELDS} } }`,
      { id },
    );
    expect(data.credential).toMatchObject({ secretIssuedAt: START.toISOString(), previousSecretExpiresAt: null });
  });

  test('before it ends at once with no overlap', async () => {
    const { id } = await insertCredential(service.orm);
    await rotate(ana, id);
    const { credential } = await rotate(ana, id, 0);
    expect(credential?.previousSecretExpiresAt).toBeNull();
    expect((await row(id)).previousSecretHash).toBeNull();
  });

  test.each([-1, 169])('is not drawn with an overlap of %i hours', async (overlapHours) => {
    const { id } = await insertCredential(service.orm);
    const { secret, problems } = await rotate(ana, id, overlapHours);
    expect(secret).toBeNull();
    expect(problems).toMatchObject([{ code: 'INVALID', path: ['overlapHours'] }]);
    expect((await row(id)).secretHash).toBeNull();
  });

  test('of several draws at once is good where it was shown, and at most two live', async () => {
    // Draws that do not meet, as on a busy machine, are draws one after the other: three that do are looked for.
    for (let round = 1; ; round += 1) {
      const { id } = await insertCredential(service.orm);
      const before = await rotate(ana, id);
      const answers = await Promise.all([1, 2, 3].map(() => rotate(ana, id)));
      const drawn = answers.filter(({ secret }) => secret !== null);
      for (const { secret, problems } of answers) {
        if (secret === null) expect(problems).toMatchObject([{ code: 'CONFLICT' }]);
      }
      if (drawn.length === 1) {
        const { secretHash, previousSecretHash } = await row(id);
        expect(await verify(secretHash ?? '', drawn[0]?.secret ?? '')).toBe(true);
        expect(await verify(previousSecretHash ?? '', before.secret ?? '')).toBe(true);
        return;
      }
      expect(round, 'rounds of draws of which more than one was drawn').toBeLessThan(10);
    }
  });

  test('and a suspension at once end in a suspended credential, with the secret that was shown or none', async () => {
    const { id } = await insertCredential(service.orm);
    const [drawn, suspended] = await Promise.all([
      rotate(ana, id),
      act(elis, 'suspendCredential', { id, reason: 'Uso indevido.' }),
    ]);
    expect(suspended.problems).toEqual([]);
    const { state, secretHash } = await row(id);
    expect(state).toBe('SUSPENDED');
    expect(secretHash !== null).toBe(drawn.secret !== null);
  });
});

describe('suspending, reinstating, revoking', () => {
  test('its owner suspends and reinstates; each is audited and on the live line', async () => {
    const { id } = await insertCredential(service.orm);
    const suspended = await act(ana, 'suspendCredential', { id, reason: '  Troca de servidor. ' });
    expect(suspended.credential).toMatchObject({
      state: 'SUSPENDED',
      stateReason: 'Troca de servidor.',
      suspendedByMinistry: false,
      stateChangedAt: START.toISOString(),
      allowedActions: ['OFFER_TRANSFER', 'REINSTATE', 'REVOKE'],
    });
    const reinstated = await act(ana, 'reinstateCredential', { id });
    expect(reinstated.credential).toMatchObject({ state: 'ACTIVE', stateReason: null });
    const em = service.orm.em.fork();
    const audited = await em.find(AuditRecord, { subjectId: id }, { orderBy: { id: 'asc' } });
    expect(audited.map((record) => record.act)).toEqual(['SUSPEND', 'REINSTATE']);
    expect(await em.count(OutboxEntry, { subjectId: id, subject: 'CREDENTIAL', ownerId: ana.id })).toBe(2);
  });

  test('what the Ministry suspended only the Ministry reinstates', async () => {
    const { id } = await insertCredential(service.orm);
    const suspended = await act(elis, 'suspendCredential', { id, reason: 'Uso indevido.' });
    expect(suspended.credential).toMatchObject({ state: 'SUSPENDED', suspendedByMinistry: true });
    const refused = await act(ana, 'reinstateCredential', { id });
    expect(refused.problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect(refused.credential).toMatchObject({ state: 'SUSPENDED', allowedActions: ['OFFER_TRANSFER', 'REVOKE'] });
    const reinstated = await act(elis, 'reinstateCredential', { id });
    expect(reinstated.credential).toMatchObject({ state: 'ACTIVE', suspendedByMinistry: false });
  });

  test('what its owner suspended the Ministry suspends in its turn, and then only it reinstates', async () => {
    const { id } = await insertCredential(service.orm);
    await act(ana, 'suspendCredential', { id, reason: 'Troca de servidor.' });
    service.clock.now = new Date('2026-11-24T13:00:00Z');
    const suspended = await act(elis, 'suspendCredential', { id, reason: 'Uso indevido.' });
    expect(suspended.problems).toEqual([]);
    expect(suspended.credential).toMatchObject({
      state: 'SUSPENDED',
      stateReason: 'Uso indevido.',
      suspendedByMinistry: true,
      stateChangedAt: START.toISOString(),
      allowedActions: ['REINSTATE', 'REVOKE'],
    });
    for (const [person, name, message] of [
      [elis, 'suspendCredential', 'A credencial já está suspensa pelo Ministério da Saúde.'],
      [ana, 'suspendCredential', 'Isso não pode ser feito na situação atual da credencial.'],
      [ana, 'reinstateCredential', 'A credencial foi suspensa pelo Ministério da Saúde, e só ele pode reativá-la.'],
    ] as const) {
      const variables = name === 'suspendCredential' ? { id, reason: 'De novo.' } : { id };
      expect((await act(person, name, variables)).problems).toMatchObject([{ code: 'NOT_ALLOWED', message }]);
    }
    const reinstated = await act(elis, 'reinstateCredential', { id });
    expect(reinstated.credential).toMatchObject({ state: 'ACTIVE', suspendedByMinistry: false });

    const em = service.orm.em.fork();
    const audited = await em.find(AuditRecord, { subjectId: id }, { orderBy: { id: 'asc' } });
    expect(audited.map((record) => [record.act, record.actorId, record.detail])).toEqual([
      ['SUSPEND', ana.id, { byMinistry: false }],
      ['SUSPEND', elis.id, { byMinistry: true, overTeam: true }],
      ['REINSTATE', elis.id, {}],
    ]);
    const told = await em.find(OutboxEntry, { subjectId: id }, { orderBy: { pos: 'asc' } });
    expect(told.map((entry) => entry.act)).toEqual(['SUSPEND', 'SUSPEND', 'REINSTATE']);
  });

  test('an administrator of its team acts for the team alone: neither suspends nor reinstates for the Ministry', async () => {
    const { id } = await insertCredential(service.orm, { ownerId: elis.id });
    const first = await act(elis, 'suspendCredential', { id, reason: 'Troca de servidor.' });
    expect(first.credential).toMatchObject({ suspendedByMinistry: false });
    const second = await act(elis, 'suspendCredential', { id, reason: 'Uso indevido.' });
    expect(second.problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const { id: taken } = await insertCredential(service.orm, {
      ownerId: elis.id,
      state: 'SUSPENDED',
      suspendedByMinistry: true,
    });
    expect((await act(elis, 'reinstateCredential', { id: taken })).problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  test('what is done for the Ministry waits for a second factor where it is due, what is done for the team does not', async () => {
    const due = { ...elis, secondFactorDue: true as const };
    const { id } = await insertCredential(service.orm);
    for (const [name, variables] of [
      ['suspendCredential', { id, reason: 'Uso indevido.' }],
      ['revokeCredential', { id, reason: 'Uso indevido.' }],
    ] as const) {
      const args = 'id: $id, reason: $reason';
      const query = `mutation ($id: ID!, $reason: String!) { ${name}(${args}) { problems { code } } }`;
      const { errors } = await service.ask(due, query, variables);
      expect(errors?.[0]?.extensions?.code).toBe('SECOND_FACTOR_REQUIRED');
    }
    expect(await row(id)).toMatchObject({ state: 'ACTIVE' });
    expect((await act(elis, 'suspendCredential', { id, reason: 'Uso indevido.' })).problems).toEqual([]);
    const { id: own } = await insertCredential(service.orm, { ownerId: elis.id });
    expect((await act(due, 'suspendCredential', { id: own, reason: 'Troca de servidor.' })).problems).toEqual([]);
  });

  test('a revoked credential is final and keeps no secret', async () => {
    const { id } = await insertCredential(service.orm);
    await rotate(ana, id);
    const revoked = await act(ana, 'revokeCredential', { id, reason: 'Sistema desativado.' });
    expect(revoked.credential).toMatchObject({ state: 'REVOKED', allowedActions: [] });
    expect(await row(id)).toMatchObject({ secretHash: null, previousSecretHash: null });
    for (const name of ['reinstateCredential', 'rotateCredentialSecret']) {
      expect((await act(ana, name, { id })).problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    }
  });

  test.each(['', '   ', 'x'.repeat(1001)])('a reason is needed, and not too long', async (reason) => {
    const { id } = await insertCredential(service.orm);
    const { problems } = await act(ana, 'suspendCredential', { id, reason });
    expect(problems).toMatchObject([{ path: ['reason'] }]);
    expect((await row(id)).state).toBe('ACTIVE');
  });

  test.each([
    ['another integrator', bruno],
    ['a reviewer', clara],
  ])('to %s it does not exist', async (_who, person) => {
    const { id } = await insertCredential(service.orm);
    for (const [name, more] of [
      ['suspendCredential', { reason: 'x' }],
      ['revokeCredential', { reason: '' }],
      ['reinstateCredential', {}],
      ['rotateCredentialSecret', { overlapHours: 999 }],
    ] as const) {
      expect(await act(person, name, { id, ...more })).toMatchObject({
        credential: null,
        problems: [{ code: 'NOT_FOUND', path: ['id'] }],
      });
    }
  });

  test.each(['', 'abc', '01900000-0000-7000-8000-0000000000ff'])('an id of %j is not found', async (id) => {
    expect(await act(ana, 'reinstateCredential', { id })).toMatchObject({
      credential: null,
      problems: [{ code: 'NOT_FOUND' }],
    });
  });
});

describe('expiry', () => {
  test('shows at once on reading and refuses every action, before it is written', async () => {
    const { id } = await insertCredential(service.orm, { expiresAt: new Date('2026-11-24T12:00:01Z') });
    service.clock.now = new Date('2026-11-24T12:00:01Z');
    const { data } = await service.ask<{ credential: Shown }>(
      ana,
      `query ($id: ID!) { credential(id: $id) { ${FIELDS} } }`,
      { id },
    );
    expect(data.credential).toMatchObject({
      state: 'EXPIRED',
      stateChangedAt: '2026-11-24T12:00:01.000Z',
      allowedActions: [],
    });
    expect((await rotate(ana, id)).problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
  });

  test('is written with its event, once, whoever does it and however many do', async () => {
    await expireCredentials(service.orm.em, START);
    const due = await Promise.all(
      Array.from({ length: 60 }, () =>
        insertCredential(service.orm, { expiresAt: new Date('2026-11-24T11:00:00Z'), secretHash: 'a hash' }),
      ),
    );
    const suspended = await insertCredential(service.orm, {
      state: 'SUSPENDED',
      suspendedByMinistry: true,
      expiresAt: START,
    });
    const later = await insertCredential(service.orm, { expiresAt: new Date('2026-11-24T12:00:01Z') });
    const counts = await Promise.all([1, 2].map(() => expireCredentials(service.orm.em, START)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(due.length + 1);
    const em = service.orm.em.fork();
    for (const { id } of [...due, suspended]) {
      expect(await row(id)).toMatchObject({ state: 'EXPIRED', suspendedByMinistry: false, secretHash: null });
      expect(await em.count(OutboxEntry, { subjectId: id })).toBe(1);
    }
    expect((await row(later.id)).state).toBe('ACTIVE');
  });
});
