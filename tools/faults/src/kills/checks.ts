import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withKeptChain } from '@portal/audit';
import { hashAll, verifyKept } from '@portal/audit-chain';
import type { BenchPerson } from '@portal/bench/person';
import { lifecycle } from '@portal/credentials/lifecycle';
import pg from 'pg';
import type { TwoOfEach } from '../two-of-each.ts';
import { added, type Check, check, same } from './check.ts';
import type { Connectors } from './connectors/connectors.ts';
import { lookAtSending } from './connectors/look.ts';
import type { Change } from './follower.ts';
import type { Acknowledged } from './journey.ts';
import { noticesDue, noticesOf } from './notices.ts';
import type { Delivery } from './receiver.ts';

/** What one integrator did, was told, and was sent. */
export interface Witness {
  person: BenchPerson;
  ledger: readonly Acknowledged[];
  changes: readonly Change[];
  deliveries: readonly Delivery[];
  connectors: Pick<Connectors, 'sending' | 'gate' | 'systems'>;
}

interface Seen {
  state: string;
  history: { action: string; from: string | null; to: string }[];
  credential: { id: string; clientId: string } | null;
}

const READ =
  'query ($id: ID!) { accessRequest(id: $id) { state history { action from to } credential { id clientId } } }';

/** Looks at a portal that stands again: at its API, its database and its files. */
export async function lookAtAll(portal: TwoOfEach, witnesses: readonly Witness[]): Promise<Check[]> {
  const checks = await Promise.all(witnesses.map((witness) => ofWitness(witness)));
  const database = Object.assign(new URL(portal.databaseUrl), { pathname: '/credentials' }).href;
  const store = await ofStore(database, portal.evidenceDir, witnesses);
  return [...added(checks), ...store, await ofAudit(database, portal)];
}

async function ofWitness({ person, ledger, changes, deliveries, connectors }: Witness): Promise<Check[]> {
  const kept = check('every acknowledged act is there, once and in order');
  const table = check('states changed only as the table has it');
  const told = check('a subscriber that resumed was told of each change once, in order');
  const sent = check('a webhook was told of each event, first in order');
  const noticed = check('a notice was given once for each occasion');
  const granted = check('an approval granted one credential, and nothing else did');
  const secrets = check('the secret that was drawn last is good');
  const notices = await noticesOf(person);
  const once = new Set(changes.map(({ cursor }) => cursor));
  if (once.size !== changes.length) told.broken.push(`${changes.length - once.size} cursors came twice`);
  for (const one of ledger) {
    const { accessRequest: seen } = await person.ask<{ accessRequest: Seen | null }>(READ, { id: one.id });
    if (!seen) {
      kept.broken.push(`${one.id} is gone`);
      continue;
    }
    const acts = seen.history.map(({ action }) => action);
    same(kept, one.id, [...acts, seen.state], [...one.acts, one.state]);
    for (const event of seen.history) {
      table.of++;
      if (!inTable(event)) table.broken.push(`${one.id}: ${JSON.stringify(event)}`);
    }
    same(told, one.id, actionsTold(changes, one.id), acts);
    same(sent, one.id, typesSent(deliveries, one.id), seen.history.map(typeOf));
    same(noticed, one.id, notices.get(one.id) ?? [], noticesDue(one));
    same(granted, one.id, seen.credential?.id, seen.state === 'APPROVED' ? one.credentialId : undefined);
    if (one.secret) same(secrets, one.id, await tokenFor(person.origin, seen.credential?.clientId, one.secret), 200);
  }
  const { sending, gate } = connectors;
  return [kept, table, told, sent, noticed, granted, secrets, ...(await lookAtSending(person, sending)), gate.check];
}

/** Whether subscriber and receiver were told of all that was acknowledged: what comes later is on its way. */
export function toldOfAll({ ledger, changes, deliveries }: Witness): boolean {
  return ledger.every(
    ({ id, acts }) => actionsTold(changes, id).length >= acts.length && typesSent(deliveries, id).length >= acts.length,
  );
}

function actionsTold(changes: readonly Change[], id: string): string[] {
  return changes.filter(({ accessRequest }) => accessRequest.id === id).map(({ event }) => event.action);
}

/** Each event by the first time that it arrived, without those of the credential. */
function typesSent(deliveries: readonly Delivery[], id: string): string[] {
  const first = new Map<string, string>();
  for (const delivery of deliveries) {
    if (delivery.requestId === id && delivery.type.startsWith('request.') && !first.has(delivery.id)) {
      first.set(delivery.id, delivery.type);
    }
  }
  return [...first.values()];
}

const TYPES: Record<string, string> = {
  CREATE: 'request.created',
  SUBMIT: 'request.submitted',
  CLAIM: 'request.claimed',
  RELEASE: 'request.released',
  REQUEST_CHANGES: 'request.changes_requested',
  REJECT: 'request.rejected',
  CANCEL: 'request.cancelled',
  APPROVE: 'request.approved',
  ATTACH_EVIDENCE: 'request.evidence_changed',
};

function typeOf({ action }: { action: string }): string {
  return TYPES[action] ?? action;
}

function inTable({ action, from, to }: Seen['history'][number]): boolean {
  if (action === 'CREATE') return from === null && to === 'DRAFT';
  return lifecycle.some((row) => row.act === action && row.from === from && row.to === to);
}

async function tokenFor(origin: string, clientId: string | undefined, secret: string): Promise<number> {
  const response = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  await response.body?.cancel();
  return response.status;
}

/** Rows without a file, files that are not what was sent, and what was done more often than it was asked for. */
async function ofStore(database: string, folder: string, witnesses: readonly Witness[]): Promise<Check[]> {
  const begun = witnesses.flatMap(({ ledger }) => ledger);
  const systems = witnesses.reduce((sum, { connectors }) => sum + connectors.systems, 0);
  const rows = await query<{ id: string; sha256: string }>(database, 'select id, sha256 from evidence');
  const files = await filesOf(folder);
  const bytes = check('every piece of evidence has its bytes, and those that were taken are those that were sent');
  for (const { id, sha256 } of rows) same(bytes, id, files.get(id), sha256);
  const known = new Set(rows.map(({ sha256 }) => sha256));
  const taken = begun.flatMap((one) => one.files);
  for (const file of taken) {
    const hash = sha256Of(file.bytes);
    if (!known.has(hash)) bytes.broken.push(`${hash} was taken and has no row`);
  }
  const once = check('nothing was done twice');
  const [counted] = await query(database, COUNTED);
  const granted = begun.filter(({ credentialId }) => credentialId).length;
  once.of = begun.length;
  same(once, 'rows', counted, {
    requests: begun.length + systems,
    credentials: granted + systems,
    evidence: taken.length,
  });
  return [bytes, once];
}

const COUNTED = `select (select count(*)::int from access_request) as requests,
  (select count(*)::int from credential) as credentials, (select count(*)::int from evidence) as evidence`;

async function ofAudit(database: string, { keys }: TwoOfEach): Promise<Check> {
  const audit = check('the chain of the audit log is whole');
  const verdict = await withKeptChain(database, (kept) =>
    verifyKept(kept, { chain: 'credentials', keys, checkpoints: [] }, { hashAll }),
  );
  return { ...audit, of: verdict.links, broken: verdict.faults.map((fault) => JSON.stringify(fault)) };
}

async function filesOf(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const entries = await readdir(join(folder, 'kept'), { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.isFile()) found.set(entry.name, sha256Of(await readFile(join(entry.parentPath, entry.name))));
  }
  return found;
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function query<Row extends pg.QueryResultRow>(connectionString: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
