import { randomBytes } from 'node:crypto';
import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import { mebibytes, printTable } from '../figures.ts';
import { startBuiltPortal } from '../portal/built-portal.ts';
import { type BenchPerson, signIn } from '../portal/person.ts';
import { residentMemoryOf } from '../portal/process-usage.ts';
import { completeDraft } from '../portal/request.ts';

const UPLOADS = 20;
const ROUNDS = 3;
const SAMPLE_MS = 10;

/** Twenty files of 10 MiB at once through the gateway: how much its memory grows meanwhile. */
export async function benchEvidence(): Promise<void> {
  await using portal = await startBuiltPortal();
  const { gateway = 0, credentials = 0 } = portal.pids;
  const ana = await signIn(portal.url, 'ana');
  // Code that never ran and pools that are empty are not what is measured.
  await upload(ana, (await completeDraft(ana, 'Aquecimento')).id);
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const { id } = await completeDraft(ana, `Sistema ${round}`);
    const watched = [watch(gateway), watch(credentials)];
    const started = performance.now();
    await Promise.all(Array.from({ length: UPLOADS }, () => upload(ana, id)));
    const seconds = (performance.now() - started) / 1000;
    const growths = await Promise.all(watched.map((stop) => stop()));
    rows.push([String(round), seconds.toFixed(1), ...growths.map(mebibytes)]);
  }
  printTable(['round', 'seconds', 'gateway grew, MiB', 'credentials grew, MiB'], rows);
}

const FILLING = randomBytes(EVIDENCE_MAX_BYTES - 21);

async function upload(person: BenchPerson, accessRequest: string): Promise<void> {
  const form = new FormData();
  // Each a file of its own: the same bytes again would be answered by the one that is there.
  form.set('file', new Blob(['%PDF-', randomBytes(11), FILLING, '%%EOF']), 'exame.pdf');
  const response = await fetch(`${person.origin}/evidence?accessRequest=${accessRequest}`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'apollo-require-preflight': 'true' },
    body: form,
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
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
