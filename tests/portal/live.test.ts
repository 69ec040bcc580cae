import { beforeAll, describe, expect, test, vi } from 'vitest';
import { act, done, newDraft, pick, refused } from './arrange.ts';
import { changesCursor, Line } from './line.ts';
import { Person } from './person.ts';
import { actOnCredential, attach, homologationCredential, productionDraft, requestIn, resubmitted } from './stages.ts';

interface Change {
  cursor: string;
  event: { id: string; action: string; from: string | null; to: string };
  accessRequest: { id: string; state: string; version: number };
}
interface CredentialChange {
  cursor: string;
  credential: { id: string; state: string };
}

const CHANGE = 'cursor event { id action from to } accessRequest { id state version }';
const OWN = `subscription ($id: ID, $after: String) { accessRequestChanged(id: $id, after: $after) { ${CHANGE} } }`;
const QUEUE = `subscription ($after: String) { reviewQueueChanged(after: $after) { ${CHANGE} } }`;
const CREDENTIALS =
  'subscription ($after: String) { credentialChanged(after: $after) { cursor credential { id state } } }';

let ana: Person;
let bruno: Person;
let clara: Person;
let elis: Person;
let cast: { owner: Person; reviewer: Person };

beforeAll(async () => {
  [ana, bruno, clara, elis] = await Promise.all([
    Person.signIn('ana'),
    Person.signIn('bruno'),
    Person.signIn('clara'),
    Person.signIn('elis'),
  ]);
  cast = { owner: ana, reviewer: clara };
});

const actionsOf = (changes: readonly Change[], id: string) =>
  changes.filter(({ accessRequest }) => accessRequest.id === id).map(({ event }) => event.action);

describe('a line of requests', () => {
  test('with a cursor delivers what was missed, then goes on live: each once, in order', async () => {
    const after = await changesCursor(ana);
    const request = await requestIn('CHANGES_REQUESTED', cast);
    await using line = await Line.open<Change>(ana, OWN, { id: request.id, after });
    await line.until(({ length }) => length === 4);
    const sent = await resubmitted(ana, request);
    const claimed = await done(act(clara, 'claimAccessRequest', pick(sent)));
    await done(act(clara, 'approveAccessRequest', pick(claimed)));
    await line.until((changes) => changes.at(-1)?.event.action === 'APPROVE');
    expect(actionsOf(line.delivered, request.id)).toEqual([
      'CREATE',
      'SUBMIT',
      'CLAIM',
      'REQUEST_CHANGES',
      'SUBMIT',
      'CLAIM',
      'APPROVE',
    ]);
    expect(new Set(line.delivered.map(({ cursor }) => cursor)).size).toBe(7);
    expect(line.delivered.at(-1)).toMatchObject({
      event: { from: 'IN_REVIEW', to: 'APPROVED' },
      accessRequest: { state: 'APPROVED' },
    });

    // Every cursor of it goes on exactly behind itself.
    for (const [index, { cursor }] of line.delivered.entries()) {
      if (index === 6) continue;
      await using rest = await Line.open<Change>(ana, OWN, { id: request.id, after: cursor });
      await rest.until(({ length }) => length === 6 - index);
      expect(rest.delivered.map(({ event }) => event.id)).toEqual(
        line.delivered.slice(index + 1).map(({ event }) => event.id),
      );
    }
  });

  test('without a cursor delivers what happens from then on', async () => {
    const request = await requestIn('SUBMITTED', cast);
    await using line = Line.asked<Change>(ana, OWN, { id: request.id });
    // The subscription stands once something of it arrives: releases and claims go on until then.
    let last = request;
    await vi.waitUntil(
      async () => {
        const mutation = last.state === 'SUBMITTED' ? 'claimAccessRequest' : 'releaseAccessRequest';
        last = await done(act(clara, mutation, pick(last)));
        return line.delivered.length > 0;
      },
      { timeout: 15_000 },
    );
    expect(line.delivered.map(({ event }) => event.action)).not.toContain('SUBMIT');
  });

  test('misses nothing that happens while it is opened', async () => {
    const request = await requestIn('DRAFT', cast);
    const after = await changesCursor(ana);
    const sent = act(ana, 'submitAccessRequest', pick(request));
    await using line = await Line.open<Change>(ana, OWN, { id: request.id, after });
    await done(sent);
    await line.until(({ length }) => length > 0);
    expect(actionsOf(line.delivered, request.id)).toEqual(['SUBMIT']);
  });

  test('tells of evidence that comes and goes, and of no edit', async () => {
    const { draft } = await productionDraft(cast);
    await using line = await Line.open<Change>(ana, OWN, { id: draft.id });
    await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), system: { vendor: 'Casa' } } }));
    const evidence = await attach(ana, draft);
    await done(act(ana, 'removeEvidence', { id: evidence }));
    await line.until((changes) => changes.some(({ event }) => event.action === 'REMOVE_EVIDENCE'));
    expect(actionsOf(line.delivered, draft.id)).toEqual(['ATTACH_EVIDENCE', 'REMOVE_EVIDENCE']);
  });

  test('tells of nothing that was refused', async () => {
    const request = await requestIn('DRAFT', cast);
    await using line = await Line.open<Change>(ana, OWN, { id: request.id });
    await refused(act(ana, 'submitAccessRequest', { ...pick(request), version: 99 }));
    await refused(act(ana, 'updateAccessRequest', { input: { ...pick(request), manager: { cpf: '1' } } }));
    await done(act(ana, 'cancelAccessRequest', pick(request)));
    await line.until(({ length }) => length > 0);
    expect(actionsOf(line.delivered, request.id)).toEqual(['CANCEL']);
  });

  test('shows what the other subgraph knows', async () => {
    const query = `subscription ($after: String) { accessRequestChanged(after: $after) {
      accessRequest { id portfolio { name } services { name portfolio { slug } } checklist { requirement { description } } } } }`;
    await using line = await Line.open<{ accessRequest: { id: string } }>(ana, query);
    const request = await newDraft(ana, 'cnes');
    const mine = await vi.waitUntil(() => line.delivered.find(({ accessRequest }) => accessRequest.id === request.id));
    expect(mine).toEqual({
      accessRequest: {
        id: request.id,
        portfolio: { name: 'CNES' },
        services: [{ name: expect.any(String), portfolio: { slug: 'cnes' } }],
        checklist: expect.arrayContaining([{ requirement: { description: expect.any(String) } }]),
      },
    });
  });

  test('delivers a burst of fifty in order, to everybody who listens', async () => {
    const after = await changesCursor(ana);
    await using early = await Line.open<Change>(ana, OWN, { after });
    await using queue = await Line.open<Change>(clara, QUEUE, { after });
    const [other, mine] = await Promise.all([newDraft(bruno, 'cnes'), requestIn('SUBMITTED', cast)]);
    let last = mine;
    const burst = (async () => {
      for (let index = 0; index < 24; index++) {
        last = await done(act(clara, 'claimAccessRequest', pick(last)));
        last = await done(act(clara, 'releaseAccessRequest', pick(last)));
      }
    })();
    const others = Promise.all(Array.from({ length: 10 }, () => requestIn('SUBMITTED', cast)));
    await using late = await Line.open<Change>(ana, OWN, { after });
    await Promise.all([burst, others]);
    const wanted = ['CREATE', 'SUBMIT', ...Array.from({ length: 24 }, () => ['CLAIM', 'RELEASE']).flat()];
    for (const line of [early, late]) {
      await line.until((changes) => actionsOf(changes, mine.id).length === wanted.length);
      expect(actionsOf(line.delivered, mine.id)).toEqual(wanted);
      expect(actionsOf(line.delivered, other.id)).toEqual([]);
    }
    await queue.until((changes) => actionsOf(changes, mine.id).length === wanted.length - 1);
    expect(actionsOf(queue.delivered, mine.id)).toEqual(wanted.slice(1));
    // One line for all: what both saw stands in the same order in both, and every cursor once.
    const places = (line: Line<Change>) => line.delivered.map(({ cursor }) => cursor);
    const shared = places(queue).filter((cursor) => places(early).includes(cursor));
    expect(shared.length).toBeGreaterThanOrEqual(wanted.length - 1);
    expect(places(early).filter((cursor) => shared.includes(cursor))).toEqual(shared);
    expect(places(late).filter((cursor) => places(early).includes(cursor))).toEqual(
      places(early).filter((cursor) => places(late).includes(cursor)),
    );
    for (const line of [early, late, queue]) expect(new Set(places(line)).size).toBe(line.delivered.length);
  });
});

describe('the queue', () => {
  test('tells reviewers what enters, moves in and leaves it, and never a draft', async () => {
    await using line = await Line.open<Change>(clara, QUEUE);
    await using admins = await Line.open<Change>(elis, QUEUE);
    const request = await requestIn('CHANGES_REQUESTED', cast);
    const again = await resubmitted(ana, request);
    await done(act(ana, 'cancelAccessRequest', pick(again)));
    const draft = await newDraft(ana, 'cnes');
    await done(act(ana, 'cancelAccessRequest', pick(draft)));
    const last = await requestIn('SUBMITTED', cast);
    for (const one of [line, admins]) {
      await one.until((changes) => changes.some(({ accessRequest }) => accessRequest.id === last.id));
      expect(actionsOf(one.delivered, request.id)).toEqual(['SUBMIT', 'CLAIM', 'REQUEST_CHANGES', 'SUBMIT', 'CANCEL']);
      expect(actionsOf(one.delivered, draft.id)).toEqual([]);
    }
  });

  test('masks the manager’s CPF in events as in queries', async () => {
    const query =
      'subscription ($after: String) { reviewQueueChanged(after: $after) { accessRequest { id manager { cpf } } } }';
    await using line = await Line.open<{ accessRequest: { id: string; manager: { cpf: string } } }>(clara, query);
    const request = await requestIn('SUBMITTED', cast);
    const seen = await vi.waitUntil(() => line.delivered.find(({ accessRequest }) => accessRequest.id === request.id));
    expect(seen.accessRequest.manager.cpf).toMatch(/^\*{3}\.\d{3}\.\d{3}-\*{2}$/);
  });
});

describe('a line of credentials', () => {
  test('tells its owner of every change, in order, and nobody else', async () => {
    await using line = await Line.open<CredentialChange>(ana, CREDENTIALS);
    await using others = await Line.open<CredentialChange>(bruno, CREDENTIALS);
    const id = await homologationCredential(cast);
    const reason = 'Sistema em manutenção.';
    await actOnCredential(ana, 'rotateCredentialSecret', { id });
    await actOnCredential(elis, 'suspendCredential', { id, reason });
    await actOnCredential(elis, 'reinstateCredential', { id });
    await actOnCredential(ana, 'revokeCredential', { id, reason });
    const of = (one: Line<CredentialChange>) => one.delivered.filter(({ credential }) => credential.id === id);
    await line.until(() => of(line).length === 5);
    expect(of(line).at(-1)?.credential.state).toBe('REVOKED');
    const own = await homologationCredential({ owner: bruno, reviewer: clara });
    await others.until((changes) => changes.some(({ credential }) => credential.id === own));
    expect(of(others)).toEqual([]);
  });

  test('stands on the same line as the requests: the approval first, then its credential, or at once', async () => {
    const after = await changesCursor(ana);
    await using requests = await Line.open<Change>(ana, OWN, { after });
    await using credentials = await Line.open<CredentialChange>(ana, CREDENTIALS, { after });
    const request = await requestIn('APPROVED', cast);
    await credentials.until((changes) => changes.some(({ credential }) => credential.id === request.credential?.id));
    await requests.until((changes) => actionsOf(changes, request.id).includes('APPROVE'));
    const { cursor } = credentials.delivered.find(({ credential }) => credential.id === request.credential?.id) ?? {
      cursor: '',
    };
    // A cursor of one line is good for the others.
    await using rest = await Line.open<Change>(ana, OWN, { after: cursor });
    const next = await newDraft(ana, 'cnes');
    await rest.until((changes) => changes.some(({ accessRequest }) => accessRequest.id === next.id));
    expect(actionsOf(rest.delivered, request.id).filter((action) => action !== 'APPROVE')).toEqual([]);
  });
});

describe('what cannot be listened to', () => {
  test.for([
    ['accessRequestChanged', OWN],
    ['reviewQueueChanged', QUEUE],
    ['credentialChanged', CREDENTIALS],
  ] as const)('%s from a cursor that cannot be read: BAD_USER_INPUT', async ([, query]) => {
    const wrong = [
      '',
      'nada',
      '\0',
      btoa('[]'),
      btoa('["1",2]'),
      btoa('[-1,0]'),
      btoa(`[999999999,${Date.now()}]`),
      'x'.repeat(5_000),
    ];
    for (const after of wrong) {
      await using line = Line.asked(clara, query, { after });
      await vi.waitUntil(() => line.error);
      expect({ after, error: line.error }).toEqual({ after, error: 'BAD_USER_INPUT' });
    }
  });

  test('a cursor of 31 days ago: CURSOR_EXPIRED', async () => {
    const after = btoa(`[0,${Date.now() - 31 * 86_400_000}]`);
    await using line = Line.asked(ana, OWN, { after });
    await vi.waitUntil(() => line.error);
    expect(line.error).toBe('CURSOR_EXPIRED');
  });

  test.for([
    ['accessRequestChanged', OWN],
    ['reviewQueueChanged', QUEUE],
    ['credentialChanged', CREDENTIALS],
  ] as const)('%s by nobody: UNAUTHENTICATED', async ([, query]) => {
    await using line = Line.asked(Person.anonymous(), query);
    await vi.waitUntil(() => line.error);
    expect(line.error).toBe('UNAUTHENTICATED');
  });

  test('a request that is nobody’s, or another’s: NOT_FOUND, also to reviewers for a draft', async () => {
    const draft = await newDraft(bruno, 'cnes');
    for (const [person, id] of [
      [ana, draft.id],
      [clara, draft.id],
      [ana, '01920000-0000-7000-8000-000000000000'],
      [ana, 'nada'],
      [ana, '\0'],
    ] as const) {
      await using line = Line.asked(person, OWN, { id });
      await vi.waitUntil(() => line.error);
      expect(line.error).toBe('NOT_FOUND');
    }
  });
});

describe('a session that ends', () => {
  test('closes its sockets with 4403, and no other person’s', async () => {
    const [leaving, staying] = await Promise.all([Person.signIn('ana'), Person.signIn('ana')]);
    await using first = await Line.open<Change>(leaving, OWN);
    await using second = await Line.open<Change>(leaving, OWN);
    await using other = await Line.open<Change>(staying, OWN);
    const seen = await newDraft(staying, 'cnes');
    for (const line of [first, second, other]) {
      await line.until((changes) => changes.some(({ accessRequest }) => accessRequest.id === seen.id));
    }
    await leaving.signOut();
    await vi.waitUntil(() => first.closed !== undefined && second.closed !== undefined, { timeout: 2_000 });
    expect([first.closed, second.closed]).toEqual([4403, 4403]);
    const after = await newDraft(staying, 'cnes');
    await other.until((changes) => changes.some(({ accessRequest }) => accessRequest.id === after.id));
    expect(first.delivered.map(({ accessRequest }) => accessRequest.id)).not.toContain(after.id);
    expect((await leaving.ask('{ changesCursor }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
