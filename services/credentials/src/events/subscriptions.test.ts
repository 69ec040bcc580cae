import { type Caller, type Person, recordStatements } from '@portal/service-kit';
import { afterAll, describe, expect, it } from 'vitest';
import { attach, pdf } from '../testing/attach.ts';
import { Journey } from '../testing/journey.ts';
import { ana, bruno, clara, davi, elis } from '../testing/people.ts';
import { type Item, startService } from '../testing/service.ts';
import { cursorAt } from './cursors.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

interface RequestChange {
  cursor: string;
  event: { action: string; from: string | null; to: string; actor: string };
  accessRequest: { id: string; state: string; manager: { cpf: string } | null; history?: object[] };
}

interface CredentialChange {
  cursor: string;
  credential: { id: string; state: string };
}

const CHANGE = 'cursor event { action from to actor } accessRequest { id state manager { cpf } }';
const OWN = `subscription ($id: ID, $after: String) { change: accessRequestChanged(id: $id, after: $after) { ${CHANGE} } }`;
const QUEUE = `subscription ($after: String) { change: reviewQueueChanged(after: $after) { ${CHANGE} } }`;
const CREDENTIALS = `subscription ($after: String) { change: credentialChanged(after: $after) { cursor credential { id state } } }`;

async function changesCursor(person: Person = ana): Promise<string> {
  const { data } = await service.ask<{ changesCursor: string }>(person, '{ changesCursor }');
  return data.changesCursor;
}

/** What somebody is sent from a cursor on, up to the change that `last` tells; the stream is then left. */
async function follow<Change = RequestChange>(
  caller: Caller,
  query: string,
  variables: Record<string, unknown>,
  last: (change: Change) => boolean,
): Promise<Change[]> {
  const stream = service.subscribe<{ change: Change }>(caller, query, variables);
  const seen: Change[] = [];
  for await (const { data, errors } of stream) {
    if (!data) throw new Error(JSON.stringify(errors));
    seen.push(data.change);
    if (last(data.change)) break;
  }
  return seen;
}

async function refusal(caller: Caller, query: string, variables: Record<string, unknown> = {}): Promise<string> {
  const stream = service.subscribe(caller, query, variables);
  try {
    const { value } = await stream.next();
    return (value as Item<unknown> | undefined)?.errors?.[0]?.extensions.code ?? 'answered';
  } catch (errors) {
    return (errors as { extensions: { code: string } }[])[0]?.extensions.code ?? String(errors);
  } finally {
    await stream.return?.();
  }
}

const told = (changes: RequestChange[]) => changes.map(({ event }) => event.action);

const future = { pos: 9_000_000, id: '01939d2e-8c00-7000-8000-00000000ffff' };

describe('who is told what', () => {
  it.each<[string, Caller, string, Record<string, unknown>, string]>([
    ['nobody of their requests', { kind: 'anonymous' }, OWN, {}, 'UNAUTHENTICATED'],
    ['nobody of the queue', { kind: 'anonymous' }, QUEUE, {}, 'UNAUTHENTICATED'],
    ['nobody of their credentials', { kind: 'anonymous' }, CREDENTIALS, {}, 'UNAUTHENTICATED'],
    ['an integrator of the queue', ana, QUEUE, {}, 'FORBIDDEN'],
    ['of an id that is none', ana, OWN, { id: 'x' }, 'NOT_FOUND'],
    ['of an id that is unknown', ana, OWN, { id: '01939d2e-8c00-7000-8000-00000000ffff' }, 'NOT_FOUND'],
    ['from a cursor that is none', ana, OWN, { after: 'x' }, 'BAD_USER_INPUT'],
    ['from a cursor of the future', ana, OWN, { after: cursorAt(future, new Date()) }, 'CURSOR_LOST'],
    [
      'from a cursor of 31 days',
      ana,
      OWN,
      { after: cursorAt({ pos: 0, id: '' }, new Date(Date.now() - 31 * 86_400_000)) },
      'CURSOR_EXPIRED',
    ],
  ])('%s is an error', async (_, caller, query, variables, code) => {
    expect(await refusal(caller, query, variables)).toBe(code);
  });

  it("another's id is NOT_FOUND, to reviewers too", async () => {
    const { id } = await journey.submitted(ana);
    for (const person of [bruno, clara, elis]) expect(await refusal(person, OWN, { id })).toBe('NOT_FOUND');
  });

  it('two people over one connection see each only their own', async () => {
    const after = await changesCursor();
    const streams = [ana, bruno].map((person) => ({ person, seen: [] as string[] }));
    const [ofAna, ofBruno] = await Promise.all([journey.draft(ana), journey.draft(bruno)]);
    await Promise.all([journey.act(ana, 'cancel', ofAna), journey.act(bruno, 'cancel', ofBruno)]);
    await Promise.all(
      streams.map(async (one) => {
        const changes = await follow(one.person, OWN, { after }, ({ event }) => event.action === 'CANCEL');
        one.seen = [...new Set(changes.map(({ accessRequest }) => accessRequest.id))];
      }),
    );
    expect(streams.map(({ seen }) => seen)).toEqual([[ofAna.id], [ofBruno.id]]);
  });

  it('reviewers are told of what enters, moves in or leaves the queue, and of nothing else', async () => {
    const after = await changesCursor();
    const draft = await journey.draft(ana);
    await attach(service, ana, draft.id, pdf('um rascunho é só de quem o faz'));
    const sent = await journey.done(journey.act(ana, 'submit', draft));
    const held = await journey.done(journey.act(clara, 'claim', sent));
    const released = await journey.done(journey.act(elis, 'release', held));
    const again = await journey.done(journey.act(davi, 'claim', released));
    const back = await journey.done(journey.refuse(davi, 'requestChanges', again));
    await attach(service, ana, draft.id, pdf('nem o que se ajusta'));
    await journey.done(journey.act(ana, 'cancel', await journey.done(journey.update(ana, back, {}))));
    const marker = await journey.done(journey.act(bruno, 'submit', await journey.draft(bruno)));
    const last = ({ accessRequest }: RequestChange) => accessRequest.id === marker.id;
    for (const person of [clara, elis]) {
      const changes = await follow(person, QUEUE, { after }, last);
      expect(told(changes)).toEqual(['SUBMIT', 'CLAIM', 'RELEASE', 'CLAIM', 'REQUEST_CHANGES', 'SUBMIT']);
      expect(changes[0]?.accessRequest).toMatchObject({ state: 'CANCELLED', manager: { cpf: '***.982.247-**' } });
    }
    const own = await follow(ana, OWN, { after, id: draft.id }, ({ event }) => event.action === 'CANCEL');
    expect(told(own)).toEqual([
      'CREATE',
      'ATTACH_EVIDENCE',
      'SUBMIT',
      'CLAIM',
      'RELEASE',
      'CLAIM',
      'REQUEST_CHANGES',
      'ATTACH_EVIDENCE',
      'CANCEL',
    ]);
    expect(own[0]?.accessRequest.manager).toEqual({ cpf: '52998224725' });
  });

  it('owners are told of their credentials alone', async () => {
    const after = await changesCursor();
    await journey.approved(bruno);
    const { credential } = await journey.approved(ana);
    const query = 'mutation ($id: ID!) { suspendCredential(id: $id, reason: "Férias") { problems { code } } }';
    await service.ask(ana, query, { id: credential?.id });
    const changes = await follow<CredentialChange>(ana, CREDENTIALS, { after }, () => true);
    const rest = await follow<CredentialChange>(ana, CREDENTIALS, { after: changes[0]?.cursor }, () => true);
    expect([...changes, ...rest].map((change) => change.credential)).toEqual([
      { id: credential?.id, state: 'SUSPENDED' },
      { id: credential?.id, state: 'SUSPENDED' },
    ]);
  });
});

describe('the live line', () => {
  it('goes on from what was missed to what happens, each once and in order', async () => {
    const after = await changesCursor();
    const missed = await journey.draft(ana);
    const stream = service.subscribe<{ change: RequestChange }>(ana, OWN, { after });
    const seen: RequestChange[] = [];
    const take = async () => {
      const { value } = await stream.next();
      if (value?.data) seen.push(value.data.change);
    };
    await take();
    const sent = await journey.done(journey.act(ana, 'submit', missed));
    await take();
    await journey.done(journey.act(clara, 'claim', sent));
    await take();
    await stream.return?.();
    expect(told(seen)).toEqual(['CREATE', 'SUBMIT', 'CLAIM']);
    const again = await follow(ana, OWN, { after: seen[0]?.cursor }, ({ event }) => event.action === 'CLAIM');
    expect(again.map(({ cursor }) => cursor)).toEqual(seen.slice(1).map(({ cursor }) => cursor));
  });

  it('tells a hundred subscribers without a statement each', async () => {
    const live =
      'subscription { change: reviewQueueChanged { cursor event { action } accessRequest { id history { id } evidence { id } checklist { verdict } } } }';
    const streams = Array.from({ length: 100 }, () => service.subscribe<{ change: RequestChange }>(clara, live));
    const first = streams.map((stream) => stream.next());
    const draft = await journey.draft(ana);
    // A subscription says nothing when it stands: changes are made until each has seen one.
    const seen = Promise.all(first);
    let standing = false;
    void seen.then(() => {
      standing = true;
    });
    let request = await journey.done(journey.act(ana, 'submit', draft));
    while (!standing) {
      request = await journey.done(journey.act(clara, 'claim', request));
      request = await journey.done(journey.act(clara, 'release', request));
    }
    await seen;
    const allHear = (last: (change: RequestChange) => boolean) =>
      Promise.all(
        streams.map(async (stream) => {
          for (let item = await stream.next(); !item.done; item = await stream.next()) {
            const change = item.value.data?.change;
            if (change && last(change)) return change;
          }
          throw new Error('the stream ended');
        }),
      );
    // Until all of them have read what was to be read, so that only what comes then is counted.
    const marker = await journey.submitted(bruno);
    await allHear(({ accessRequest }) => accessRequest.id === marker.id);
    using recorded = recordStatements();
    const heard = allHear(({ event }) => event.action === 'CANCEL');
    await journey.done(journey.act(ana, 'cancel', request));
    const changes = await heard;
    expect(changes.every(({ accessRequest }) => accessRequest.id === draft.id)).toBe(true);
    // With what the service does beside: fewer than there are subscribers.
    expect(recorded.count).toBeLessThan(streams.length);
  });
});
