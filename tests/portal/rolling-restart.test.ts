import { setTimeout as after } from 'node:timers/promises';
import { startTwoOfEach, type TwoOfEach } from '@portal/faults/two-of-each';
import { Agent, type Dispatcher, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { act, contentWithoutCertificate, done, mutate, newDraft, pick } from './arrange.ts';
import { aPdf } from './evidence-files.ts';
import { changesCursor } from './line.ts';
import { Person } from './person.ts';
import { type Change, OWN } from './subscriptions.ts';
import { Receiver } from './webhook-receiver.ts';

/** As whatever stands before a gateway: no idle connection is kept as long as a service drains, for what is sent as it is closed is lost. */
const patient = new Agent({ keepAliveTimeout: 1_000, keepAliveMaxTimeout: 2_000 });

let others: Dispatcher;
let portal: TwoOfEach;
let ana: Person;
beforeAll(async () => {
  others = getGlobalDispatcher();
  setGlobalDispatcher(patient);
  portal = await startTwoOfEach({ RATE_LIMITS: 'off' });
  ana = await Person.signIn('ana', portal.url);
}, 300_000);
afterAll(async () => {
  setGlobalDispatcher(others);
  await portal?.[Symbol.asyncDispose]();
  await patient.close();
});

/** What a client that resumes was told: it goes on behind the last event it had, however its connection ended. */
async function follow(person: Person, cursor: string, told: Change[], over: AbortSignal): Promise<number[]> {
  const codes: number[] = [];
  let after_ = cursor;
  while (!over.aborted) {
    const client = person.socket();
    client.on('closed', (event) => void codes.push((event as { code: number }).code));
    over.addEventListener('abort', () => void client.dispose(), { once: true });
    try {
      const changes = client.iterate<{ accessRequestChanged: Change }>({ query: OWN, variables: { after: after_ } });
      for await (const { data, errors } of changes) {
        if (errors) throw errors;
        const change = data?.accessRequestChanged;
        if (!change) continue;
        told.push(change);
        after_ = change.cursor;
      }
    } catch {
      await after(50);
    }
    await client.dispose();
  }
  return codes;
}

const READ = `query ($id: ID!) { accessRequest(id: $id) { state portfolio { name } services { name } history { action } } }`;

test('a rolling restart under load loses no request and no event', { timeout: 600_000 }, async () => {
  await using receiver = await Receiver.start();
  const input = { url: receiver.url, eventTypes: ['REQUEST_CREATED', 'REQUEST_SUBMITTED', 'REQUEST_CANCELLED'] };
  const { problems } = await mutate<{ problems: unknown[] }>(ana, 'createWebhook', { input }, 'problems { code }');
  expect(problems).toEqual([]);
  const told: Change[] = [];
  const stopped = new AbortController();
  const followed = follow(ana, await changesCursor(ana), told, stopped.signal);

  const failed: string[] = [];
  const made: string[] = [];
  let asked = 0;
  let restarting = true;
  const once = async <Result>(what: string, work: () => Promise<Result>): Promise<Result | undefined> => {
    asked++;
    try {
      return await work();
    } catch (error) {
      const { message, cause } = error as Error;
      failed.push(`${what}: ${message} ${(cause as Error | undefined)?.message ?? ''}`);
      return undefined;
    }
  };
  const fileRequests = async () => {
    while (restarting) {
      const draft = await once('draft', () => newDraft(ana, 'cnes'));
      if (!draft) continue;
      made.push(draft.id);
      const filled = await once('fill', () =>
        done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), ...contentWithoutCertificate() } })),
      );
      const sent = filled && (await once('submit', () => done(act(ana, 'submitAccessRequest', pick(filled)))));
      await once('read', () => ana.get(READ, { id: draft.id }));
      if (sent) await once('cancel', () => done(act(ana, 'cancelAccessRequest', pick(sent))));
    }
  };
  const readCatalogue = async () => {
    const anybody = Person.anonymous(portal.url);
    while (restarting)
      await once('catalogue', () => anybody.get('{ portfolios { name services { name } } documentKinds { code } }'));
  };
  const signIn = async () => {
    while (restarting) {
      const bruno = await once('sign in', () => Person.signIn('bruno', portal.url));
      if (bruno) await once('who', () => bruno.get('{ viewer { name } }'));
      await after(200);
    }
  };
  const sendFiles = async () => {
    const draft = await newDraft(ana, 'cnes');
    made.push(draft.id);
    for (let times = 0; restarting && times < 20; times++) {
      await once('upload', async () => {
        const { status } = await ana.upload(draft.id, aPdf(), 'anexo.pdf');
        if (status !== 201 && status !== 422) throw new Error(String(status));
      });
      await after(500);
    }
  };
  const load = [fileRequests(), fileRequests(), readCatalogue(), readCatalogue(), signIn(), sendFiles()];
  await portal.restart(0);
  await portal.restart(1);
  // However long a busy machine takes for each.
  await expect.poll(() => asked).toBeGreaterThan(100);
  restarting = false;
  await Promise.all(load);

  expect(failed).toEqual([]);
  expect(made.length).toBeGreaterThan(5);
  const actionsOf = (id: string) => told.filter((one) => one.accessRequest.id === id).map(({ event }) => event.action);
  const filed = made.filter((id) => !actionsOf(id).includes('ATTACH_EVIDENCE'));
  await vi.waitUntil(() => filed.every((id) => actionsOf(id).includes('CANCEL')), { timeout: 60_000 });
  stopped.abort();
  for (const id of filed) expect(actionsOf(id)).toEqual(['CREATE', 'SUBMIT', 'CANCEL']);
  expect(new Set(told.map(({ cursor }) => cursor)).size).toBe(told.length);
  // Codes after which clients connect again: going away, and a service behind that restarts.
  const codes = await followed;
  expect(codes.length).toBeGreaterThan(0);
  for (const code of codes) expect([1000, 1001, 1012]).toContain(code);

  // Told of each once, in order; again only where a sender was stopped before it wrote down that it arrived.
  const typesAbout = (id: string) => [
    ...new Set(
      receiver.got
        .map(({ body }) => JSON.parse(body) as { type: string; data: { requestId: string } })
        .filter(({ data }) => data.requestId === id)
        .map(({ type }) => type),
    ),
  ];
  const all = ['request.created', 'request.submitted', 'request.cancelled'];
  await vi.waitUntil(() => filed.every((id) => typesAbout(id).length === all.length), { timeout: 60_000 });
  for (const id of filed) expect(typesAbout(id)).toEqual(all);
});
