import { beforeAll, describe, expect, test, vi } from 'vitest';
import { act, done, mutate, type Target } from './arrange.ts';
import { Line } from './line.ts';
import { signedIn } from './people.ts';
import { Person, portalUrl } from './person.ts';
import { type RegisteredSystem, registeredSystem } from './registered-system.ts';
import { attach } from './stages.ts';
import { TrialHost } from './trial-host.ts';

let owner: Person;
let reviewer: Person;
let stranger: Person;
let second: Person;
let admin: Person;
let system: RegisteredSystem;
let host: TrialHost;
beforeAll(async () => {
  const people = await signedIn('ana', 'clara', 'bruno', 'davi', 'elis');
  ({ ana: owner, clara: reviewer, bruno: stranger, davi: second, elis: admin } = people);
  system = await registeredSystem({ owner, reviewer }, ['rnds-ria-r']);
  host = await TrialHost.of(owner, system);
});

/** What takes milliseconds, and on a busy machine seconds. */
const SOON = { timeout: 60_000, interval: 50 };

interface Change {
  run: { id: string; outcome: string; calls: number; requirements: { key: string; outcome: string }[] };
  call: { id: string; operation: string; nearestSteps: { matched: boolean; title: string }[] } | null;
}
const CHANGED = `subscription ($id: ID!) { conformanceRunChanged(credentialId: $id) {
  run { id outcome calls requirements { key outcome } } call { id operation nearestSteps { matched title } } } }`;
const MADE = 'subscription ($id: ID!) { homologationCallMade(credentialId: $id) { id operation status } }';

async function systemToken({ clientId, secret }: RegisteredSystem): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const response = await fetch(new URL('/oauth/token', portalUrl()), {
    method: 'POST',
    headers: { authorization },
    body,
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** A stream of events by a token: what it brought so far. */
async function streamBy(token: string, query: string, id: string) {
  const stop = new AbortController();
  const response = await fetch(new URL('/graphql', portalUrl()), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { id } }),
    signal: stop.signal,
  });
  const came = { text: '', [Symbol.dispose]: () => stop.abort() };
  void (async () => {
    for await (const part of response.body ?? []) came.text += Buffer.from(part).toString();
  })().catch(() => {});
  return came;
}

const stands = ({ run, call }: Change, requirement: string, outcome: string) =>
  call === null && run.requirements.some((one) => one.key === requirement && one.outcome === outcome);

/** From the first submit on, reviewers look at what its calls came to. */
async function askForProduction(person: Person, credentialId: string): Promise<void> {
  const draft = await done(act(person, 'createProductionRequest', { input: { credentialId } }));
  await attach(person, draft, ['BUNDLE']);
  const { accessRequest } = await person.get<{ accessRequest: Target }>(
    'query ($id: ID!) { accessRequest(id: $id) { id version } }',
    { id: draft.id },
  );
  await done(act(person, 'submitAccessRequest', accessRequest));
}

describe('what a call comes to', () => {
  test('is at its owner’s page and at the system’s own stream once it was answered', async () => {
    await using runs = Line.asked<Change>(owner, CHANGED, { id: system.credentialId });
    await using calls = Line.asked<{ id: string; operation: string }>(owner, MADE, { id: system.credentialId });
    using own = await streamBy(await systemToken(system), CHANGED, system.credentialId);
    const token = await host.token();
    // Until all of them are there nobody is told.
    await vi.waitUntil(async () => {
      expect((await host.ehr(token, 'Organization/2337991')).status).toBe(200);
      return runs.delivered.length > 0 && calls.delivered.length > 0 && own.text.includes('read-organization');
    }, SOON);
    const { run, call } = await runs.change((change) => change.call?.operation === 'read-organization');
    expect(run).toMatchObject({ outcome: 'WAITING' });
    expect(call?.nearestSteps[0]?.title).toBeTruthy();
    expect(own.text).toContain(run.id);
    const { edges } = (
      await owner.get<{
        credential: { homologationAccess: { conformanceRuns: { edges: { node: { id: string } }[] } } };
      }>(
        'query ($id: ID!) { credential(id: $id) { homologationAccess { conformanceSuites { key } conformanceRuns { edges { node { id } } } } } }',
        { id: system.credentialId },
      )
    ).credential.homologationAccess.conformanceRuns;
    expect(edges.map(({ node }) => node.id)).toEqual([run.id]);
  });

  test('is told first of all as it is to whoever joins later', async () => {
    await host.token();
    await using first = Line.asked<Change>(owner, CHANGED, { id: system.credentialId });
    const { run } = await first.change(() => true);
    await using later = Line.asked<Change>(owner, CHANGED, { id: system.credentialId });
    expect((await later.change(() => true)).run.id).toBe(run.id);
    await using calls = Line.asked<{ operation: string }>(owner, MADE, { id: system.credentialId });
    await calls.change(() => true);
  });

  test('and what its owner declares', async () => {
    await using runs = Line.asked<Change>(owner, CHANGED, { id: system.credentialId });
    // One token for all of them: a new one for each fails a step.
    const token = await host.token();
    const runId = await vi.waitUntil(async () => {
      await host.ehr(token, 'Organization/2337991');
      return runs.delivered[0]?.run.id;
    }, SOON);
    const { node } = await owner.get<{ node: { requirements: { key: string; attest: string | null }[] } }>(
      'query ($id: ID!) { node(id: $id) { ... on ConformanceRun { requirements { key attest } } } }',
      { id: runId },
    );
    const requirement = node.requirements.find(({ attest }) => attest !== null)?.key;
    const input = { runId, requirement, kind: 'ATTESTED', reason: 'Os dois identificadores são guardados.' };
    const { run } = await mutate<{ run: { outcome: string } }>(
      owner,
      'declareConformanceRequirement',
      { input },
      'run { outcome } problems { code }',
    );
    expect(run.outcome).toBe('WAITING');
    await runs.change(
      ({ run: { requirements }, call }) =>
        call === null && requirements.some((one) => one.key === requirement && one.outcome === 'ATTESTED'),
    );
  });

  test('and what two reviewers find in the judge’s place, once production was asked for', async () => {
    await using runs = Line.asked<Change>(owner, CHANGED, { id: system.credentialId });
    // One token for all of them: a new one for each fails a step.
    const token = await host.token();
    const runId = await vi.waitUntil(async () => {
      await host.ehr(token, 'Organization/2337991');
      return runs.delivered[0]?.run.id;
    }, SOON);
    const requirement = 'token.reuse';
    const ANSWER = 'run { requirements { key overrides { proposalId state } } } problems { code path }';
    type Answered = {
      run: { requirements: { key: string; overrides: { proposalId: string }[] }[] } | null;
      problems: object[];
    };
    const input = { runId, requirement, outcome: 'NOT_APPLICABLE', reason: 'O sistema não pede tokens por si mesmo.' };
    const review = (who: Person, name: string, facts: object) =>
      mutate<Answered>(who, `${name}ConformanceOverride`, { input: facts }, ANSWER);
    // Before, reviewers do not even know of it.
    expect((await review(reviewer, 'propose', input)).problems).toEqual([{ code: 'NOT_FOUND', path: ['runId'] }]);
    await askForProduction(owner, system.credentialId);
    const { node } = await reviewer.get<{ node: { id: string } | null }>(
      'query ($id: ID!) { node(id: $id) { id ... on ConformanceRun { outcome } } }',
      { id: runId },
    );
    expect(node?.id).toBe(runId);
    const { run } = await review(reviewer, 'propose', input);
    const proposalId = run?.requirements.find(({ key }) => key === requirement)?.overrides[0]?.proposalId;
    await runs.change((change) => stands(change, requirement, 'IN_REVIEW'));
    expect((await review(reviewer, 'confirm', { runId, proposalId })).problems).toEqual([
      { code: 'NOT_ALLOWED', path: ['proposalId'] },
    ]);
    for (const person of [owner, stranger, admin]) {
      const refused = await person.ask(
        'mutation ($input: ConfirmConformanceOverrideInput!) { confirmConformanceOverride(input: $input) { problems { code } } }',
        { input: { runId, proposalId } },
      );
      expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    }
    const both = await Promise.all([second, second].map((who) => review(who, 'confirm', { runId, proposalId })));
    expect(both.map(({ problems }) => problems.length).toSorted()).toEqual([0, 1]);
    await runs.change((change) => stands(change, requirement, 'NOT_APPLICABLE'));
    const seen = await stranger.get<{ node: object | null }>('query ($id: ID!) { node(id: $id) { id } }', {
      id: runId,
    });
    expect(seen.node).toBeNull();
  });

  test('and what its owner and reviewers write about it, to both; reviewers follow it from then on, without the calls', async () => {
    const own = await registeredSystem({ owner, reviewer }, ['rnds-ria-r']);
    const trials = await TrialHost.of(owner, own);
    await trials.ehr(await trials.token(), 'Organization/2337991');
    await using early = Line.asked<Change>(reviewer, CHANGED, { id: own.credentialId });
    expect(await early.refusal()).toBe('NOT_FOUND');
    await askForProduction(owner, own.credentialId);
    await using toOwner = Line.asked<Change>(owner, CHANGED, { id: own.credentialId });
    await using toReviewer = Line.asked<Change>(reviewer, CHANGED, { id: own.credentialId });
    const { run } = await toReviewer.change(() => true);
    await toOwner.change(() => true);
    const said = (who: Person, text: string) =>
      mutate<{ message: { side: string } }>(
        who,
        'writeConformanceMessage',
        { input: { runId: run.id, requirement: 'token.reuse', text } },
        'message { side } problems { code path }',
      );
    for (const [who, side] of [
      [owner, 'INTEGRATOR'],
      [reviewer, 'REVIEWERS'],
    ] as const) {
      const before = [toOwner.delivered.length, toReviewer.delivered.length] as const;
      expect((await said(who, 'Como se faz isto?')).message.side).toBe(side);
      await vi.waitUntil(() => toOwner.delivered.length > before[0] && toReviewer.delivered.length > before[1], SOON);
    }
    await trials.ehr(await trials.token(), 'Organization/2337991');
    await toOwner.change(({ call }) => call !== null);
    const calls = toOwner.delivered.at(-1)?.run.calls ?? 0;
    await toReviewer.change((change) => change.run.calls >= calls);
    expect(toReviewer.delivered.every(({ call }) => call === null)).toBe(true);
    await using made = Line.asked(reviewer, MADE, { id: own.credentialId });
    expect(await made.refusal()).toBe('NOT_FOUND');
    const { node } = await second.get<{ node: { requirements: { key: string; unreadMessages: number }[] } }>(
      'query ($id: ID!) { node(id: $id) { ... on ConformanceRun { requirements { key unreadMessages } } } }',
      { id: run.id },
    );
    expect(node.requirements.find(({ key }) => key === 'token.reuse')?.unreadMessages).toBe(2);
  });

  test('is told to nobody else', async () => {
    const other = await registeredSystem({ owner: stranger, reviewer }, ['rnds-ria-r']);
    for (const [person, id] of [
      [stranger, system.credentialId],
      [owner, 'nada'],
    ] as const) {
      for (const query of [CHANGED, MADE]) {
        await using line = Line.asked(person, query, { id });
        expect(await line.refusal()).toBe('NOT_FOUND');
      }
    }
    await using nobody = Line.asked(Person.anonymous(), CHANGED, { id: system.credentialId });
    expect(await nobody.refusal()).toBe('UNAUTHENTICATED');
    using stream = await streamBy(await systemToken(other), CHANGED, system.credentialId);
    await vi.waitUntil(() => stream.text.includes('NOT_FOUND'), SOON);
  });

  test('is told no more once the session is over', async () => {
    const leaving = await Person.signIn('ana');
    await using line = Line.asked<Change>(leaving, CHANGED, { id: system.credentialId });
    await vi.waitUntil(async () => {
      await host.ehr(await host.token(), 'Organization/2337991');
      return line.delivered.length > 0;
    }, SOON);
    await leaving.signOut();
    expect(await line.end()).toBe(4403);
  });
});
