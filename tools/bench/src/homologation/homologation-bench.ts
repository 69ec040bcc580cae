import { setTimeout as pause } from 'node:timers/promises';
import { privateKeyPem } from '@portal/certificates';
import { vaccinationOf } from '@portal/judge/testing/now';
import { Pool } from 'undici';
import { mebibytes, percentile, printTable } from '../figures.ts';
import { openCrowd } from '../live/crowd.ts';
import { startBuiltPortal } from '../portal/built-portal.ts';
import { type BenchPerson, signIn } from '../portal/person.ts';
import { cpuSecondsOf, residentMemoryOf } from '../portal/process-usage.ts';
import { type TriedSystem, triedSystem } from './tried-system.ts';

const CONNECTIONS = 32;
const WARM_UP_SECONDS = 10;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Documents posted to the EHR host, each another and each judged, recorded and stored: so many a second (200 unless said
 * otherwise) for so many seconds (60), each sent when it is due, however long those before it take. Then, one by one, how long
 * it is from an answer to its verdict at a page that follows the runs.
 */
export async function benchHomologation([rate = '200', seconds = '60']: string[]): Promise<void> {
  await using portal = await startBuiltPortal();
  const [ana, clara] = [await signIn(portal.url, 'ana'), await signIn(portal.reviewerUrl, 'clara')];
  const system = await triedSystem(ana, clara);
  await using sender = await openSender(system);
  const { homologation = 0 } = portal.pids;
  await sendSteadily(sender, Number(rate), WARM_UP_SECONDS);

  const rows: string[][] = [];
  const part = Math.max(10, Math.ceil(Number(seconds) / 6));
  for (let done = 0; done < Number(seconds); done += part) {
    const before = await cpuSecondsOf(homologation);
    const times = await sendSteadily(sender, Number(rate), part);
    const cpu = (await cpuSecondsOf(homologation)) - before;
    rows.push([
      `${done + part}`,
      String(times.length),
      ...[0.5, 0.99, 1].map((share) => percentile(times, share).toFixed(1)),
      ((cpu * 1000) / times.length).toFixed(2),
      mebibytes(await residentMemoryOf(homologation)),
    ]);
  }
  printTable(['seconds', 'posts', 'p50 ms', 'p99 ms', 'longest ms', 'CPU ms a post', 'resident MiB'], rows);
  await verdictsAtAPage(ana, system, sender);
}

const VERDICTS = 60;

/** The console's live line, with what its page of conformance shows. */
async function verdictsAtAPage(owner: BenchPerson, { credentialId }: TriedSystem, sender: Sender): Promise<void> {
  await using page = await openCrowd({
    origin: owner.origin,
    cookies: [owner.cookie],
    clients: 1,
    query: `subscription { conformanceRunChanged(credentialId: "${credentialId}") { call { id operation status codes }
      run { id outcome remaining requirements { key outcome steps { key outcome } } } } }`,
  });
  await pause(1_000);
  const times: number[] = [];
  let missing = 0;
  for (let number = 0; number < VERDICTS; number++) {
    let answeredAt = 0;
    // The run is told as it is at first, without a call.
    const told = await page.hear('"operation":"create-document"', async () => {
      await sender.send();
      answeredAt = performance.timeOrigin + performance.now();
    });
    missing += told.missing;
    times.push(...told.heard.map((heard) => heard - answeredAt));
  }
  printTable(
    ['verdicts at a page', 'p50 ms', 'p99 ms', 'longest ms', 'missing'],
    [[String(times.length), ...[0.5, 0.99, 1].map((share) => percentile(times, share).toFixed(1)), String(missing)]],
  );
}

interface Sender extends AsyncDisposable {
  send(): Promise<void>;
}

async function openSender(system: TriedSystem): Promise<Sender> {
  const { authUrl, ehrUrl, authorities: ca, certificate, operator, requesterIdentifier, cnes, patients } = system;
  const key = await privateKeyPem(certificate);
  const auth = new Pool(authUrl, { connect: { ca, cert: certificate.pem, key }, connections: 1 });
  const { body } = await auth.request({ method: 'GET', path: '/api/token' });
  const { access_token: token } = (await body.json()) as { access_token: string };
  await auth.close();
  const ehr = new Pool(ehrUrl, { connect: { ca }, connections: CONNECTIONS });
  const headers = {
    'x-authorization-server': `Bearer ${token}`,
    authorization: operator,
    'user-agent': 'banco-de-medida/1.0',
    'content-type': 'application/json',
  };
  let sent = 0;
  return {
    async send() {
      const document = vaccinationOf({ requesterIdentifier, cnes, patient: patients[sent % patients.length] });
      // Once everybody had one, each has another of the day before: the same dose twice would be refused.
      const daysAgo = Math.floor(sent++ / patients.length);
      const occurrenceDateTime = new Date(Date.now() - daysAgo * DAY_MS - 3 * HOUR_MS).toISOString().slice(0, 10);
      Object.assign(document.entry[1]?.resource ?? {}, { occurrenceDateTime });
      const answer = await ehr.request({
        method: 'POST',
        path: '/api/fhir/r4/Bundle',
        headers,
        body: JSON.stringify(document),
      });
      const said = await answer.body.text();
      if (answer.statusCode !== 201) throw new Error(`${answer.statusCode}: ${said.slice(0, 500)}`);
    },
    [Symbol.asyncDispose]: () => ehr.close(),
  };
}

/** Sends each when it is due; its time counts from then, so that one that waits for its turn is not forgotten. */
async function sendSteadily(sender: Sender, rate: number, seconds: number) {
  const started = performance.now();
  const times: number[] = [];
  const sendings: Promise<void>[] = [];
  for (let number = 0; number < rate * seconds; number++) {
    const due = started + (number * 1000) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    sendings.push(
      sender.send().then(() => {
        times.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(sendings);
  return times;
}
