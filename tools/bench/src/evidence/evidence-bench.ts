import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import { mebibytes, median, printTable } from '../figures.ts';
import { startMeasured } from '../gateway/measured-process.ts';
import { startBuiltPortal } from '../portal/built-portal.ts';
import { emailsOf, sessionsOf } from '../portal/people.ts';
import { type BenchPerson, personOf, signIn } from '../portal/person.ts';
import { residentMemoryOf } from '../portal/process-usage.ts';
import { completeDraft } from '../portal/request.ts';

const UPLOADS = 50;
/** One person may have ten under way. */
const EACH = 10;
const ROUNDS = 3;
const SAMPLE_MS = 10;

/**
 * Fifty files of 10 MiB at once through the gateway, beside a server that does nothing but store them: how fast, for how
 * much memory; and the same as the consoles send them, in parts that go on where they stopped.
 */
export async function benchEvidence(): Promise<void> {
  await using portal = await startBuiltPortal();
  await using stack = new AsyncDisposableStack();
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'bench-')), (path) => rm(path, { recursive: true }));
  const bare = stack.use(await startMeasured('../evidence/bare-process.ts', { STORE: folder }));
  const store = bare.ready.url ?? '';
  const { gateway = 0, credentials = 0 } = portal.pids;
  const ana = await signIn(portal.url, 'ana');
  const [name = ''] = ana.cookie.split('=');
  const sessions = await sessionsOf(emailsOf(UPLOADS / EACH), portal.databaseUrl);
  const people = sessions.map((id) => personOf(portal.url, `${name}=${id}`));
  // Code that never ran and pools that are empty are not what is measured.
  await upload(ana, (await completeDraft(ana, 'Aquecimento')).id);
  await send(store);
  const rows: string[][] = [];
  const ratios: number[] = [];
  const ratiosInParts: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const drafts = await Promise.all(people.map((person) => completeDraft(person, `Sistema ${round}`)));
    const watched = [watch(gateway), watch(credentials)];
    const ours = await secondsOf((place) => {
      const whose = Math.floor(place / EACH);
      return upload(people[whose] ?? ana, drafts[whose]?.id ?? '');
    });
    const growths = await Promise.all(watched.map((stop) => stop()));
    const others = await Promise.all(people.map((person) => completeDraft(person, `Em partes ${round}`)));
    const inParts = await secondsOf((place) => {
      const whose = Math.floor(place / EACH);
      return uploadInParts(people[whose] ?? ana, others[whose]?.id ?? '');
    });
    const theirs = await secondsOf(() => send(store));
    ratios.push(theirs / ours);
    ratiosInParts.push(ours / inParts);
    rows.push([
      String(round),
      ours.toFixed(1),
      inParts.toFixed(1),
      theirs.toFixed(1),
      (theirs / ours).toFixed(2),
      ...growths.map(mebibytes),
    ]);
  }
  const heads = [
    'round',
    'seconds',
    'in parts, seconds',
    'bare node:http, seconds',
    '×',
    'gateway grew, MiB',
    'credentials grew, MiB',
  ];
  printTable(heads, rows);
  console.log(`${median(ratios).toFixed(2)} × bare node:http; in parts ${median(ratiosInParts).toFixed(2)} × at once`);
}

async function secondsOf(upload: (place: number) => Promise<void>): Promise<number> {
  const started = performance.now();
  await Promise.all(Array.from({ length: UPLOADS }, (_, place) => upload(place)));
  return (performance.now() - started) / 1000;
}

const FILLING = randomBytes(EVIDENCE_MAX_BYTES - 21);

/** Each a file of its own: the same bytes again would be answered by the one that is there. */
const fileOfItsOwn = () => new Blob(['%PDF-', randomBytes(11), FILLING, '%%EOF']);

async function upload(person: BenchPerson, accessRequest: string): Promise<void> {
  const form = new FormData();
  form.set('file', fileOfItsOwn(), 'exame.pdf');
  const response = await fetch(`${person.origin}/evidence?accessRequest=${accessRequest}`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'apollo-require-preflight': 'true' },
    body: form,
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
}

async function uploadInParts(person: BenchPerson, accessRequest: string): Promise<void> {
  const file = fileOfItsOwn();
  const said = { filename: 'exame.pdf', purpose: 'evidence', accessRequest };
  const ask = async (
    method: string,
    address: string,
    headers: Record<string, string> = {},
    body: Blob | null = null,
  ) => {
    const own = { cookie: person.cookie, 'apollo-require-preflight': 'true', 'tus-resumable': '1.0.0', ...headers };
    const response = await fetch(`${person.origin}${address}`, { method, headers: own, body });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response;
  };
  const begun = await ask('POST', '/uploads', {
    'upload-length': String(file.size),
    'upload-metadata': Object.entries(said)
      .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
      .join(),
  });
  const address = begun.headers.get('location') ?? '';
  await ask('PATCH', address, { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, file);
  await ask('POST', `${address}/finish`);
}

async function send(store: string): Promise<void> {
  const response = await fetch(store, { method: 'POST', body: fileOfItsOwn() });
  if (response.status !== 201) throw new Error(`${response.status}`);
}

/** Watches a process's memory; the call that ends it tells how far it rose above where it was. */
function watch(pid: number): () => Promise<number> {
  let peak = 0;
  let stopped = false;
  const watching = (async () => {
    const before = await residentMemoryOf(pid);
    while (!stopped) {
      peak = Math.max(peak, (await residentMemoryOf(pid)) - before);
      await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    }
  })();
  return async () => {
    stopped = true;
    await watching;
    return peak;
  };
}
