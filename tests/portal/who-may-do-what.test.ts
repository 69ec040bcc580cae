import type { AccessRequestState } from '@portal/domain';
import { beforeAll, describe, expect, test } from 'vitest';
import { ACTS, expected, type Outcome, PEOPLE, reads, STATES, type Who } from './acts-on-requests.ts';
import { act, done, pick } from './arrange.ts';
import { aPdf } from './evidence-files.ts';
import { Person } from './person.ts';
import { type AccessRequest, attach, bring, homologationCredential, requestIn } from './stages.ts';

let people: Record<Who, Person>;
/** To whom what others hold is handed. */
let colleague: { id: string };

beforeAll(async () => {
  const [owner, stranger, holder, reviewer, manager, auditor, admin] = await Promise.all([
    Person.signIn('ana'),
    Person.signIn('bruno'),
    Person.signIn('clara'),
    Person.signIn('davi'),
    Person.signIn('gilda'),
    Person.signIn('hugo'),
    Person.signIn('elis'),
  ]);
  people = { owner, stranger, holder, reviewer, manager, auditor, admin };
  // From now on colleagues find him.
  await reviewer.get('{ reviewQueue(first: 1) { totalCount } }');
  ({ viewer: colleague } = await reviewer.get<{ viewer: { id: string } }>('{ viewer { id } }'));
});

const cast = () => ({ owner: people.owner, reviewer: people.holder });

interface Tried extends AccessRequest {
  evidence: string;
}

/** A request for that environment in that state, with a piece of evidence. */
async function inState(environment: string, state: AccessRequestState): Promise<Tried> {
  const draft =
    environment === 'PRODUCTION'
      ? await done(
          act(people.owner, 'createProductionRequest', {
            input: { credentialId: await homologationCredential(cast()) },
          }),
        )
      : await requestIn('DRAFT', cast());
  const evidence = await attach(people.owner, draft);
  return { ...(await bring(draft, state, cast())), evidence };
}

async function attempt(action: string, person: Person, request: Tried): Promise<Outcome> {
  if (action === 'ATTACH_EVIDENCE') {
    const { status } = await person.upload(request.id, aPdf(), 'outro.pdf');
    return ({ 201: 'done', 409: 'NOT_ALLOWED', 404: 'NOT_FOUND' } as const)[status] ?? 'FORBIDDEN';
  }
  const target = pick(request);
  const reasons = [{ code: 'OTHER', message: 'Falta o uso.' }];
  const calls: Record<string, [mutation: string, variables: Record<string, unknown>]> = {
    EDIT: ['updateAccessRequest', { input: { ...target, system: { vendor: 'Casa' } } }],
    REMOVE_EVIDENCE: ['removeEvidence', { id: request.evidence }],
    SUBMIT: ['submitAccessRequest', target],
    CANCEL: ['cancelAccessRequest', target],
    CLAIM: ['claimAccessRequest', target],
    RELEASE: ['releaseAccessRequest', target],
    HAND_OVER: ['handOverAccessRequest', { ...target, toPersonId: colleague.id }],
    REQUEST_CHANGES: ['requestChanges', { ...target, reasons }],
    APPROVE: ['approveAccessRequest', target],
    REJECT: ['rejectAccessRequest', { ...target, reasons }],
  };
  const [mutation, variables] = calls[action] ?? ['', {}];
  try {
    const { problems } = await act(person, mutation, variables);
    return (problems[0]?.code as Outcome | undefined) ?? 'done';
  } catch (error) {
    if (/FORBIDDEN/.test(String(error))) return 'FORBIDDEN';
    throw error;
  }
}

describe.each(['HOMOLOGATION', 'PRODUCTION'])('a request for %s', (environment) => {
  describe.each(STATES)('that is %s', (state) => {
    let request: Tried;
    beforeAll(async () => {
      request = await inState(environment, state);
    });

    test('shows everybody what they may do, and to who may not read it nothing', async () => {
      for (const who of PEOPLE) {
        const { accessRequest } = await people[who].get<{ accessRequest: { allowedActions: string[] } | null }>(
          'query ($id: ID!) { accessRequest(id: $id) { allowedActions } }',
          { id: request.id },
        );
        const may = Object.keys(ACTS).filter((action) => expected(action, who, state) === 'done');
        expect({ who, may: accessRequest?.allowedActions.toSorted() }).toEqual({
          who,
          may: reads(who, state) ? may.toSorted() : undefined,
        });
      }
    });

    test('refuses everybody everything else, and stays as it is', async () => {
      const outcomes: Record<string, Outcome> = {};
      const wanted: Record<string, Outcome> = {};
      for (const action of Object.keys(ACTS)) {
        for (const who of PEOPLE) {
          const outcome = expected(action, who, state);
          if (outcome === 'done') continue;
          wanted[`${action} by ${who}`] = outcome;
          outcomes[`${action} by ${who}`] = await attempt(action, people[who], request);
        }
      }
      expect(outcomes).toEqual(wanted);
      const { accessRequest } = await people.owner.get<{ accessRequest: object }>(
        'query ($id: ID!) { accessRequest(id: $id) { version state evidence { id } } }',
        { id: request.id },
      );
      expect(accessRequest).toEqual({ version: request.version, state, evidence: [{ id: request.evidence }] });
    });

    test('does what each may do', async () => {
      for (const action of Object.keys(ACTS)) {
        for (const who of PEOPLE) {
          if (expected(action, who, state) !== 'done') continue;
          const outcome = await attempt(action, people[who], await inState(environment, state));
          expect(`${action} by ${who}: ${outcome}`).toBe(`${action} by ${who}: done`);
        }
      }
    });
  });
});

describe('a reviewer’s own request', () => {
  test('can be reviewed by others only', async () => {
    const clara = people.holder;
    const own = await requestIn('SUBMITTED', { owner: clara, reviewer: people.reviewer });
    expect(await attempt('CLAIM', clara, { ...own, evidence: '' })).toBe('NOT_ALLOWED');
    const claimed = await done(act(people.reviewer, 'claimAccessRequest', pick(own)));
    for (const action of ['APPROVE', 'REJECT', 'REQUEST_CHANGES', 'RELEASE']) {
      expect(await attempt(action, clara, { ...claimed, evidence: '' })).toBe('NOT_ALLOWED');
    }
    const { accessRequest } = await clara.get<{ accessRequest: { allowedActions: string[] } }>(
      'query ($id: ID!) { accessRequest(id: $id) { allowedActions } }',
      { id: own.id },
    );
    expect(accessRequest.allowedActions).toEqual(['CANCEL']);
    expect((await done(act(people.reviewer, 'approveAccessRequest', pick(claimed)))).state).toBe('APPROVED');
  });

  test('an administrator’s own is released by others, or its holder', async () => {
    const elis = people.admin;
    const own = await requestIn('IN_REVIEW', { owner: elis, reviewer: people.reviewer });
    expect((await done(act(people.reviewer, 'releaseAccessRequest', pick(own)))).state).toBe('SUBMITTED');
  });
});

describe('two reviewers at once', () => {
  test('claim: one has it', async () => {
    const request = await requestIn('SUBMITTED', cast());
    const answers = await Promise.all(
      [people.holder, people.reviewer, people.holder].map((person) => act(person, 'claimAccessRequest', pick(request))),
    );
    expect(answers.filter(({ problems }) => problems.length === 0)).toHaveLength(1);
    for (const { problems } of answers) expect(['STALE_VERSION', undefined]).toContain(problems[0]?.code);
  });

  test('the holder approves while the owner cancels: one of both', async () => {
    const request = await requestIn('IN_REVIEW', cast());
    const [approved, cancelled] = await Promise.all([
      act(people.holder, 'approveAccessRequest', pick(request)),
      act(people.owner, 'cancelAccessRequest', pick(request)),
    ]);
    expect([approved, cancelled].filter(({ problems }) => problems.length === 0)).toHaveLength(1);
    const { accessRequest } = await people.owner.get<{ accessRequest: { state: string; credential: object | null } }>(
      'query ($id: ID!) { accessRequest(id: $id) { state credential { id } } }',
      { id: request.id },
    );
    expect(accessRequest.credential === null).toBe(accessRequest.state === 'CANCELLED');
  });
});
