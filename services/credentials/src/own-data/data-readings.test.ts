import { randomUUID } from 'node:crypto';
import { type Caller, recordStatements } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { attach, download, form, pdf } from '../testing/attach.ts';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { clara, davi, elis } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const somebody = (name: string) => testPerson({ id: randomUUID(), name, email: null });
const bia = somebody('Bia');

interface Reading {
  kind: string;
  reader: string | null;
  fileName: string | null;
  protocol: string;
  accessRequestId: string;
  credentialId: string | null;
}
interface Page {
  viewer: {
    dataReadings: {
      totalCount: number;
      pageInfo: { endCursor: string | null; hasNextPage: boolean };
      edges: { node: Reading }[];
    };
  };
}

const LIST = `query ($first: Int, $after: String) { viewer { dataReadings(first: $first, after: $after) {
  totalCount pageInfo { endCursor hasNextPage }
  edges { node { kind reader fileName protocol accessRequestId credentialId } } } } }`;

async function page(who: Caller, variables: object = {}) {
  const { data, errors } = await service.ask<Page>(who, LIST, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.viewer.dataReadings;
}

const readings = async (who: Caller) => (await page(who, { first: 100 })).edges.map(({ node }) => node);

/** A file that goes with a message. */
async function sent(id: string): Promise<string> {
  const [body, path] = [form(pdf()), `/internal/message-attachments?accessRequest=${id}`];
  const uploaded = await service.fetch(path, { method: 'POST', body, as: owner });
  const { attachmentId } = (await uploaded.json()) as { attachmentId: string };
  const { errors } = await service.ask(
    owner,
    'mutation ($input: WriteAccessRequestMessageInput!) { writeAccessRequestMessage(input: $input) { problems { code } } }',
    { input: { id, text: 'Segue a tela.', attachments: [attachmentId] } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return attachmentId;
}

async function removeMember(teamId: string): Promise<void> {
  const values = [teamId, bia.id];
  await service.orm.em.fork().execute('delete from team_member where team_id = ? and person_id = ?', values);
}

let owner: ReturnType<typeof somebody>;
let draft: SeenRequest;
let evidence: string;

beforeEach(async () => {
  owner = somebody('Olga');
  draft = await journey.draft(owner);
  evidence = (await attach(service, owner, draft.id, pdf())).id;
});

describe('what is exported', () => {
  const exported = async (who: Caller) =>
    (await (await service.fetch('/internal/own-data', { as: who })).json()) as Record<string, { protocol?: string }[]>;
  const protocols = (rows: { protocol?: string }[] = []) => rows.map(({ protocol }) => protocol);

  test('is what is still their team’s: who left keeps that they asked, and nothing of what it is now', async () => {
    const teamId = await teamOf(service.orm, draft.id);
    await insertMember(service.orm, teamId, bia, 'GESTOR');
    expect(protocols((await exported(owner)).requests)).toEqual([draft.protocol]);
    await service.orm.em
      .fork()
      .execute('delete from team_member where team_id = ? and person_id = ?', [teamId, owner.id]);
    const left = await exported(owner);
    expect([left.requests, left.evidence, left.credentials]).toEqual([[], [], []]);
    expect(left.requestsLeft).toMatchObject([{ protocol: draft.protocol, requester: { name: 'Olga' } }]);
    // What a colleague asked for is the colleague's to export.
    expect((await exported(bia)).requests).toEqual([]);
  });
});

describe('who read what is theirs', () => {
  test('is told to the person and their team: a request, a file, a credential, and by whom where the history says it', async () => {
    await insertMember(service.orm, await teamOf(service.orm, draft.id), bia, 'LEITURA');
    const submitted = await journey.done(journey.act(owner, 'submit', (await journey.read(owner, draft.id)) ?? draft));
    await journey.read(davi, draft.id);
    await download(service, davi, evidence);
    const claimed = await journey.done(journey.act(clara, 'claim', submitted));
    await journey.read(clara, draft.id);
    const { credential } = await journey.done(journey.act(clara, 'approve', claimed));
    const credentialId = credential?.id ?? '';
    await service.ask(elis, 'query ($id: ID!) { credential(id: $id) { id } }', { id: credentialId });
    // Of one's own team nobody is told.
    await journey.read(bia, draft.id);
    await download(service, bia, evidence);

    const here = { protocol: draft.protocol, accessRequestId: draft.id };
    const request = { kind: 'ACCESS_REQUEST', fileName: null, credentialId: null, ...here };
    const expected = [
      { ...request, reader: null },
      { kind: 'EVIDENCE', fileName: 'evidência.pdf', credentialId: null, reader: null, ...here },
      { ...request, reader: 'Clara Nunes' },
      { kind: 'CREDENTIAL', fileName: null, credentialId, reader: null, ...here },
    ];
    const byKind = (all: Reading[]) => all.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    expect(byKind(await readings(owner))).toEqual(byKind(expected));
    expect(await readings(bia)).toEqual(await readings(owner));
  });

  test('is told of a file that went with a message, and not of what the team itself opened before somebody left', async () => {
    const teamId = await teamOf(service.orm, draft.id);
    await insertMember(service.orm, teamId, bia, 'INTEGRADOR');
    await journey.done(journey.act(owner, 'submit', (await journey.read(owner, draft.id)) ?? draft));
    const attachment = await sent(draft.id);
    for (const reader of [bia, davi]) {
      await download(service, reader, evidence);
      await service.fetch(`/internal/message-attachments/${attachment}`, { as: reader });
    }
    await removeMember(teamId);
    const files = (await readings(owner)).filter(({ fileName }) => fileName);
    expect(files.map(({ kind }) => kind).toSorted()).toEqual(['EVIDENCE', 'MESSAGE_ATTACHMENT']);
  });

  test('is nobody else’s: no stranger’s, no reviewer’s', async () => {
    await journey.done(journey.act(owner, 'submit', (await journey.read(owner, draft.id)) ?? draft));
    await journey.read(clara, draft.id);
    expect((await readings(owner)).map(({ protocol }) => protocol)).toEqual([draft.protocol]);
    for (const other of [somebody('Sara'), davi]) {
      expect((await readings(other)).filter(({ accessRequestId }) => accessRequestId === draft.id)).toEqual([]);
    }
  });

  test('comes in pages, at the same few statements', async () => {
    await journey.done(journey.act(owner, 'submit', (await journey.read(owner, draft.id)) ?? draft));
    await download(service, davi, evidence);
    await journey.read(davi, draft.id);
    await journey.read(clara, draft.id);
    const all = await readings(owner);
    expect(all).toHaveLength(3);
    const first = await page(owner, { first: 2 });
    const rest = await page(owner, { first: 2, after: first.pageInfo.endCursor });
    expect([first.totalCount, first.pageInfo.hasNextPage, rest.pageInfo.hasNextPage]).toEqual([3, true, false]);
    expect([...first.edges, ...rest.edges].map(({ node }) => node)).toEqual(all);
    const cost = async (size: number) => {
      using recorded = recordStatements('operations');
      await page(owner, { first: size });
      return recorded.count;
    };
    expect([await cost(1), await cost(100)]).toEqual([2, 2]);
  });
});
