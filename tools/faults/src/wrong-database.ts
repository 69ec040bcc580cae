import { createHash, randomUUID } from 'node:crypto';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchPerson, signIn } from '@portal/bench/person';
import { completeDraft } from '@portal/bench/request';
import { type PortalConfig, startPortal, throwawayConfig } from '@portal/start';
import type { Trial } from './trial.ts';

const FILES = 12;

/** What was attached, and where its database is. */
interface Attached {
  databaseUrl: string;
  /** Ids of files, and their hashes. */
  files: Map<string, string>;
}

/** The portal is started with the URL of another database beside the evidence of its own: nothing may be lost. */
export async function wrongDatabase(trial: Trial): Promise<void> {
  await using config = await throwawayConfig();
  const { databaseUrl, files } = await attachSome(config, trial);
  trial.say('starting with a CREDENTIALS_DATABASE_URL that names no database');
  const wrong = Object.assign(new URL(databaseUrl), { pathname: '/credentials_of_nobody' }).href;
  const refusal = await refusedStart(config, { CREDENTIALS_DATABASE_URL: wrong });
  trial.see(`the start is refused: ${refusal}`, refusal.includes('EVIDENCE_DIR'));
  const stored = await readdir(join(config.dataDir, 'evidence', 'kept'));
  trial.see(`${stored.length} of ${FILES} files are there`, stored.length === FILES);
  trial.say('starting with the right database again');
  await using portal = await startPortal(config);
  const ana = await signIn(portal.url, 'ana');
  let same = 0;
  for (const [id, sha256] of files) if ((await download(ana, id, trial.signal)) === sha256) same++;
  trial.see(`${same} of ${FILES} files are read as they were sent`, same === FILES);
}

async function attachSome(config: PortalConfig, { say, signal }: Trial): Promise<Attached> {
  await using portal = await startPortal(config);
  const ana = await signIn(portal.url, 'ana');
  const { id } = await completeDraft(ana, 'Banco errado');
  const files = new Map<string, string>();
  for (let file = 0; file < FILES; file++) {
    const bytes = anyPdf();
    files.set(await upload(ana, id, bytes, signal), sha256Of(bytes));
  }
  // Younger files are spared, because their upload may be about to commit.
  const yesterday = new Date(Date.now() - 24 * 3_600_000);
  for (const key of files.keys()) await utimes(join(config.dataDir, 'evidence', 'kept', key), yesterday, yesterday);
  say(`${files.size} files attached`);
  return { databaseUrl: portal.databaseUrl, files };
}

/** The line with which the start was refused; an empty one where it was not. */
async function refusedStart(config: PortalConfig, environment: Record<string, string>): Promise<string> {
  try {
    await using _portal = await startPortal({ ...config, environment: { ...config.environment, ...environment } });
    return '';
  } catch (error) {
    const lines = (error as Error).message.split('\n');
    return lines.find((line) => line.startsWith('credentials: ')) ?? lines.join(' ');
  }
}

/** The smallest of documents, other bytes each time. */
function anyPdf(): Buffer {
  return Buffer.from(`%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
% ${randomUUID()}
trailer <</Root 1 0 R>>
%%EOF
`);
}

async function upload(person: BenchPerson, accessRequest: string, bytes: Buffer, signal: AbortSignal): Promise<string> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)]), 'evidencia.pdf');
  const response = await fetch(`${person.origin}/evidence?accessRequest=${accessRequest}`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'apollo-require-preflight': 'true' },
    body: form,
    signal,
  });
  if (response.status !== 201) throw new Error(`not attached: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

async function download(person: BenchPerson, id: string, signal: AbortSignal): Promise<string | undefined> {
  const response = await fetch(`${person.origin}/evidence/${id}`, { headers: { cookie: person.cookie }, signal });
  const bytes = Buffer.from(await response.arrayBuffer());
  return response.ok ? sha256Of(bytes) : undefined;
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
