import type { AccessRequestState } from '@portal/domain';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { act, done, mutate, pick, type Target } from './arrange.ts';
import { everyField, fieldsOf, reachedFrom, toldIn } from './every-field.ts';
import { Line } from './line.ts';
import { Machine, machineOf } from './machine.ts';
import { boundReviewer, signedIn } from './people.ts';
import { type Answer, type Person } from './person.ts';
import { JUDGED, type Judgement, READERS, REVIEWING, type Reader } from './readers.ts';
import { drawSecret, type RegisteredSystem, registeredSystem, tokenOfSystem } from './registered-system.ts';
import { actOnCredential, attach } from './stages.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const INTERNAL = 'Entre analistas: conferir com a equipe da RNDS.';
const NOTE = 'Para quem pediu: falta o retorno do validador.';
const UNFINISHED = 'Fornecedor que ainda não foi enviado';
const REASON = { code: 'OTHER', message: 'Descreva melhor o sistema.' };

const judgementOf = (type: string, field: string): Judgement | undefined => JUDGED[type]?.[field];

/** What is asked by who is refused all of it is asked for alone. */
const isRefused = (reader: Reader) => (type: string, field: string) => {
  const judgement = judgementOf(type, field);
  return typeof judgement === 'object' && judgement.refused === true && !REVIEWING.includes(reader);
};

let asking: Record<Reader, { ask<Data>(query: string, variables: object): Promise<Answer<Data>> }>;
/** A reviewer of another portfolio: to them it does not exist, whatever its state. */
let elsewhere: Person;
let ana: Person;
let clara: Person;
let system: RegisteredSystem;

beforeAll(async () => {
  const people = await signedIn('ana', 'clara', 'davi', 'gilda', 'hugo', 'elis');
  ({ ana, clara } = people);
  elsewhere = await boundReviewer(people.elis);
  system = await registeredSystem({ owner: ana, reviewer: clara });
  // A second secret while the first is good: both moments are there to be told.
  const secret = await drawSecret(ana, system.credentialId, 24);
  asking = {
    owner: ana,
    token: await machineOf(ana, ['requests:read', 'credentials:read', 'catalogue:read']),
    system: new Machine(`Bearer ${await tokenOfSystem(system.clientId, secret)}`),
    holder: clara,
    reviewer: people.davi,
    manager: people.gilda,
    auditor: people.hugo,
    admin: people.elis,
  } as typeof asking;
});

test('every field that a request leads to is judged, and none that is not there', () => {
  const types = [...reachedFrom('AccessRequest'), ...reachedFrom('Credential')];
  const there = Object.fromEntries(types.map((type) => [type, fieldsOf(type).toSorted()]));
  const judged = Object.fromEntries(
    Object.entries(JUDGED).map(([type, fields]) => [type, Object.keys(fields).toSorted()]),
  );
  expect(judged).toEqual(there);
});

describe('each reader is told what is theirs, whatever the state', () => {
  test('of a request that is sent back, sent again, and approved', async () => {
    await using toAna = await Line.open<{ accessRequest: { id: string } }>(ana, LIVE);
    const { id } = await draft();
    await look(id, 'DRAFT', ['owner', 'token', 'system']);
    const submitted = await done(act(ana, 'submitAccessRequest', await targetOf(id)));
    await look(id, 'SUBMITTED');
    const claimed = await done(act(clara, 'claimAccessRequest', pick(submitted)));
    await assess(id);
    await look(id, 'IN_REVIEW');
    await done(act(clara, 'requestChanges', { ...pick(claimed), reasons: [REASON] }));
    await done(act(ana, 'updateAccessRequest', { input: { ...(await targetOf(id)), system: { vendor: UNFINISHED } } }));
    await attach(ana, { id });
    await look(id, 'CHANGES_REQUESTED');
    const again = await done(act(ana, 'submitAccessRequest', await targetOf(id)));
    await look(id, 'SUBMITTED', READERS, { sent: true });
    const held = await done(act(clara, 'claimAccessRequest', pick(again)));
    await look(id, 'IN_REVIEW', READERS, { sent: true });
    await done(act(clara, 'approveAccessRequest', pick(held)));
    await look(id, 'APPROVED', READERS, { sent: true });

    const live = await toAna.until((all) => all.filter(({ accessRequest }) => accessRequest.id === id).length >= 8);
    expect(JSON.stringify(live)).not.toContain(INTERNAL);
  });

  test('of one that is rejected', async () => {
    const { id } = await draft();
    const submitted = await done(act(ana, 'submitAccessRequest', await targetOf(id)));
    const claimed = await done(act(clara, 'claimAccessRequest', pick(submitted)));
    await assess(id);
    await done(act(clara, 'rejectAccessRequest', { ...pick(claimed), reasons: [REASON] }));
    await look(id, 'REJECTED');
  });

  test('of one that is given up while it is reviewed', async () => {
    const { id } = await draft();
    const submitted = await done(act(ana, 'submitAccessRequest', await targetOf(id)));
    await done(act(clara, 'claimAccessRequest', pick(submitted)));
    await assess(id);
    await done(act(ana, 'cancelAccessRequest', await targetOf(id)));
    await look(id, 'CANCELLED');
  });
});

test('what is written on a request is told to both sides, to each live, and to nobody else', async () => {
  const { bruno } = await signedIn('bruno');
  const { id } = await draft();
  const words = { [OWN]: `Pergunta sobre ${id}`, [OF_REVIEWERS]: `Resposta sobre ${id}` };
  await using toOwner = await Line.open<Written>(ana, OWN);
  await using toReviewer = await Line.open<Written>(clara, OF_REVIEWERS);
  await using toStranger = await Line.open<Written>(bruno, OWN);
  await using toAnother = await Line.open<Written>(elsewhere, OF_REVIEWERS);
  expect(await write(ana, id, words[OWN])).toMatchObject([{ code: 'NOT_ALLOWED', path: ['id'] }]);
  await done(act(ana, 'submitAccessRequest', await targetOf(id)));
  expect(await write(ana, id, words[OWN])).toEqual([]);
  expect(await write(clara, id, words[OF_REVIEWERS])).toEqual([]);
  for (const line of [toOwner, toReviewer]) {
    for (const text of Object.values(words)) await line.change(({ message }) => message.text === text);
  }
  expect(await write(elsewhere, id, 'E eu?')).toEqual([{ code: 'NOT_FOUND', path: ['id'] }]);
  for (const reader of READERS) {
    const { data } = await asking[reader].ask<object>(
      'query ($id: ID!) { accessRequest(id: $id) { messages { edges { node { text author } } } } }',
      { id },
    );
    for (const text of Object.values(words))
      expect([reader, JSON.stringify(data)]).toEqual([reader, expect.stringContaining(text)]);
  }
  expect(await write(bruno, id, 'E eu?')).toEqual([{ code: 'NOT_FOUND', path: ['id'] }]);
  await using refused = Line.asked(bruno, OWN, { id });
  expect(await refused.refusal()).toBe('NOT_FOUND');
  await using none = Line.asked(bruno, OF_REVIEWERS);
  expect(await none.refusal()).toBe('FORBIDDEN');
  expect(toStranger.delivered).toEqual([]);
  expect(toAnother.delivered).toEqual([]);
  await done(act(ana, 'cancelAccessRequest', await targetOf(id)));
});

test('why a credential was suspended is told on its own page, and not where it is only met', async () => {
  const { id } = await draft();
  await done(act(ana, 'submitAccessRequest', await targetOf(id)));
  const reason = 'Servidor trocado durante a migração.';
  const { problems } = await actOnCredential(ana, 'suspendCredential', { id: system.credentialId, reason });
  expect(problems).toEqual([]);
  for (const [reader, isTold] of Object.entries({ owner: true, token: true, reviewer: false, admin: true })) {
    const { data } = await asking[reader as Reader].ask<object>(
      'query ($id: ID!) { accessRequest(id: $id) { homologationCredential { stateReason } } }',
      { id },
    );
    expect([reader, JSON.stringify(data).includes(reason)]).toEqual([reader, isTold]);
  }
});

interface Written {
  message: { text: string };
}

const TOLD = '{ message { text side author own } accessRequest { id unreadMessages } }';
const OWN = `subscription ($id: ID, $after: String) { accessRequestMessageChanged(id: $id, after: $after) ${TOLD} }`;
const OF_REVIEWERS = `subscription ($after: String) { reviewMessageChanged(after: $after) ${TOLD} }`;

async function write(who: Person, id: string, text: string) {
  const { problems } = await mutate<{ problems: { code: string; path: string[] }[] }>(
    who,
    'writeAccessRequestMessage',
    { input: { id, text } },
    'problems { code path }',
  );
  return problems;
}

const LIVE = `subscription ($after: String) { accessRequestChanged(after: $after) {
  event ${everyField('AccessRequestEvent', () => false)}
  accessRequest ${everyField('AccessRequest', isRefused('owner'))} } }`;

/** A draft for production in which nothing is missing. */
async function draft(): Promise<Target> {
  const made = await done(act(ana, 'createProductionRequest', { input: { credentialId: system.credentialId } }));
  await attach(ana, made, ['BUNDLE']);
  return made;
}

async function assess(id: string): Promise<void> {
  const mark = { id, requirement: 'BUNDLE', verdict: 'DOUBTFUL', note: NOTE, internalNote: INTERNAL };
  await done(act(clara, 'assessRequirement', mark));
}

async function targetOf(id: string): Promise<Target> {
  const query = 'query ($id: ID!) { accessRequest(id: $id) { id version } }';
  return (await ana.get<{ accessRequest: Target }>(query, { id })).accessRequest;
}

/** Reads everything as each of the readers, and holds it against the judgements. */
async function look(
  id: string,
  state: AccessRequestState,
  readers: readonly Reader[] = READERS,
  { sent = false } = {},
): Promise<void> {
  const unknown = 'query ($id: ID!) { accessRequest(id: $id) { id } node(id: $id) { id } }';
  expect(await elsewhere.get<object>(unknown, { id })).toEqual({ accessRequest: null, node: null });
  for (const reader of readers) {
    const query = `query ($id: ID!) { accessRequest(id: $id) ${everyField('AccessRequest', isRefused(reader))} }`;
    const { data, errors } = await asking[reader].ask<{ accessRequest: { state: string } }>(query, { id });
    expect({ reader, errors, state: data?.accessRequest?.state }).toEqual({ reader, errors: undefined, state });
    const told = toldIn('AccessRequest', data?.accessRequest);
    for (const [type, fields] of Object.entries(JUDGED)) {
      for (const [field, judgement] of Object.entries(fields)) {
        if (judgement === 'ALL' || judgement.readers(reader, state)) continue;
        expect({ reader, state, field: `${type}.${field}`, told: told.get(`${type}.${field}`) }).toMatchObject({
          told: undefined,
        });
      }
    }
    const text = JSON.stringify(data);
    const assessed = state !== 'DRAFT' && (sent || state !== 'SUBMITTED');
    const judgedFindings = JUDGED.ChecklistItem?.note;
    const seesNote = assessed && typeof judgedFindings === 'object' && judgedFindings.readers(reader, state);
    expect({ reader, state, note: text.includes(NOTE) }).toEqual({ reader, state, note: seesNote });
    expect({ reader, state, internal: text.includes(INTERNAL) }).toEqual({
      reader,
      state,
      internal: assessed && REVIEWING.includes(reader),
    });
    if (!sent && !['owner', 'token'].includes(reader)) expect(text).not.toContain(UNFINISHED);
    const holds = reader === 'holder' && state === 'IN_REVIEW';
    const cpfs = told.get('Manager.cpf') ?? [];
    const whole = ['owner', 'token'].includes(reader) || holds ? /^\d{11}$/ : /^\*{3}\.\d{3}\.\d{3}-\*{2}$/;
    // That of the submission before is there too, for who is told of it.
    const before = sent && reader !== 'system' ? 1 : 0;
    expect(cpfs).toEqual(Array.from({ length: 1 + before }, () => expect.stringMatching(whole)));
    expect(told.get('AccessRequest.previousSubmission') ?? []).toHaveLength(before);
    await refusedFields(reader, id);
  }
}

/** What is refused is refused by name, and answers nothing. */
async function refusedFields(reader: Reader, id: string): Promise<void> {
  if (REVIEWING.includes(reader)) return;
  for (const field of ['internalNote { text }', 'assessedBy { name }', 'assessedAt']) {
    const query = `query ($id: ID!) { accessRequest(id: $id) { checklist { ${field} } } }`;
    const { data, errors } = await asking[reader].ask<object>(query, { id });
    expect({ reader, field, code: errors?.[0]?.extensions.code }).toEqual({ reader, field, code: 'FORBIDDEN' });
    expect(JSON.stringify(data ?? null)).not.toMatch(new RegExp(`${INTERNAL}|Clara|20\\d\\d-`));
  }
}
