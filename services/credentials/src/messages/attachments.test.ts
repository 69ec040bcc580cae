import { randomUUIDv7 } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MESSAGE_MAX_FILES, MESSAGE_MAX_UNSENT } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEvidenceDirectory } from '../evidence/storage.ts';
import { sweepEvidence } from '../evidence/sweep.ts';
import { form, pdf } from '../testing/attach.ts';
import { Journey } from '../testing/journey.ts';
import { ana, bruno, clara, davi, elis } from '../testing/people.ts';
import { startService, type TestService } from '../testing/service.ts';
import { dropUnsent } from './attachment-rows.ts';

let service: TestService;
let journey: Journey;
let client: pg.Client;
beforeAll(async () => {
  service = await startService();
  journey = new Journey(service);
  client = new pg.Client({ connectionString: service.databaseUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await service[Symbol.asyncDispose]();
});

interface Payload {
  message: { messageId: string; attachments: { attachmentId: string; fileName: string; downloadUrl: string }[] } | null;
  problems: { code: string; path: string[] }[];
}

const upload = (as: Person, id: string, body: FormData = form(pdf())) =>
  service.fetch(`/internal/message-attachments?accessRequest=${id}`, { method: 'POST', body, as });
const download = (as: Person, id: string) => service.fetch(`/internal/message-attachments/${id}`, { as });

async function uploaded(as: Person, id: string, file = pdf()): Promise<string> {
  const response = await upload(as, id, form(file));
  expect(response.status).toBe(201);
  return ((await response.json()) as { attachmentId: string }).attachmentId;
}

async function mutate(as: Person, field: string, type: string, input: object): Promise<Payload> {
  const { data, errors } = await service.ask<{ answer: Payload }>(
    as,
    `mutation ($input: ${type}!) { answer: ${field}(input: $input) {
       message { messageId attachments { attachmentId fileName mediaType size downloadUrl } } problems { code path } } }`,
    { input },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.answer;
}
const send = (as: Person, id: string, attachments: readonly string[], more: object = {}) =>
  mutate(as, 'writeAccessRequestMessage', 'WriteAccessRequestMessageInput', {
    id,
    text: 'Segue o arquivo.',
    attachments,
    ...more,
  });
const kept = () => readdir(join(service.evidenceDirectory, 'kept'));
const refusedFiles = ({ message, problems }: Payload) => [message, problems.map(({ code, path }) => [code, path])];

describe('a file that goes with a message', () => {
  test('is read by who reads the request once it is sent, as it came, and each reading is audited', async () => {
    const { id } = await journey.submitted();
    const file = pdf('o que se vê', 'tela do erro.pdf');
    const attachment = await uploaded(ana, id, file);
    // Until then it is its sender's alone.
    expect((await download(clara, attachment)).status).toBe(404);
    expect((await download(ana, attachment)).status).toBe(200);
    const { message } = await send(ana, id, [attachment]);
    expect(message?.attachments).toMatchObject([
      { attachmentId: attachment, fileName: 'tela do erro.pdf', downloadUrl: `/message-attachments/${attachment}` },
    ]);
    for (const reader of [ana, clara, davi, elis]) {
      const response = await download(reader, attachment);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
      expect(await response.text()).toBe(await file.text());
    }
    expect((await download(bruno, attachment)).status).toBe(404);
    const { rows } = await client.query(
      `select actor_id from audit_record where subject_id = $1 and act = 'readMessageAttachment'`,
      [id],
    );
    expect(rows.map(({ actor_id }) => actor_id)).toEqual([ana, ana, clara, davi, elis].map((person) => person.id));
  });

  test('is no evidence: it proves nothing and does not count among it', async () => {
    const draft = await journey.productionDraft();
    const { id } = await journey.done(journey.act(ana, 'submit', draft));
    const seen = () =>
      journey.read<{ evidence: object[]; checklist: { evidence: object[] }[] }>(
        clara,
        id,
        'evidence { id } checklist { evidence { id } }',
      );
    const before = await seen();
    expect((await send(ana, id, [await uploaded(ana, id)])).problems).toEqual([]);
    expect(await seen()).toEqual(before);
  });

  test('is a whole PDF or PNG by its bytes, as evidence is, one a form', async () => {
    const { id } = await journey.submitted();
    const statuses = [
      new File(['<script>alert(1)</script>'], 'tela.pdf'),
      new File([''], 'vazio.pdf'),
      new File(['%PDF-1.7\n'], 'cortado.pdf'),
      new File(['%PDF-1.7\n', new Uint8Array(10_485_760), '%%EOF'], 'grande.pdf'),
    ].map(async (file) => (await upload(ana, id, form(file))).status);
    expect(await Promise.all(statuses)).toEqual([415, 422, 422, 413]);
    expect((await upload(ana, id, new FormData())).status).toBe(422);
    const both = form(pdf());
    both.append('file', pdf());
    expect((await upload(ana, id, both)).status).toBe(422);
    const { rows } = await client.query('select 1 from message_attachment where request_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  test('is taken from who may write on the request now, and from nobody else', async () => {
    const { id } = await journey.submitted();
    for (const [person, status] of [
      [bruno, 404],
      [elis, 409],
      [clara, 201],
    ] as const) {
      expect([person.name, (await upload(person, id)).status]).toEqual([person.name, status]);
    }
    expect((await upload(ana, 'x')).status).toBe(404);
    const draft = await upload(ana, (await journey.draft()).id);
    expect([draft.status, await draft.json()]).toMatchObject([
      409,
      { code: 'NOT_ALLOWED', detail: expect.stringContaining('começa quando') },
    ]);
    expect((await service.fetch(`/internal/message-attachments?accessRequest=${id}`, { method: 'POST' })).status).toBe(
      401,
    );
  });

  test('goes with one message, of its sender, on its request, and at most so many with each', async () => {
    const [one, other] = [await journey.submitted(), await journey.submitted()];
    const file = await uploaded(ana, one.id);
    const unknown = [null, [['NOT_FOUND', ['attachments']]]];
    for (const ids of [['x'], [randomUUIDv7()], [file, randomUUIDv7()], [await uploaded(clara, one.id)]]) {
      expect(refusedFiles(await send(ana, one.id, ids))).toEqual(unknown);
    }
    expect(refusedFiles(await send(ana, other.id, [file]))).toEqual(unknown);
    const files = await Promise.all(Array.from({ length: MESSAGE_MAX_FILES }, () => uploaded(ana, one.id)));
    expect(refusedFiles(await send(ana, one.id, [file, ...files]))).toEqual([null, [['INVALID', ['attachments']]]]);
    // Of what was refused nothing was sent.
    const both = await Promise.all([1, 2].map(() => send(ana, one.id, [file, file])));
    expect(both.map(({ problems }) => problems.length).toSorted()).toEqual([0, 1]);
    expect((await send(ana, one.id, files)).message?.attachments).toHaveLength(MESSAGE_MAX_FILES);
  });

  test('is sent once for a key', async () => {
    const { id } = await journey.submitted();
    const file = await uploaded(ana, id);
    const idempotencyKey = randomUUIDv7();
    const both = await Promise.all([1, 2].map(() => send(ana, id, [file], { idempotencyKey })));
    expect(both[0]).toEqual(both[1]);
    expect(both[0]?.problems).toEqual([]);
  });

  test('waits with at most so many others, and a day: then row and bytes are gone', async () => {
    const { id } = await journey.submitted();
    const sent = await uploaded(ana, id);
    await send(ana, id, [sent]);
    const unsent = await uploaded(ana, id);
    await client.query(
      `insert into message_attachment select gen_random_uuid(), request_id, null, uploaded_by, file_name, media_type, size, sha256, uploaded_at
       from message_attachment, generate_series(1, $2) where id = $1`,
      [unsent, MESSAGE_MAX_UNSENT - 1],
    );
    expect((await upload(ana, id)).status).toBe(409);
    expect((await upload(clara, id)).status).toBe(201);
    // What goes with no message takes no place among those that do.
    await client.query("update message_attachment set scan = 'INFECTED' where id = $1", [unsent]);
    expect((await upload(ana, id)).status).toBe(201);
    expect((await upload(ana, id)).status).toBe(409);
    const later = new Date(service.clock.now.getTime() + 25 * 3_600_000);
    await dropUnsent(service.orm.em.fork(), later);
    await sweepEvidence(service.orm.em.fork(), await openEvidenceDirectory(service.evidenceDirectory), later);
    expect(await kept()).toContain(sent);
    expect(await kept()).not.toContain(unsent);
    expect((await download(ana, unsent)).status).toBe(404);
    expect((await download(clara, sent)).status).toBe(200);
  });

  test('is gone with its message where that shows a patient, bytes and all', async () => {
    const { id } = await journey.submitted();
    const file = await uploaded(ana, id);
    const { message } = await send(ana, id, [file]);
    const erased = await mutate(clara, 'eraseAccessRequestMessage', 'EraseAccessRequestMessageInput', {
      messageId: message?.messageId,
    });
    expect(erased.message?.attachments).toEqual([]);
    for (const reader of [ana, clara]) expect((await download(reader, file)).status).toBe(404);
    expect(await kept()).not.toContain(file);
  });
});
