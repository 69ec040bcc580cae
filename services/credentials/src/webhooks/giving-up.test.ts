import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { insertRequest } from '../testing/rows.ts';
import { eventually, SendingCase } from '../testing/sending-case.ts';
import { error500, gone, ok, type Receiver } from '../testing/webhook-receiver.ts';
import { happens, insertWebhook } from '../testing/webhook-rows.ts';
import { RETRY_WAITS_MS } from './schedule.ts';

const DAY_MS = 86_400_000;

const sending = await SendingCase.start();
let receiver: Receiver;

afterAll(() => sending[Symbol.asyncDispose]());
beforeEach(async () => {
  receiver = await sending.begin();
});

describe('giving up', () => {
  test('after 3 days in which nothing arrived disables the webhook; what waited is kept', async () => {
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    const request = await insertRequest(sending.orm);
    receiver.answer = error500;
    const sender = sending.startSender();
    await happens(sending.orm, request, 'CREATE', sending.clock);
    await happens(sending.orm, request, 'SUBMIT', sending.clock);
    const began = sending.clock;
    await sending.until(sender, async () => (await sending.webhook()).state === 'DISABLED');
    expect(await sending.webhook()).toMatchObject({ disabledReason: 'FAILING', stateChangedAt: sending.clock });
    const lasted = sending.clock.getTime() - began.getTime();
    expect(lasted).toBeGreaterThan(2.6 * DAY_MS);
    expect(lasted).toBeLessThanOrEqual(3 * DAY_MS);
    const [failed, waiting] = await sending.deliveries();
    expect(failed).toMatchObject({ state: 'FAILED', attemptCount: RETRY_WAITS_MS.length + 1, nextAttemptAt: null });
    expect(waiting).toMatchObject({ state: 'PENDING', attemptCount: 0, nextAttemptAt: null });
    expect(receiver.received).toHaveLength(RETRY_WAITS_MS.length + 1);
  });

  test('410 Gone disables at once', async () => {
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    receiver.answer = gone;
    await happens(sending.orm, await insertRequest(sending.orm), 'CREATE', sending.clock);
    sending.startSender().wake();
    await eventually(async () => (await sending.webhook()).state === 'DISABLED');
    expect(await sending.webhook()).toMatchObject({ disabledReason: 'GONE' });
    expect(await sending.deliveries()).toMatchObject([{ state: 'FAILED', attemptCount: 1 }]);
  });

  test('one event that is never taken does not disable a webhook that takes others', async () => {
    await insertWebhook(sending.orm, receiver.url, sending.clock);
    const [never, always] = [await insertRequest(sending.orm), await insertRequest(sending.orm)];
    receiver.answer = (received, res, req) =>
      (received.payload.data.requestId === never.id ? error500 : ok)(received, res, req);
    const sender = sending.startSender();
    await happens(sending.orm, never, 'CREATE', sending.clock);
    await happens(sending.orm, never, 'SUBMIT', sending.clock);
    sending.pass(1_000);
    await happens(sending.orm, always, 'CREATE', sending.clock);
    await sending.until(sender, async () => (await sending.deliveries()).every(({ state }) => state !== 'PENDING'));
    expect(await sending.webhook()).toMatchObject({ state: 'ACTIVE', disabledReason: null });
    expect((await sending.deliveries()).map(({ state }) => state)).toEqual(['FAILED', 'FAILED', 'DELIVERED']);
  });
});
