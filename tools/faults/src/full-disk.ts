import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BenchPerson, signIn } from '@portal/bench/person';
import { completeDraft } from '@portal/bench/request';
import { type Portal, startPortal, throwawayConfig } from '@portal/start';
import pg from 'pg';
import type { Trial } from './trial.ts';

const run = promisify(execFile);
const EVIDENCE_MB = 16;
const DATABASE_MB = 400;
/** So many acts write more than the pages that PostgreSQL has at hand. */
const ACTS = 200;

/** The disk of the evidence fills up, and then the one of the database: nothing is half done, and all goes on once there is room. */
export async function fullDisk(trial: Trial): Promise<void> {
  await using evidence = await mountedDisk(EVIDENCE_MB);
  await using config = await throwawayConfig({ ...process.env, EVIDENCE_DIR: evidence.path });
  await using database = await mountedDisk(DATABASE_MB, config.dataDir);
  await using portal = await startPortal(config);
  const ana = await signIn(portal.url, 'ana');
  await fillEvidence(trial, ana, evidence);
  await fillDatabase(trial, ana, database);
  await fillLog(trial, ana, database, portal);
}

async function fillEvidence({ say, see, until }: Trial, ana: BenchPerson, disk: Disk): Promise<void> {
  const { id } = await completeDraft(ana, 'Disco de evidências');
  const [before, after] = [aPdf(), aPdf()];
  const kept = await send(ana, id, before);
  say('the disk of the evidence is full');
  await disk.fill();
  const refused = await send(ana, id, after);
  see(`a file is refused with ${refused.status}: ${refused.detail}`, refused.status >= 500 && Boolean(refused.detail));
  see('what was there is read', (await read(ana, kept.id)) === hashOf(before));
  see('a request is begun meanwhile', Boolean((await completeDraft(ana, 'Sem evidência')).id));
  await disk.clear();
  await until('the same file is taken once there is room', async () => {
    const taken = await send(ana, id, after);
    return taken.status === 201 && (await read(ana, taken.id)) === hashOf(after);
  });
}

async function fillDatabase({ say, see, until }: Trial, ana: BenchPerson, disk: Disk): Promise<void> {
  say('the disk of the database is full');
  await disk.fill();
  const acknowledged: string[] = [];
  let refusal = '';
  for (let act = 0; act < ACTS && !refusal; act++) {
    await completeDraft(ana, `Disco cheio ${act}`).then(
      ({ id }) => acknowledged.push(id),
      (error: Error) => {
        refusal = error.message;
      },
    );
  }
  see(`after ${acknowledged.length} acts one is refused: ${refusal}`, /UNAVAILABLE|OUTCOME_UNKNOWN/.test(refusal));
  await disk.clear();
  await until('acts go on once there is room', () => acts(ana));
  const found = await Promise.all(acknowledged.map((id) => exists(ana, id)));
  see('all that was acknowledged is there', found.every(Boolean));
}

/** Where its log of changes finds no room PostgreSQL refuses, or ends and is started again. */
async function fillLog({ say, see, until }: Trial, ana: BenchPerson, disk: Disk, portal: Portal): Promise<void> {
  const kept = await completeDraft(ana, 'Antes do fim');
  say('the disk is full, and the database is to begin a new piece of its log');
  await disk.fill();
  const server = new pg.Client({ connectionString: portal.databaseUrl });
  server.on('error', () => {});
  await server.connect();
  let ended = '';
  for (let piece = 0; piece < 20 && !ended; piece++) {
    await server
      .query("select pg_logical_emit_message(false, 'faults', repeat('x', 1000000)), pg_switch_wal()")
      .catch((error: Error) => {
        ended = error.message;
      });
  }
  await server.end().catch(() => {});
  see(`the database gives up: ${ended}`, ended !== '');
  await disk.clear();
  await until('acts go on once there is room', () => acts(ana));
  see('all that was acknowledged is there', await exists(ana, kept.id));
}

function acts(person: BenchPerson): Promise<boolean> {
  return completeDraft(person, 'Com espaço').then(
    () => true,
    () => false,
  );
}

interface Disk extends AsyncDisposable {
  path: string;
  /** Writes until nothing more goes on it. */
  fill(): Promise<void>;
  clear(): Promise<void>;
}

/** A disk in memory, which root alone may mount; at a folder of its own where none is named. */
async function mountedDisk(megabytes: number, at?: string): Promise<Disk> {
  const path = at ?? (await mkdtemp(join(tmpdir(), 'portal-disk-')));
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'portal', path]);
  const ballast = join(path, 'ballast');
  return {
    path,
    async fill() {
      await using file = await open(ballast, 'w');
      for (let bytes = 1 << 20; bytes >= 1; ) {
        const written = await file.write(Buffer.alloc(bytes)).catch(() => undefined);
        if (written?.bytesWritten !== bytes) bytes >>= 1;
      }
    },
    clear: () => rm(ballast, { force: true }),
    async [Symbol.asyncDispose]() {
      await run('umount', [path]);
      if (!at) await rm(path, { recursive: true, force: true });
    },
  };
}

async function send(
  person: BenchPerson,
  requestId: string,
  bytes: Buffer,
): Promise<{ status: number; id: string; detail?: string }> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), 'prova.pdf');
  const response = await fetch(`${person.origin}/evidence?accessRequest=${requestId}`, {
    method: 'POST',
    headers: { 'apollo-require-preflight': 'true', origin: person.origin, cookie: person.cookie },
    body: form,
  });
  const answer = (await response.json()) as { id: string; detail?: string };
  return { ...answer, status: response.status };
}

async function read(person: BenchPerson, id: string): Promise<string | undefined> {
  const response = await fetch(`${person.origin}/evidence/${id}`, { headers: { cookie: person.cookie } });
  return response.ok ? hashOf(Buffer.from(await response.arrayBuffer())) : undefined;
}

async function exists(person: BenchPerson, id: string): Promise<boolean> {
  const query = 'query ($id: ID!) { accessRequest(id: $id) { id } }';
  return Boolean((await person.ask<{ accessRequest: object | null }>(query, { id })).accessRequest);
}

/** A megabyte that no other is like. */
function aPdf(): Buffer {
  const comment = randomBytes(512 * 1024).toString('hex');
  return Buffer.from(
    `%PDF-1.4\n% ${comment}\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`,
  );
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
