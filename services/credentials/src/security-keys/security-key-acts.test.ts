import { randomUUIDv7 } from 'node:crypto';
import type { Caller } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, expect, test } from 'vitest';
import { noticesFor } from '../testing/notices.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
afterAll(() => service[Symbol.asyncDispose]());

const GATEWAY: Caller = { kind: 'anonymous' };
const elis = testPerson({ id: randomUUIDv7(), name: 'Elis Prado', roles: ['INTEGRATOR', 'ADMIN'] });

async function tell(acts: unknown, as: Caller = GATEWAY): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ acts });
  return (await service.fetch('/internal/security-key-acts', { method: 'POST', headers, body, as })).status;
}

const actOf = (act: string, byId: string | null = elis.id, detail: object = {}) => {
  return { id: randomUUIDv7(), personId: elis.id, byId, act, detail, at: new Date().toISOString() };
};

const byAct = (rows: { act: string }[]) => rows.toSorted((one, other) => one.act.localeCompare(other.act));

test('what was done with keys is in the audit log and told to their person, once, however often it comes', async () => {
  const acts = [
    actOf('registerSecurityKey', elis.id, { key: randomUUIDv7() }),
    actOf('refuseSecurityKey', elis.id, { why: 'NOT_VERIFIED' }),
    actOf('refuseCopiedSecurityKey', elis.id, { why: 'COUNTER' }),
    actOf('resetSecurityKeys', null, { keys: 2 }),
  ];
  expect(await tell(acts)).toBe(204);
  expect(await tell(acts)).toBe(204);
  const rows = await service.orm.em
    .fork()
    .execute<{ act: string }[]>(
      'select id, act, actor_id as "byId", subject, detail from audit_record where subject_id = ?',
      [elis.id],
    );
  expect(byAct(rows)).toEqual(
    byAct(acts.map(({ id, act, byId, detail }) => ({ id, act, byId, detail, subject: 'PERSON' }))),
  );
  const { notices } = await noticesFor(service, elis, 'REVIEWERS');
  expect(notices.map(({ kind }) => kind).toSorted()).toEqual([
    'SECURITY_KEY_ADDED',
    'SECURITY_KEY_REFUSED',
    'SECURITY_KEY_REMOVED',
  ]);
});

test('only the gateway tells, and only what is told of keys', async () => {
  expect(await tell([actOf('registerSecurityKey')], elis)).toBe(401);
  for (const acts of [
    null,
    [{}],
    [actOf('SUSPEND')],
    [actOf('registerSecurityKey', elis.id, { name: 'x'.repeat(61) })],
  ])
    expect(await tell(acts)).toBe(400);
});
