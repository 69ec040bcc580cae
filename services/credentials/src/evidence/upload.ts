import type { EntityManager } from '@mikro-orm/postgresql';
import { EVIDENCE_MAX_FILES, type ScanState } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { Refused } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { AccessRequestEvent } from '../requests/access-request-event.ts';
import { find, type Opened, open, situationOf } from '../requests/act-on-request.ts';
import { permit } from '../requests/lifecycle.ts';
import { firstScanState } from '../scanning/scan-at-once.ts';
import { Evidence } from './evidence.ts';
import type { EvidenceForm } from './receive-form.ts';
import { recordEvidence } from './record-evidence.ts';
import {
  type EvidenceRefusal,
  notEditable,
  requestNotFound,
  tooMany,
  tooOften,
  unknownRequirement,
} from './refusal.ts';
import { findRequirements, labelsOf } from './requirements.ts';

/** Taken away again, a file stays in the history, which is read whole: over its life a request takes so many. */
const MOST_ATTACHED = 500;

/** What became of an upload: the evidence, new or there before with the same bytes. */
export interface Uploaded {
  evidence: Evidence;
  isNew: boolean;
}

/** Asked before the body is read: whether this person may attach evidence to this request now. */
export async function checkMayAttach(ctx: CredentialsContext, person: Person, requestId: string): Promise<void> {
  const request = await asRefusal(find(ctx, person, requestId));
  const permitted = permit(situationOf(request), person, 'ATTACH_EVIDENCE');
  if (permitted === 'NOT_FOUND') throw requestNotFound();
  if (typeof permitted === 'string') throw notEditable();
}

/**
 * Attaches what was received. Everything is looked at again under the request's lock: it may have changed meanwhile. What
 * is noted of it is noted with it, or neither is.
 */
export async function attachEvidence(
  ctx: CredentialsContext,
  person: Person,
  requestId: string,
  form: EvidenceForm,
  note?: (em: EntityManager, evidence: string) => Promise<void>,
): Promise<Uploaded> {
  const requirements = await findRequirements(ctx, await asRefusal(find(ctx, person, requestId)), form.requirements);
  if (requirements.includes(null)) throw unknownRequirement();
  return ctx.em.fork().transactional(async (em) => {
    const opened = await asRefusal(open(em, ctx, person, 'ATTACH_EVIDENCE', { id: requestId, version: null }));
    const present = await em.find(Evidence, { request: opened.request, removedAt: null });
    const same = present.find(({ sha256 }) => sha256 === form.content.sha256);
    if (same) {
      await note?.(em, same.id);
      return { evidence: same, isNew: false };
    }
    if (present.length >= EVIDENCE_MAX_FILES) throw tooMany();
    const attached = { request: opened.request, action: 'ATTACH_EVIDENCE' as const };
    if ((await em.count(AccessRequestEvent, attached)) >= MOST_ATTACHED) throw tooOften();
    const evidence = createEvidence(em, opened, form, firstScanState(ctx));
    evidence.requirements = labelsOf(requirements);
    await em.flush();
    await note?.(em, evidence.id);
    // Last before the commit: a row never stands without its bytes, and bytes without a row are swept away.
    await form.content.keep(evidence.id);
    return { evidence, isNew: true };
  });
}

function createEvidence(em: EntityManager, opened: Opened, form: EvidenceForm, scan: ScanState): Evidence {
  const { request, now } = opened;
  const { fileName, mediaType, content } = form;
  const { size, sha256 } = content;
  const facts = { request, fileName, mediaType, size, sha256, uploadedAt: now, scan };
  const evidence = Object.assign(new Evidence(), facts);
  em.persist(evidence);
  recordEvidence(opened, 'ATTACH_EVIDENCE', evidence);
  return evidence;
}

/** What an act says with Problems, this door says with a status. */
async function asRefusal<T>(act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (error) {
    throw error instanceof Refused ? refusalOf(error) : error;
  }
}

function refusalOf({ problems }: Refused): EvidenceRefusal {
  return problems.some(({ code }) => code === 'NOT_FOUND') ? requestNotFound() : notEditable();
}
