import { randomUUIDv7 } from 'node:crypto';
import type { Caller } from '@portal/service-kit';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ana } from '../testing/people.ts';
import { insertCredential } from '../testing/rows.ts';
import { eventually, SendingCase } from '../testing/sending-case.ts';
import { startService } from '../testing/service.ts';
import type { Receiver } from '../testing/webhook-receiver.ts';
import { insertWebhook } from '../testing/webhook-rows.ts';
import { tellCompletedRun } from './completed-run.ts';

const HOMOLOGATION: Caller = { kind: 'service', name: 'homologation' };

const run = (credentialId: string) => ({
  runId: randomUUIDv7(),
  credentialId,
  suite: 'ria-r',
  suiteVersion: '1.0.0',
  outcome: 'COMPLETE',
  connector: 'sistema/1.0.0',
  completedAt: '2026-11-24T12:00:00.000Z',
});

describe('a run of conformance that was completed', async () => {
  const service = await startService();
  afterAll(() => service[Symbol.asyncDispose]());

  async function tell(body: object, as: Caller = HOMOLOGATION): Promise<number> {
    const headers = { 'content-type': 'application/json' };
    const path = '/internal/conformance-runs/completed';
    return (await service.fetch(path, { method: 'POST', headers, body: JSON.stringify(body), as })).status;
  }

  test('is taken once, however often it is told', async () => {
    const { id } = await insertCredential(service.orm);
    const told = run(id);
    expect([await tell(told), await tell(told)]).toEqual([204, 204]);
    const rows = await service.orm.em.fork().execute('select * from outbox where subject_id = ?', [id]);
    expect(rows).toMatchObject([
      { subject: 'CONFORMANCE_RUN', act: 'COMPLETE_RUN', event_id: told.runId, owner_id: ana.id },
    ]);
  });

  test('is not of a credential that is not there, or for production', async () => {
    const { id } = await insertCredential(service.orm, { environment: 'PRODUCTION' });
    expect([await tell(run(randomUUIDv7())), await tell(run(id))]).toEqual([404, 404]);
  });

  test.each([
    ['no run', { runId: 'x' }],
    ['another outcome', { outcome: 'GOOD' }],
    ['a connector without end', { connector: 'x'.repeat(201) }],
  ])('with %s is refused', async (_what, wrong) => {
    const { id } = await insertCredential(service.orm);
    expect(await tell({ ...run(id), ...wrong })).toBe(400);
  });

  test('is told by the homologation environment alone', async () => {
    const { id } = await insertCredential(service.orm);
    for (const as of [ana, { kind: 'anonymous' } as const]) expect(await tell(run(id), as)).toBe(401);
  });
});

describe('the owner’s webhook', async () => {
  const sending = await SendingCase.start();
  let receiver: Receiver;
  afterAll(() => sending[Symbol.asyncDispose]());
  beforeEach(async () => {
    receiver = await sending.begin();
  });

  test('is sent what it came to, and nothing of people', async () => {
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    const { id, requestId } = await insertCredential(sending.orm);
    const told = run(id);
    await sending.orm.em
      .fork()
      .transactional((em) => tellCompletedRun(em, { ...told, completedAt: new Date(told.completedAt) }));
    sending.startSender().wake();
    await eventually(() => receiver.taken.some(({ payload }) => payload.type === 'conformance_run.completed'));
    const sent = receiver.taken.find(({ payload }) => payload.type === 'conformance_run.completed');
    const { completedAt: timestamp, ...facts } = told;
    expect(sent?.payload).toEqual({
      type: 'conformance_run.completed',
      timestamp,
      data: { ...facts, requestId, protocol: expect.any(String), environment: 'HOMOLOGATION' },
    });
  });
});
