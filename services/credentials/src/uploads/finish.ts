import type { EntityManager } from '@mikro-orm/postgresql';
import type { Person } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { discardContent } from '../evidence/discard.ts';
import { Evidence } from '../evidence/evidence.ts';
import { evidenceJson } from '../evidence/evidence-json.ts';
import { evidenceFileName } from '../evidence/file-name.ts';
import { inspectEvidence } from '../evidence/inspect.ts';
import type { EvidenceForm } from '../evidence/receive-form.ts';
import { EvidenceRefusal, evidenceNotFound } from '../evidence/refusal.ts';
import { scannedEvidence } from '../evidence/scanned-evidence.ts';
import { attachEvidence } from '../evidence/upload.ts';
import { attachmentById } from '../messages/attachment-rows.ts';
import { attachmentNotFound, keepAttachment } from '../messages/keep-attachment.ts';
import { scannedAttachment, standingAttachment } from '../messages/scanned-attachment.ts';
import { giveUp } from './receive.ts';
import { notWhole, uploadNotFound } from './refusal.ts';
import { markKept, partsOf, type UnfinishedUpload, uploadById } from './upload-rows.ts';

/** What a finished upload is answered with. */
export interface Finished {
  /** False where that was there before. */
  isNew: boolean;
  json: object;
}

/**
 * Makes of a file that came whole what it was sent for, by all that holds for one that is sent at once. What is refused
 * is given up. Asked again, after an answer that was lost, it tells what it became.
 */
export async function finishUpload(
  ctx: CredentialsContext,
  person: Person,
  upload: UnfinishedUpload,
): Promise<Finished> {
  const { id, isNew } = upload.kept_as ? { id: upload.kept_as, isNew: false } : await keep(ctx, person, upload);
  return { isNew, json: await becameOf(ctx, upload, id) };
}

/** What it becomes. */
interface Kept {
  id: string;
  isNew: boolean;
}

async function keep(ctx: CredentialsContext, person: Person, upload: UnfinishedUpload): Promise<Kept> {
  if (upload.received < upload.size) throw notWhole();
  try {
    return await keepWhole(ctx, person, upload);
  } catch (error) {
    // Another that finished it at the same time may have taken the parts away: what fails for that is no refusal.
    const refused = error instanceof EvidenceRefusal;
    if (refused && (await giveUp(ctx, upload))) throw error;
    const now = await uploadById(ctx.em.fork(), upload.id, person.id);
    if (!now?.kept_as) throw error;
    return { id: now.kept_as, isNew: false };
  }
}

async function keepWhole(ctx: CredentialsContext, person: Person, upload: UnfinishedUpload): Promise<Kept> {
  const { id, purpose, request_id } = upload;
  await using form = await formOf(ctx, upload);
  let parts: string[] | null = null;
  // Of two that finish it, or one that does and one that gives it up, the first to commit is the only one.
  const note = async (em: EntityManager, keptAs: string) => {
    parts = await markKept(em, id, keptAs);
    if (!parts) throw uploadNotFound();
  };
  let kept: Kept;
  if (purpose === 'EVIDENCE') {
    const { evidence, isNew } = await attachEvidence(ctx, person, request_id, form, note);
    kept = { id: evidence.id, isNew };
  } else {
    await keepAttachment(ctx, person, request_id, form, id, (em) => note(em, id));
    kept = { id, isNew: true };
  }
  await discardContent(ctx.evidenceStorage, parts ?? []);
  return kept;
}

/** The parts as one file, looked at and stored as one that is sent at once. */
async function formOf(ctx: CredentialsContext, { id, file_name, requirements }: UnfinishedUpload) {
  const { em, evidenceStorage } = ctx;
  const keys = await partsOf(em.fork(), id);
  async function* whole(): AsyncGenerator<Uint8Array> {
    for (const key of keys) yield* await evidenceStorage.open(key);
  }
  const bytes = inspectEvidence(file_name, whole());
  const content = await evidenceStorage.receive(bytes);
  const { mediaType } = bytes;
  const form: EvidenceForm = {
    fileName: evidenceFileName(file_name, mediaType),
    mediaType,
    content,
    requirements,
    [Symbol.asyncDispose]: () => content[Symbol.asyncDispose](),
  };
  return form;
}

/** Where it had become that before, it is told as it stands: who asks again has it scanned by nobody but the chore. */
async function becameOf(ctx: CredentialsContext, upload: UnfinishedUpload, id: string): Promise<object> {
  const { purpose, kept_as } = upload;
  const em = ctx.em.fork();
  if (purpose === 'EVIDENCE') {
    const evidence = await em.findOne(Evidence, { id, removedAt: null });
    if (!evidence) throw evidenceNotFound();
    return kept_as ? evidenceJson(evidence) : scannedEvidence(ctx, evidence);
  }
  const attachment = await attachmentById(em, id);
  if (!attachment) throw attachmentNotFound();
  return kept_as ? standingAttachment(attachment) : scannedAttachment(ctx, attachment);
}
