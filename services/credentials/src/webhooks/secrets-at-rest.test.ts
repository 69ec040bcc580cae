import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { migrationsOf } from '../database.ts';
import { insertRequest } from '../testing/rows.ts';
import { newSealing, testSealing } from '../testing/sealing.ts';
import { eventually, SendingCase } from '../testing/sending-case.ts';
import { type Receiver, verify } from '../testing/webhook-receiver.ts';
import { happens, insertWebhook } from '../testing/webhook-rows.ts';
import { resealSecrets } from './reseal.ts';
import { Webhook } from './webhook.ts';

const sending = await SendingCase.start();
let receiver: Receiver;

afterAll(() => sending[Symbol.asyncDispose]());
beforeEach(async () => {
  receiver = await sending.begin();
});

async function openMigrator(clientUrl: string): Promise<AsyncDisposable & Pick<MikroORM, 'migrator'>> {
  const orm = await MikroORM.init({
    clientUrl,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: { migrationsList: migrationsOf(testSealing), snapshot: false, silent: true, allOrNothing: false },
    forceUtcTimezone: true,
  });
  return { migrator: orm.migrator, [Symbol.asyncDispose]: () => orm.close(true) };
}

const row = (id: string) => sending.orm.em.fork().findOneOrFail(Webhook, { id });

describe('the migration', () => {
  test('seals the secrets that stand there, and opens them again on its way back', async () => {
    const before = 'whsec_c2VjcmV0LWFudGVyaW9yLWRlLXRlc3Rl';
    const { id, secret } = await insertWebhook(sending.orm, receiver.url, sending.clock, {
      sealedPreviousSecret: await testSealing.seal(before),
    });
    const other = await insertWebhook(sending.orm, receiver.url, sending.clock);
    await using migrating = await openMigrator(sending.databaseUrl);
    await migrating.migrator.down({ to: 'Migration0007webhooks' });
    const plain = await sending.orm.em.fork().execute('select secret, previous_secret from webhook order by id');
    expect(plain).toEqual([
      { secret, previous_secret: before },
      { secret: other.secret, previous_secret: null },
    ]);
    await migrating.migrator.up();
    const { sealedSecret, sealedPreviousSecret, sealedBy } = await row(id);
    expect(sealedBy).toBe(testSealing.sealedBy);
    expect(await testSealing.unseal(sealedSecret)).toBe(secret);
    expect(await testSealing.unseal(sealedPreviousSecret ?? '')).toBe(before);
    expect(await testSealing.unseal((await row(other.id)).sealedSecret)).toBe(other.secret);
  });
});

describe('after the key was replaced', () => {
  async function sealedBefore() {
    const previous = newSealing();
    const secret = 'whsec_c2VncmVkby1kYS1jaGF2ZS1hbnRlcmlvci0x';
    const facts = { sealedSecret: await previous.seal(secret), sealedBy: previous.sealedBy };
    const { id } = await insertWebhook(sending.orm, receiver.url, sending.clock, {
      ...facts,
      sealedPreviousSecret: await previous.seal(secret),
    });
    return { id, secret, previous };
  }

  test('what the key before sealed waits, is sealed by the new one, and is sent then', async () => {
    const { id, secret, previous } = await sealedBefore();
    const { version } = await row(id);
    const sender = sending.startSender();
    await happens(sending.orm, await insertRequest(sending.orm), 'CREATE', sending.clock);
    sender.wake();
    await eventually(async () => (await sending.deliveries()).length === 1);
    expect(await sending.claim()).toEqual([]);

    await resealSecrets(sending.orm.em, { current: testSealing, previous });
    const resealed = await row(id);
    expect(resealed).toMatchObject({ sealedBy: testSealing.sealedBy, version });
    expect(await testSealing.unseal(resealed.sealedPreviousSecret ?? '')).toBe(secret);
    sender.wake();
    const received = await eventually(() => receiver.taken[0]);
    expect(verify(secret, received)).toEqual(received.payload);
  });

  test('what nothing opens any more stays as it is, and is tried by nobody', async () => {
    const { id, previous } = await sealedBefore();
    await resealSecrets(sending.orm.em, { current: testSealing, previous: null });
    await resealSecrets(sending.orm.em, { current: testSealing, previous: newSealing() });
    expect(await row(id)).toMatchObject({ sealedBy: previous.sealedBy, state: 'ACTIVE' });
    await happens(sending.orm, await insertRequest(sending.orm), 'CREATE', sending.clock);
    sending.startSender().wake();
    await eventually(async () => (await sending.deliveries()).length === 1);
    expect(await sending.claim()).toEqual([]);
    expect((await sending.deliveries())[0]).toMatchObject({ state: 'PENDING', attemptCount: 0 });
  });
});
