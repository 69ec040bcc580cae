import type { EntityManager } from '@mikro-orm/postgresql';
import { EVIDENCE_MAX_BYTES, EVIDENCE_MAX_FILES, MESSAGE_MAX_UNSENT } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CredentialsContext } from '../context.ts';
import { EvidenceRefusal } from '../evidence/refusal.ts';
import { openEvidenceDirectory } from '../evidence/storage.ts';
import { sweepEvidence } from '../evidence/sweep.ts';
import { download, pdf } from '../testing/attach.ts';
import { EvidenceCase } from '../testing/evidence-case.ts';
import { Journey } from '../testing/journey.ts';
import { ana, bruno, clara } from '../testing/people.ts';
import { startService } from '../testing/service.ts';
import { finishUpload } from './finish.ts';
import { findUpload } from './receive.ts';
import { dropAbandoned } from './upload-rows.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

let one: EvidenceCase;
beforeEach(async () => {
  one = await EvidenceCase.draft(service);
  await service.orm.em.fork().execute('delete from unfinished_upload');
});

interface Sent {
  as?: Person;
  purpose?: string;
  requirements?: string;
  size?: number;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const TUS = { 'tus-resumable': '1.0.0' };

function begin(requestId: string, file: File, { as = ana, purpose = 'evidence', requirements = '', size }: Sent = {}) {
  const said = { accessRequest: requestId, purpose, requirements, filename: file.name };
  const metadata = Object.entries(said).map(([name, value]) => `${name} ${base64(value)}`);
  const headers = { ...TUS, 'upload-length': String(size ?? file.size), 'upload-metadata': metadata.join(',') };
  return service.fetch('/internal/uploads', { method: 'POST', headers, as });
}

async function begun(requestId: string, file: File, sent: Sent = {}): Promise<string> {
  const response = await begin(requestId, file, sent);
  expect([response.status, response.headers.get('location')]).toEqual([201, expect.stringMatching(/^\/uploads\//)]);
  return `/internal${response.headers.get('location')}`;
}

const ask = (method: string, address: string, as: Person = ana) => service.fetch(address, { method, headers: TUS, as });
const finish = (address: string, as: Person = ana) => ask('POST', `${address}/finish`, as);
const offsetOf = async (address: string) => Number((await ask('HEAD', address)).headers.get('upload-offset'));

function append(
  address: string,
  offset: number,
  bytes: Blob,
  as: Person = ana,
  type = 'application/offset+octet-stream',
) {
  const headers = { ...TUS, 'upload-offset': String(offset), 'content-type': type };
  return service.fetch(address, { method: 'PATCH', headers, body: bytes, as });
}

async function cameWhole(requestId: string, file: File, sent: Sent = {}): Promise<string> {
  const address = await begun(requestId, file, sent);
  expect((await append(address, 0, file, sent.as)).status).toBe(204);
  return address;
}

const idOf = (address: string) => address.split('/').at(-1) ?? '';

/** Until another waits for what this transaction holds. */
async function waiting(em: EntityManager, where: string): Promise<void> {
  const mine = 'pg_backend_pid() = any(pg_blocking_pids(pid))';
  await expect
    .poll(async () => (await em.execute(`select 1 from pg_locks where not granted and ${mine} and ${where}`)).length)
    .toBeGreaterThan(0);
}

const big = (bytes: number) => new File(['%PDF-1.7\n', Buffer.alloc(bytes - 14, 7), '%%EOF'], 'grande.pdf');

/** Sends some of it, and breaks the connection once something of that is kept, or all of it was handed over. */
async function cutAfter(address: string, offset: number, bytes: Buffer): Promise<void> {
  const leave = new AbortController();
  const handedOver = Promise.withResolvers<void>();
  async function* some(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
    handedOver.resolve();
    await new Promise(() => {});
  }
  const sending = service.fetch(address, {
    method: 'PATCH',
    headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: ReadableStream.from(some()),
    duplex: 'half',
    signal: leave.signal,
    as: ana,
  } as RequestInit);
  await handedOver.promise;
  leave.abort();
  await expect(sending).rejects.toThrow();
  await expect.poll(() => offsetOf(address), { timeout: 5_000 }).toBeGreaterThan(offset);
}

describe('an upload that goes on', () => {
  test('in pieces becomes evidence only at its end, as one that is sent at once', async () => {
    const file = pdf('em partes', 'tela do erro.pdf');
    const address = await begun(one.request.id, file, { requirements: 'bundle-enviado' });
    for (const [from, to] of [
      [0, 10],
      [10, 11],
      [11, file.size],
    ] as const) {
      expect(await one.rows()).toEqual([]);
      const response = await append(address, from, file.slice(from, to));
      expect([response.status, response.headers.get('upload-offset')]).toEqual([204, String(to)]);
    }
    const response = await finish(address);
    expect(response.status).toBe(201);
    const evidence = (await response.json()) as { id: string };
    expect(evidence).toMatchObject({ fileName: 'tela do erro.pdf', requirements: [{ code: 'bundle-enviado' }] });
    expect(await (await download(service, ana, evidence.id)).text()).toBe(await file.text());
    expect((await one.history()).map(({ action }) => action)).toEqual(['ATTACH_EVIDENCE']);
    // Of its parts nothing is left, and an answer that was lost is had again.
    expect(await one.keptFiles()).toContain(evidence.id);
    const again = await finish(address);
    expect([again.status, await again.json()]).toEqual([200, evidence]);
    expect(await one.rows()).toHaveLength(1);
  });

  test('that breaks off keeps what came, in the middle and at the end of a part, and goes on from there', async () => {
    const file = big(5_000_000);
    const bytes = Buffer.from(await file.arrayBuffer());
    const address = await begun(one.request.id, file);
    await cutAfter(address, 0, bytes.subarray(0, 2_500_000));
    const kept = await offsetOf(address);
    expect(kept).toBeLessThanOrEqual(2_500_000);
    await cutAfter(address, kept, bytes.subarray(kept, kept + 300_000));
    const at = await offsetOf(address);
    expect((await append(address, at, new Blob([bytes.subarray(at)]))).status).toBe(204);
    const { id } = (await (await finish(address)).json()) as { id: string };
    expect(Buffer.from(await (await download(service, ana, id)).arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('is another person’s to nobody, whatever they ask of it', async () => {
    const file = pdf();
    const address = await begun(one.request.id, file);
    for (const person of [bruno, clara]) {
      const answers = await Promise.all([
        ask('HEAD', address, person),
        append(address, 0, file, person),
        finish(address, person),
        ask('DELETE', address, person),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    }
    expect(await offsetOf(address)).toBe(0);
    expect((await begin(one.request.id, file, { as: bruno })).status).toBe(404);
    expect((await ask('HEAD', '/internal/uploads/x')).status).toBe(404);
    expect((await service.fetch(address, { method: 'HEAD' })).status).toBe(401);
  });

  test('goes on at its end alone; of two at once one goes on', async () => {
    const file = pdf('x'.repeat(1_000));
    const address = await begun(one.request.id, file);
    expect((await append(address, 5, file.slice(5))).status).toBe(409);
    const both = await Promise.all([1, 2].map(() => append(address, 0, file)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    expect((await append(address, file.size, new Blob(['x']))).status).toBe(422);
    const answers = await Promise.all([1, 2].map(() => finish(address)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    expect(await one.rows()).toHaveLength(1);
  });

  test('of two that finish it, the one who finds its parts gone tells what it became', async () => {
    const file = pdf('duas vezes');
    const address = await cameWhole(one.request.id, file);
    const { id } = await one.attach(file);
    const answer = await service.orm.em.fork().transactional(async (em) => {
      await em.execute('lock table upload_part in access exclusive mode');
      const late = finish(address);
      await waiting(em, "locktype = 'relation' and relation = 'upload_part'::regclass");
      await em.execute('update unfinished_upload set kept_as = ? where id = ?', [id, idOf(address)]);
      await em.execute('delete from upload_part where upload_id = ?', [idOf(address)]);
      return { late };
    });
    const late = await answer.late;
    expect([late.status, await late.json()]).toEqual([200, expect.objectContaining({ id })]);
    expect((await finish(address)).status).toBe(200);
  });

  test('that is given up while it is finished becomes nothing; after that it is told to be over', async () => {
    const address = await cameWhole(one.request.id, pdf('desistido'));
    const answer = await service.orm.em.fork().transactional(async (em) => {
      await em.execute('select 1 from access_request where id = ? for update', [one.request.id]);
      const late = finish(address);
      await waiting(em, 'true');
      expect((await ask('DELETE', address)).status).toBe(204);
      return { late };
    });
    expect((await answer.late).status).toBe(404);
    expect(await one.rows()).toEqual([]);
    const other = await cameWhole(one.request.id, pdf('terminado'));
    await finish(other);
    expect((await ask('DELETE', other)).status).toBe(409);
    expect((await finish(other)).status).toBe(200);
    expect(await one.rows()).toHaveLength(1);
  });

  test.each([
    ['a script called .pdf', new File(['<script>alert(1)</script>'], 'tela.pdf'), 415],
    ['a PDF that is cut off', new File(['%PDF-1.7\n', 'sem fim'], 'a.pdf'), 422],
    ['a PDF with a page in it', new File(['<html>%PDF-1.7\n%%EOF'], 'a.pdf'), 415],
  ])('of %s is refused at its end, and nothing of it is kept', async (_what, file, status) => {
    const before = await one.keptFiles();
    const address = await cameWhole(one.request.id, file);
    expect((await finish(address)).status).toBe(status);
    expect(await one.rows()).toEqual([]);
    expect(await one.keptFiles()).toEqual(before);
    expect((await finish(address)).status).toBe(404);
  });

  test('says before its bytes come that it is too large, empty, or for nothing that there is', async () => {
    const file = pdf();
    const status = async (sent: Sent) => (await begin(one.request.id, file, sent)).status;
    expect(await status({ size: EVIDENCE_MAX_BYTES })).toBe(201);
    expect(await status({ size: EVIDENCE_MAX_BYTES + 1 })).toBe(413);
    expect(await status({ size: 0 })).toBe(422);
    expect(await status({ size: -1 })).toBe(422);
    expect(await status({ purpose: 'photo' })).toBe(422);
    expect((await begin('x', file)).status).toBe(404);
    const bare = await service.fetch('/internal/uploads', { method: 'POST', as: ana });
    expect([bare.status, bare.headers.get('tus-version')]).toEqual([412, '1.0.0']);
    const address = await begun(one.request.id, file);
    expect((await append(address, 0, file, ana, 'application/pdf')).status).toBe(415);
    expect((await finish(address)).status).toBe(409);
  });

  test('is refused at any moment to who may attach no more, and then becomes nothing', async () => {
    const file = pdf();
    const address = await begun(one.request.id, file);
    await append(address, 0, file.slice(0, 10));
    await one.submitted('SUBMITTED');
    expect((await append(address, 10, file.slice(10))).status).toBe(409);
    expect((await finish(address)).status).toBe(409);
    expect((await begin(one.request.id, file)).status).toBe(409);
    expect(await one.rows()).toEqual([]);
  });

  test('takes one of the places of a request while it is under way', async () => {
    const addresses: string[] = [];
    for (let sent = 0; sent < EVIDENCE_MAX_FILES - 1; sent++) addresses.push(await begun(one.request.id, pdf()));
    await one.attach();
    const statuses = await Promise.all([1, 2].map(async () => (await begin(one.request.id, pdf())).status));
    expect(statuses).toEqual([409, 409]);
    expect((await ask('DELETE', addresses[0] ?? '')).status).toBe(204);
    const freed = await Promise.all([1, 2].map(async () => (await begin(one.request.id, pdf())).status));
    expect(freed.toSorted()).toEqual([201, 409]);
    const address = addresses[1] ?? '';
    await service.orm.em.fork().execute("update unfinished_upload set touched_at = touched_at - interval '61 minutes'");
    // What nothing comes of keeps nobody from sending, and does not get in where there is no room any more.
    expect((await begin(one.request.id, pdf())).status).toBe(201);
    while ((await one.rows()).length < EVIDENCE_MAX_FILES) await one.attach();
    const file = pdf();
    await service.orm.em
      .fork()
      .execute('update unfinished_upload set size = ? where id = ?', [file.size, idOf(address)]);
    expect((await append(address, 0, file)).status).toBe(204);
    expect((await finish(address)).status).toBe(409);
    expect(await one.rows()).toHaveLength(EVIDENCE_MAX_FILES);
  });

  test('in more than 2,000 parts is given up, and not as one that somebody else went on with', async () => {
    const file = pdf('x'.repeat(2_100));
    const address = await begun(one.request.id, file);
    const em = service.orm.em.fork();
    await em.execute(
      `insert into upload_part (id, upload_id, start) select gen_random_uuid(), ?, part from generate_series(0, 1998) part`,
      [idOf(address)],
    );
    await em.execute('update unfinished_upload set received = 1999 where id = ?', [idOf(address)]);
    expect((await append(address, 1_999, file.slice(1_999, 2_000))).status).toBe(204);
    const refused = await append(address, 2_000, file.slice(2_000, 2_001));
    expect([refused.status, await refused.json()]).toEqual([422, expect.objectContaining({ code: 'INVALID' })]);
    expect((await ask('HEAD', address)).status).toBe(404);
    expect(await em.execute('select 1 from upload_part where upload_id = ?', [idOf(address)])).toEqual([]);
  });

  test('is one of at most forty of a person, whatever they are for', async () => {
    const other = await EvidenceCase.draft(service);
    const { id } = await journey.submitted();
    const statuses: number[] = [];
    for (const [request, purpose] of [
      [one.request.id, 'evidence'],
      [other.request.id, 'evidence'],
      [id, 'message'],
    ] as const) {
      for (let sent = 0; sent < 14; sent++) statuses.push((await begin(request, pdf(), { purpose })).status);
    }
    expect(statuses).toEqual([...Array(40).fill(201), 409, 409]);
  });

  test('that nothing comes of for a day is gone, row and bytes', async () => {
    const file = pdf();
    const [old, young] = [await begun(one.request.id, file), await begun(one.request.id, file)];
    for (const address of [old, young]) await append(address, 0, file.slice(0, 10));
    const em = service.orm.em.fork();
    await em.execute("update unfinished_upload set touched_at = touched_at - interval '25 hours' where id = ?", [
      idOf(old),
    ]);
    const storage = await openEvidenceDirectory(service.evidenceDirectory);
    await sweepEvidence(em, storage, new Date());
    const before = (await one.keptFiles()).length;
    await dropAbandoned(em, service.clock.now);
    await sweepEvidence(em, storage, new Date());
    expect((await one.keptFiles()).length).toBe(before - 1);
    expect((await ask('HEAD', old)).status).toBe(404);
    // The store's hourly look finds the parts of what is under way to be no orphans.
    const swept = await sweepEvidence(em, storage, new Date(Date.now() + 3_600_000));
    expect(swept.orphans).toBe(0);
    expect(await offsetOf(young)).toBe(10);
  });
});

describe('a file of a message that goes on', () => {
  test('is not scanned again by who asks after it while it waits for the antivirus', async () => {
    const { id } = await journey.submitted();
    const address = await cameWhole(id, pdf('espera', 'espera.pdf'), { purpose: 'message' });
    const cameThere = (await (await finish(address)).json()) as object;
    const em = service.orm.em.fork();
    const scans = vi.fn(async () => ({ state: 'CLEAN' }) as const);
    const ctx = {
      em,
      now: () => service.clock.now,
      evidenceStorage: await openEvidenceDirectory(service.evidenceDirectory),
      scanner: { scan: scans, ping: async () => {} },
    } as unknown as CredentialsContext;
    const again = async (scan: string) => {
      await em.execute('update message_attachment set scan = ? where id = ?', [scan, idOf(address)]);
      return finishUpload(ctx, ana, await findUpload(ctx, ana, idOf(address)));
    };
    expect((await again('PENDING')).json).toEqual({ ...cameThere, scan: 'PENDING' });
    await expect(again('INFECTED')).rejects.toThrow(EvidenceRefusal);
    expect(scans).not.toHaveBeenCalled();
  });

  test('is kept for its message at its end, once, within what may wait for one', async () => {
    const { id } = await journey.submitted();
    const file = pdf('anexo', 'anexo.pdf');
    const address = await cameWhole(id, file, { purpose: 'message' });
    const both = await Promise.all([1, 2].map(async () => (await (await finish(address)).json()) as object));
    expect(both[0]).toEqual(both[1]);
    expect(both[0]).toMatchObject({ fileName: 'anexo.pdf', attachmentId: address.split('/').at(-1) });
    expect(await (await finish(address)).json()).toEqual(both[0]);
    for (let waiting = 1; waiting < MESSAGE_MAX_UNSENT; waiting++) await begun(id, file, { purpose: 'message' });
    expect((await begin(id, file, { purpose: 'message' })).status).toBe(409);
    expect((await begin(id, file, { purpose: 'message', as: clara })).status).toBe(201);
    expect((await begin(id, file, { purpose: 'message', as: bruno })).status).toBe(404);
  });
});
