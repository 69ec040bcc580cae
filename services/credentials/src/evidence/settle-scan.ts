import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { OutboxEntry } from '../events/outbox-entry.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { AccessRequestEvent } from '../requests/access-request-event.ts';
import { record } from '../requests/record.ts';
import type { Finding } from '../scanning/clamd.ts';
import { holderOf } from '../teams/members.ts';
import { Evidence } from './evidence.ts';
import { AFTER_REFUSAL } from './refusal.ts';

/**
 * Writes down what the antivirus found in a piece of evidence; false where that was done before, or the file is gone. What is
 * infected stands in the history, for everybody who reads the request.
 */
export async function settleEvidenceScan(em: EntityManager, id: string, finding: Finding, now: Date): Promise<boolean> {
  const row = await em.findOne(Evidence, { id });
  if (!row) return false;
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const request = await em.findOneOrFail(AccessRequest, { id: row.request.id }, { lockMode });
  const evidence = await em.findOne(Evidence, { id, scan: 'PENDING' }, { refresh: true });
  if (!evidence) return false;
  evidence.scan = finding.state;
  if (finding.state === 'CLEAN') {
    await tellAgain(em, request, evidence, now);
    return true;
  }
  record(em, request, {
    at: now,
    actor: null,
    action: 'REFUSE_EVIDENCE',
    from: request.state,
    to: request.state,
    message: `O antivírus encontrou ${finding.malware} neste arquivo, que foi apagado. ${AFTER_REFUSAL}`,
    evidence: { fileName: evidence.fileName, sha256: evidence.sha256 },
  });
  return true;
}

/** A clean file is no news in the history: those who have the request open are told of its attaching once more, webhooks not. */
async function tellAgain(em: EntityManager, request: AccessRequest, { sha256 }: Evidence, now: Date): Promise<void> {
  const attached = await em.find(
    AccessRequestEvent,
    { request, action: 'ATTACH_EVIDENCE' },
    { orderBy: { place: 'desc' }, limit: NEWEST_LOOKED_AT },
  );
  const event = attached.find(({ evidence }) => evidence?.sha256 === sha256);
  if (!event) return;
  const entry = Object.assign(new OutboxEntry(), { at: now, subject: 'ACCESS_REQUEST' } as const);
  entry.subjectId = request.id;
  entry.ownerId = holderOf(request);
  entry.eventId = event.id;
  entry.from = event.from;
  entry.to = event.to;
  em.persist(entry);
}

/** A request holds twenty files at a time: what waits was attached not long ago. */
const NEWEST_LOOKED_AT = 100;
