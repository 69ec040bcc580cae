import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, expect, test, vi } from 'vitest';
import { act, completeDraft, done, mutate, type Problem, pick } from './arrange.ts';
import { Person } from './person.ts';
import { Receiver } from './webhook-receiver.ts';

interface Made {
  webhook: { id: string; url: string } | null;
  secret: string;
  problems: Problem[];
}

interface Delivery {
  id: string;
  eventType: string;
  state: string;
  payload: string;
  attempts: { responseStatus: number | null; durationMs: number }[];
}

const EVENTS = ['REQUEST_CREATED', 'REQUEST_SUBMITTED', 'REQUEST_CLAIMED', 'REQUEST_APPROVED', 'CREDENTIAL_ISSUED'];
const TOLD = ['request.created', 'request.submitted', 'request.claimed', 'request.approved', 'credential.issued'];
const cleanUp: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const undo of cleanUp.splice(0)) await undo();
});

/** A webhook of a person's, gone after the test: each has ten at most. */
async function webhookOf(owner: Person, url: string, eventTypes = EVENTS): Promise<{ id: string; secret: string }> {
  const input = { url, eventTypes };
  const { webhook, secret, problems } = await mutate<Made>(
    owner,
    'createWebhook',
    { input },
    'webhook { id url } secret problems { code message path }',
  );
  if (!webhook) throw new Error(JSON.stringify(problems));
  cleanUp.push(() => mutate(owner, 'deleteWebhook', { id: webhook.id }, 'deletedId'));
  return { id: webhook.id, secret };
}

/** A webhook's deliveries about one request: its owner may be filing others meanwhile. */
async function deliveriesAbout(requestId: string, person: Person, id: string): Promise<Delivery[]> {
  const { webhook } = await person.get<{ webhook: { deliveries: { edges: { node: Delivery }[] } } }>(
    `query ($id: ID!) { webhook(id: $id) { deliveries(first: 100) { edges { node {
      id eventType state payload attempts { responseStatus durationMs } } } } } }`,
    { id },
  );
  return webhook.deliveries.edges
    .map(({ node }) => node)
    .filter(({ payload }) => JSON.parse(payload).data.requestId === requestId);
}

async function approved(owner: Person): Promise<{ id: string; protocol: string; credential: { id: string } | null }> {
  const [clara, draft] = [await Person.signIn('clara'), await completeDraft(owner)];
  const submitted = await done(act(owner, 'submitAccessRequest', pick(draft)));
  const claimed = await done(act(clara, 'claimAccessRequest', pick(submitted)));
  return done(act(clara, 'approveAccessRequest', pick(claimed)));
}

const eventually = <Seen>(see: () => Seen | Promise<Seen>) => vi.waitUntil(see, { timeout: 20_000, interval: 20 });

test('a third party is told of a request from draft to credential, in order and signed', async () => {
  await using receiver = await Receiver.start();
  const ana = await Person.signIn('ana');
  const { id, secret } = await webhookOf(ana, receiver.url);
  const request = await approved(ana);

  await eventually(() => receiver.messagesAbout(request.id, secret).length === TOLD.length);
  const events = receiver.messagesAbout(request.id, secret).map(({ event }) => event);
  // What is approved and what is issued by it are of one transaction: either may be told first.
  expect(events.map(({ type }) => type).slice(0, 3)).toEqual(TOLD.slice(0, 3));
  expect(events.map(({ type }) => type).sort()).toEqual([...TOLD].sort());
  expect(events.find(({ type }) => type === 'credential.issued')?.data).toEqual({
    requestId: request.id,
    credentialId: request.credential?.id,
    protocol: request.protocol,
    environment: 'HOMOLOGATION',
    state: 'ACTIVE',
  });
  await eventually(async () => {
    const deliveries = await deliveriesAbout(request.id, ana, id);
    return deliveries.filter(({ state }) => state === 'DELIVERED').length === TOLD.length;
  });
});

test('a receiver that fails finds what it missed, and is sent it when its owner says so', async () => {
  await using receiver = await Receiver.start();
  receiver.status = 503;
  const bruno = await Person.signIn('bruno');
  const { id, secret } = await webhookOf(bruno, receiver.url, ['REQUEST_CREATED']);
  const request = await completeDraft(bruno);
  const failed = await eventually(async () => {
    const [delivery] = await deliveriesAbout(request.id, bruno, id);
    return delivery?.attempts[0]?.responseStatus === 503 ? delivery : undefined;
  });
  expect(failed).toMatchObject({ eventType: 'request.created', state: 'PENDING' });

  receiver.status = 200;
  const before = receiver.messagesAbout(request.id, secret).length;
  await mutate(bruno, 'replayWebhookDelivery', { id: failed.id }, 'problems { code message path }');
  await eventually(async () => (await deliveriesAbout(request.id, bruno, id))[0]?.state === 'DELIVERED');
  const messages = receiver.messagesAbout(request.id, secret);
  expect(messages.length).toBeGreaterThan(before);
  expect(new Set(messages.map((message) => message.id)).size).toBe(1);
});

test('nobody else sees a webhook or touches it', async () => {
  const [ana, davi] = [await Person.signIn('ana'), await Person.signIn('davi')];
  const { id } = await webhookOf(ana, 'https://exemplo.com.br/avisos');
  expect(await davi.get('query ($id: ID!) { webhook(id: $id) { id } }', { id })).toEqual({ webhook: null });
  const { problems } = await mutate<{ problems: Problem[] }>(
    davi,
    'testWebhook',
    { id },
    'problems { code message path }',
  );
  expect(problems).toMatchObject([{ code: 'NOT_FOUND', path: ['id'] }]);
  const { errors } = await Person.anonymous().ask('{ webhooks { totalCount } }');
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('the example in the documentation verifies what it is sent', async () => {
  const page = await readFile(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
  const example = /```js\n(.*?)```/s.exec(page)?.[1] ?? '';
  const port = await freePort();
  const bruno = await Person.signIn('bruno');
  const { id, secret } = await webhookOf(bruno, `http://127.0.0.1:${port}/`, ['REQUEST_CREATED']);
  const child = spawn(process.execPath, ['--input-type=module', '-e', example], {
    cwd: new URL('..', import.meta.url),
    env: { PATH: process.env.PATH, PORT: String(port), PORTAL_WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUp.push(async () => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  });
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  await eventually(() =>
    fetch(`http://127.0.0.1:${port}/`, { method: 'POST' }).then(
      ({ status }) => status === 400,
      () => false,
    ),
  );
  const request = await completeDraft(bruno);
  await eventually(() => said.includes(`request.created ${request.protocol} DRAFT`));
  await eventually(async () => (await deliveriesAbout(request.id, bruno, id))[0]?.state === 'DELIVERED');
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
