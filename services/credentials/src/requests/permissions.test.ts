import type { AccessRequestAction, AccessRequestState } from '@portal/domain';
import { type Caller, type Person, signInternalToken } from '@portal/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attach, pdf } from '../testing/attach.ts';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { ana, bruno, clara, davi, elis, fabio, gilda, hugo } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

// "Who may do what", as the domain's words have it; written out here on purpose, not read from the table of transitions.

/** Who tries: Ana owns every request, Clara holds those in review. */
const TRIES = {
  owner: ana,
  stranger: bruno,
  holder: clara,
  reviewer: davi,
  manager: gilda,
  auditor: hugo,
  admin: elis,
} as const;
type Who = keyof typeof TRIES;

type Act = Exclude<AccessRequestAction, 'CREATE' | 'ERASE_EVIDENCE' | 'REFUSE_EVIDENCE' | 'TRANSFER'> | 'ASSESS';
type Outcome = 'done' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'FORBIDDEN';

const STATES: AccessRequestState[] = [
  'DRAFT',
  'SUBMITTED',
  'IN_REVIEW',
  'CHANGES_REQUESTED',
  'APPROVED',
  'REJECTED',
  'CANCELLED',
];
const EDITABLE: AccessRequestState[] = ['DRAFT', 'CHANGES_REQUESTED'];
const OPEN: AccessRequestState[] = ['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED'];

/** By whom, from which states; everything else is refused. */
const MAY: Record<Act, { who: Who[]; from: AccessRequestState[]; roles?: Who[] }> = {
  EDIT: { who: ['owner'], from: EDITABLE },
  ATTACH_EVIDENCE: { who: ['owner'], from: EDITABLE },
  REMOVE_EVIDENCE: { who: ['owner'], from: EDITABLE },
  SUBMIT: { who: ['owner'], from: EDITABLE },
  CANCEL: { who: ['owner'], from: OPEN },
  CLAIM: { who: ['holder', 'reviewer'], from: ['SUBMITTED'], roles: ['holder', 'reviewer'] },
  RELEASE: {
    who: ['holder', 'manager', 'admin'],
    from: ['IN_REVIEW'],
    roles: ['holder', 'reviewer', 'manager', 'admin'],
  },
  HAND_OVER: { who: ['holder', 'manager'], from: ['IN_REVIEW'], roles: ['holder', 'reviewer', 'manager'] },
  ASSESS: { who: ['holder'], from: ['IN_REVIEW'], roles: ['holder', 'reviewer'] },
  REQUEST_CHANGES: { who: ['holder'], from: ['IN_REVIEW'], roles: ['holder', 'reviewer'] },
  APPROVE: { who: ['holder'], from: ['IN_REVIEW'], roles: ['holder', 'reviewer'] },
  REJECT: { who: ['holder'], from: ['IN_REVIEW'], roles: ['holder', 'reviewer'] },
};

function expected(act: Act, who: Who, state: AccessRequestState): Outcome {
  const { who: allowed, from, roles } = MAY[act];
  if (roles && !roles.includes(who)) return 'FORBIDDEN';
  if (allowed.includes(who) && from.includes(state)) return 'done';
  // Who leads the work gives out what waits as well.
  if (act === 'HAND_OVER' && who === 'manager' && state === 'SUBMITTED') return 'done';
  // To who may not read it, and for what only an owner does to all others, the request does not exist.
  const reads = who === 'owner' || (who !== 'stranger' && state !== 'DRAFT' && state !== 'CANCELLED');
  return reads && (roles || who === 'owner') ? 'NOT_ALLOWED' : 'NOT_FOUND';
}

const service = await startService();
const journey = new Journey(service);
await journey.readQueue(davi);
afterAll(() => service[Symbol.asyncDispose]());

/** A request of Ana's in that state, with a piece of evidence. */
async function inState(state: AccessRequestState): Promise<Tried> {
  const draft = await journey.draft(ana);
  const evidence = await attach(service, ana, draft.id, pdf(`de ${draft.protocol}`));
  return { ...(await moveOn(draft, state)), evidence: evidence.id };
}

interface Tried extends SeenRequest {
  evidence: string;
}

async function moveOn(draft: SeenRequest, state: AccessRequestState): Promise<SeenRequest> {
  if (state === 'DRAFT') return draft;
  if (state === 'CANCELLED') return journey.done(journey.act(ana, 'cancel', draft));
  const submitted = await journey.done(journey.act(ana, 'submit', draft));
  if (state === 'SUBMITTED') return submitted;
  const claimed = await journey.done(journey.act(clara, 'claim', submitted));
  if (state === 'IN_REVIEW') return claimed;
  if (state === 'APPROVED') return journey.done(journey.act(clara, 'approve', claimed));
  return journey.done(journey.refuse(clara, state === 'REJECTED' ? 'rejectAccessRequest' : 'requestChanges', claimed));
}

async function attempt(act: Act, person: Person, request: Tried): Promise<Outcome> {
  if (act === 'ATTACH_EVIDENCE') return tryToAttach(person, request);
  const { id, version } = request;
  const target = '$id: ID!, $version: Int!';
  const reasons = [{ code: 'OTHER', message: 'Falta o uso.' }];
  const refusal = `${target}, $reasons: [ReasonInput!]!`;
  const calls: Record<Exclude<Act, 'ATTACH_EVIDENCE'>, [field: string, declared: string, variables: object]> = {
    EDIT: [
      'updateAccessRequest',
      '$input: UpdateAccessRequestInput!',
      { input: { id, version, system: { vendor: 'Casa' } } },
    ],
    REMOVE_EVIDENCE: ['removeEvidence', '$id: ID!', { id: request.evidence }],
    SUBMIT: ['submitAccessRequest', target, { id, version }],
    CANCEL: ['cancelAccessRequest', target, { id, version }],
    CLAIM: ['claimAccessRequest', target, { id, version }],
    RELEASE: ['releaseAccessRequest', target, { id, version }],
    HAND_OVER: [
      'handOverAccessRequest',
      `${target}, $toPersonId: ID!`,
      // To a reviewer other than who holds it.
      { id, version, toPersonId: davi.id },
    ],
    ASSESS: [
      'assessRequirement',
      '$id: ID!, $requirement: String!, $verdict: Verdict!',
      { id, requirement: 'titular', verdict: 'PROVEN' },
    ],
    REQUEST_CHANGES: ['requestChanges', refusal, { id, version, reasons }],
    APPROVE: ['approveAccessRequest', target, { id, version }],
    REJECT: ['rejectAccessRequest', refusal, { id, version, reasons }],
  };
  const [field, declared, variables] = calls[act];
  const passed = [...declared.matchAll(/\$(\w+)/g)].map(([, name]) => `${name}: $${name}`).join(', ');
  const query = `mutation (${declared}) { answer: ${field}(${passed}) { accessRequest { id } problems { code } } }`;
  const { data, errors } = await service.ask<{ answer: { problems: { code: Outcome }[] } } | null>(
    person,
    query,
    variables,
  );
  if (errors) return errors[0]?.extensions.code as Outcome;
  return data?.answer.problems[0]?.code ?? 'done';
}

async function tryToAttach(person: Person, { id }: Tried): Promise<Outcome> {
  try {
    await attach(service, person, id, pdf());
    return 'done';
  } catch (error) {
    const status = /not attached: (\d+)/.exec(String(error))?.[1];
    return status === '409' ? 'NOT_ALLOWED' : 'NOT_FOUND';
  }
}

describe.each(STATES)('in %s', (state) => {
  let untouched: Tried;

  beforeAll(async () => {
    untouched = await inState(state);
  });

  it('each act is done by those who may, and refused to everybody else', async () => {
    const wrong: string[] = [];
    for (const act of Object.keys(MAY) as Act[]) {
      for (const who of Object.keys(TRIES) as Who[]) {
        const should = expected(act, who, state);
        // What is refused changes nothing, so that one request serves all who are refused.
        const request = should === 'done' ? await inState(state) : untouched;
        const outcome = await attempt(act, TRIES[who], request);
        if (outcome !== should) wrong.push(`${act} by ${who}: ${outcome}, not ${should}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await journey.read(ana, untouched.id)).toMatchObject({ state, version: untouched.version });
  });

  it('allowedActions says the same', async () => {
    const { id } = untouched;
    for (const who of Object.keys(TRIES) as Who[]) {
      const seen = await journey.read(TRIES[who], id);
      const may = (Object.keys(MAY) as Act[]).filter((act) => expected(act, who, state) === 'done' && act !== 'ASSESS');
      if (seen) expect([...seen.allowedActions].sort()).toEqual(may.sort());
      else expect(may).toEqual([]);
    }
  });

  it('is read by its owner, and by the Ministry’s people from the first submit on', async () => {
    const { id, protocol } = untouched;
    const submitted = state !== 'DRAFT' && state !== 'CANCELLED';
    const readers = { holder: submitted, manager: submitted, auditor: submitted, admin: submitted };
    for (const [who, reads] of Object.entries({ owner: true, stranger: false, ...readers })) {
      const person = TRIES[who as Who];
      expect([who, (await journey.read(person, id)) !== null]).toEqual([who, reads]);
      const query = 'query ($protocol: String!) { accessRequestByProtocol(protocol: $protocol) { id } }';
      const { data } = await service.ask<{ accessRequestByProtocol: object | null }>(person, query, { protocol });
      expect([who, data.accessRequestByProtocol !== null]).toEqual([who, reads]);
      const entities = `query ($id: ID!) {
        _entities(representations: [{ __typename: "AccessRequest", id: $id }]) { ... on AccessRequest { protocol } } }`;
      const found = await service.ask<{ _entities: (object | null)[] }>(person, entities, { id });
      expect([who, found.data._entities[0] !== null]).toEqual([who, reads]);
    }
  });
});

describe('people', () => {
  it('a reviewer does not review their own request', async () => {
    const own = await journey.submitted(clara);
    expect(await journey.act(clara, 'claim', own)).toMatchObject({
      problems: [{ code: 'NOT_ALLOWED', message: 'Você não pode analisar uma solicitação da sua equipe.' }],
    });
    const claimed = await journey.done(journey.act(davi, 'claim', own));
    for (const verb of ['approve', 'release'] as const) {
      expect(await journey.act(clara, verb, claimed)).toMatchObject({ problems: [{ code: 'NOT_ALLOWED' }] });
    }
    expect((await journey.read(clara, own.id))?.allowedActions).toEqual(['CANCEL']);
  });

  it('who leads, audits or administrates does nothing of it on a request of their own', async () => {
    for (const person of [gilda, hugo, elis]) {
      const own = await journey.inReview(clara, person);
      expect(own.allowedActions).toContain('APPROVE');
      expect((await journey.read(person, own.id))?.allowedActions).toEqual(['CANCEL']);
    }
    const own = await journey.inReview(clara, gilda);
    for (const answer of [journey.act(gilda, 'release', own), journey.handOver(gilda, own, davi)]) {
      expect(await answer).toMatchObject({ problems: [{ code: 'NOT_ALLOWED' }] });
    }
  });

  it('a bronze account drafts and does not submit', async () => {
    const draft = await journey.draft(fabio);
    expect(draft.allowedActions).not.toContain('SUBMIT');
    expect(await journey.act(fabio, 'submit', draft)).toMatchObject({
      accessRequest: { state: 'DRAFT' },
      problems: [{ code: 'NOT_ALLOWED' }],
    });
    const silver: Person = { ...fabio, assuranceLevel: 'SILVER' };
    expect(await journey.act(silver, 'submit', draft)).toMatchObject({ accessRequest: { state: 'SUBMITTED' } });
  });

  it('an administrator releases what another holds, and it goes back into the queue', async () => {
    const claimed = await journey.inReview(clara);
    const released = await journey.done(journey.act(elis, 'release', claimed));
    expect(released.state).toBe('SUBMITTED');
    expect(await journey.read(davi, claimed.id, 'reviewer { name } previousReviewer { name } allowedActions')).toEqual({
      reviewer: null,
      previousReviewer: { name: clara.name },
      allowedActions: ['CLAIM'],
    });
  });
});

describe('nobody signed in', () => {
  const nobody: Caller = { kind: 'anonymous' };

  it.each([
    'accessRequests { totalCount }',
    'reviewQueue { totalCount }',
    'reviewHistory { totalCount }',
    'submittedRequests { totalCount }',
    'queueReviewers { id }',
    'accessRequest(id: "x") { id }',
    'accessRequestByProtocol(protocol: "x") { id }',
    'changesCursor',
    'reasonCodes { code }',
  ])('%s is UNAUTHENTICATED', async (field) => {
    const { errors } = await service.ask(nobody, `{ ${field} }`);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it.each(['claimAccessRequest(id: "x", version: 1)', 'submitAccessRequest(id: "x", version: 1)'])(
    '%s is UNAUTHENTICATED',
    async (field) => {
      const { errors } = await service.ask(nobody, `mutation { ${field} { problems { code } } }`);
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    },
  );

  it('the viewer is null', async () => {
    expect((await service.ask(nobody, '{ viewer { id } }')).data).toEqual({ viewer: null });
    expect((await service.ask(ana, '{ viewer { name roles assuranceLevel } }')).data).toEqual({
      viewer: { name: ana.name, roles: ['INTEGRATOR'], assuranceLevel: 'GOLD' },
    });
  });

  it('a token that the gateway did not sign is not looked at further', async () => {
    const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    if (!('privateKey' in pair)) throw new Error('a pair was asked for');
    const token = await signInternalToken({ issuer: 'gateway', privateKey: pair.privateKey }, 'credentials', ana);
    const response = await service.fetch('/graphql', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    expect(response.status).toBe(401);
  });
});

describe('roles are looked at before ids', () => {
  it.each([
    'reviewQueue { totalCount }',
    'reviewHistory { totalCount }',
    'submittedRequests { totalCount }',
    'queueReviewers { id }',
  ])('%s is FORBIDDEN', async (field) => {
    const { errors } = await service.ask(ana, `{ ${field} }`);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await service.ask(elis, `{ ${field} }`)).errors).toBeUndefined();
  });

  it.each(['x', '01939d2e-8c00-7000-8000-00000000ffff', '', '\u0000'])('an id like "%s" is NOT_FOUND', async (id) => {
    const { accessRequest, problems } = await journey.act(clara, 'claim', { id, version: 1 });
    expect([accessRequest, problems[0]?.code, problems[0]?.path]).toEqual([null, 'NOT_FOUND', ['id']]);
    expect(await journey.read(ana, id)).toBeNull();
  });
});
