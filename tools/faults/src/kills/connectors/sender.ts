import { setTimeout as after } from 'node:timers/promises';
import type { TriedSystem } from '@portal/bench/tried-system';
import { vaccinationOf } from '@portal/judge/testing/now';
import { RndsRefusal } from '@portal/sample-connector';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Told } from '../acknowledged.ts';
import { between, oneOf } from '../chance.ts';
import type { NotedConnector } from './noted-connector.ts';

/** A document whose id a 201 told. */
export interface SentDocument {
  id: string;
  identifier: string;
  state: 'CURRENT' | 'REPLACED' | 'DELETED';
}

/** A connector, whose it is, and what was acknowledged to it. */
export interface Sending {
  system: TriedSystem;
  connector: NotedConnector;
  documents: SentDocument[];
  /** How many documents were made. */
  made: number;
}

const READABLE_AFTER_MS = 3_000;
const MOST_AT_ONCE = 4;
const AGAIN_AFTER_MS = 250;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Sends a few documents, waits until they can be read, and reads, replaces, deletes or leaves each, as chance has it. */
export async function sendAndUse(told: Told, sending: Sending, random: RandomGenerator): Promise<void> {
  const { connector, documents } = sending;
  const sent: Sent[] = [];
  for (let left = between(random, 1, MOST_AT_ONCE); left > 0; left--) {
    const { bundle, patient } = nextDocument(sending);
    await untilDone(told, 'a patient', () => connector.read(`Patient/${patient}`));
    const id = await untilDone(told, 'a document', () => connector.send(bundle));
    if (!id) continue;
    const document: SentDocument = { id, identifier: bundle.identifier.value, state: 'CURRENT' };
    documents.push(document);
    sent.push({ bundle, document });
  }
  await after(READABLE_AFTER_MS, undefined, { signal: told.signal });
  for (const one of sent) await oneOf(random, [replace, remove, read, read])(told, sending, one);
}

interface Sent {
  bundle: ReturnType<typeof nextDocument>['bundle'];
  document: SentDocument;
}

async function replace(told: Told, { connector, documents }: Sending, { bundle, document }: Sent): Promise<void> {
  const id = await untilDone(told, 'a replacement', () => connector.replace(bundle, document.id), REPLACED_ALREADY);
  if (id === undefined) return;
  document.state = 'REPLACED';
  if (id) documents.push({ id, identifier: document.identifier, state: 'CURRENT' });
}

async function remove(told: Told, { connector }: Sending, { document }: Sent): Promise<void> {
  await untilDone(told, 'a deletion', async () => {
    await connector.remove(document.id);
    document.state = 'DELETED';
  });
}

async function read(told: Told, { connector }: Sending, { document }: Sent): Promise<void> {
  await untilDone(told, 'a reading', () => connector.read(`Bundle/${document.id}`));
}

/** What says of a replacement whose answer got lost that it was made: its id nobody was told. */
const REPLACED_ALREADY = ['EHR-ERR870', 'EHR-ERR866'];

/** Tries until it is done or refused by a rule, which no fault of a machine explains; undefined where it is refused, nothing where it had been done. */
async function untilDone<Result>(
  told: Told,
  what: string,
  work: () => Promise<Result>,
  doneBefore: readonly string[] = [],
): Promise<Result | '' | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      const result = await work();
      told.answered++;
      return result;
    } catch (error) {
      if (error instanceof RndsRefusal) {
        if (tries > 1 && doneBefore.some((code) => error.by(code))) return '';
        told.wrong.push(`${what} was answered ${error.status}: ${error.message}`);
        return undefined;
      }
      told.again++;
      await after(AGAIN_AFTER_MS, undefined, { signal: told.signal });
    }
  }
}

/** A dose that no other is like: of another person, or another day. */
function nextDocument(sending: Sending) {
  const { requesterIdentifier, cnes, patients } = sending.system;
  const [patient, daysAgo] = [patients[sending.made % patients.length], Math.floor(sending.made / patients.length)];
  sending.made++;
  const bundle = vaccinationOf({ requesterIdentifier, cnes, patient });
  const occurrenceDateTime = new Date(Date.now() - daysAgo * DAY_MS - 3 * HOUR_MS).toISOString().slice(0, 10);
  Object.assign(bundle.entry[1]?.resource ?? {}, { occurrenceDateTime });
  return { bundle, patient };
}
