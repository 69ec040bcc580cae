import { randomUUIDv7 } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { EVIDENCE_MAX_BYTES, EVIDENCE_MAX_FILES, MESSAGE_MAX_UNSENT } from '@portal/domain';
import { isId, outsideOperation, type Person } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { discardContent } from '../evidence/discard.ts';
import { Evidence } from '../evidence/evidence.ts';
import { emptyFile, tooLarge, tooMany } from '../evidence/refusal.ts';
import type { ReceivedContent } from '../evidence/storage.ts';
import { checkMayAttach } from '../evidence/upload.ts';
import { countUnsent } from '../messages/attachment-rows.ts';
import { checkMayAttachToMessage, tooManyUnsent } from '../messages/keep-attachment.ts';
import { Pieces } from './pieces.ts';
import { longerThanSaid, tooManyParts, tooManyUnfinished, uploadNotFound, wrongOffset } from './refusal.ts';
import {
  addPart,
  countUnderWay,
  dropUpload,
  inTooManyParts,
  type Part,
  type UnfinishedUpload,
  type UploadPurpose,
  uploadById,
  writeUpload,
} from './upload-rows.ts';

/** So much may be lost where this process dies. */
const PART_BYTES = 2 * 1024 * 1024;
/** More than anybody sends at once; each holds up to 10 MiB for a day. */
const MOST_OF_PERSON = 40;

/** What is said of a file before its bytes are sent. */
export type Announced = Pick<UnfinishedUpload, 'purpose' | 'request_id' | 'file_name' | 'requirements' | 'size'>;

const MAY: Record<UploadPurpose, typeof checkMayAttach> = {
  EVIDENCE: checkMayAttach,
  MESSAGE: checkMayAttachToMessage,
};

/** Takes note of a file that is to come, where there is room for it; gives its id. What is checked by its bytes is so at the end. */
export async function beginUpload(ctx: CredentialsContext, person: Person, announced: Announced): Promise<string> {
  const { purpose, request_id, file_name, size } = announced;
  await MAY[purpose](ctx, person, request_id);
  if (size === 0) throw emptyFile();
  if (size > EVIDENCE_MAX_BYTES) throw tooLarge(file_name);
  const row = { ...announced, id: randomUUIDv7(), person_id: person.id };
  const now = ctx.now();
  await ctx.em.fork().transactional(async (em) => {
    const { ofPerson, here, mineHere } = await countUnderWay(em, row, now);
    if (ofPerson >= MOST_OF_PERSON) throw tooManyUnfinished(MOST_OF_PERSON);
    if (purpose === 'EVIDENCE') {
      const present = await em.count(Evidence, { request: request_id, removedAt: null });
      if (present + here >= EVIDENCE_MAX_FILES) throw tooMany();
    } else if ((await countUnsent(em, request_id, person.id)) + mineHere >= MESSAGE_MAX_UNSENT) throw tooManyUnsent();
    await writeUpload(em, row, now);
  });
  return row.id;
}

/** One of this person's, who may still send it: another's is as one that there is not. */
export async function findUpload(ctx: CredentialsContext, person: Person, id: string): Promise<UnfinishedUpload> {
  const upload = isId(id) ? await uploadById(ctx.em.fork(), id, person.id) : null;
  if (!upload) throw uploadNotFound();
  await MAY[upload.purpose](ctx, person, upload.request_id);
  return upload;
}

/**
 * Takes what comes next of it, a part after the other, each kept by itself, and gives how far it is now. Where the sender
 * goes away, all that came until then stays. Of two that send at one place, the first to have a part whole goes on.
 */
export async function appendTo(
  ctx: CredentialsContext,
  upload: UnfinishedUpload,
  offset: number,
  request: IncomingMessage,
): Promise<number> {
  if (offset !== upload.received) throw wrongOffset();
  if (await inTooManyParts(ctx.em.fork(), upload.id)) {
    await giveUp(ctx, upload);
    throw tooManyParts();
  }
  let at = offset;
  const pieces = new Pieces(request);
  while (await pieces.more()) {
    await using content = await ctx.evidenceStorage.receive(pieces.next(PART_BYTES));
    if (at + content.size > upload.size) throw longerThanSaid();
    const part = { upload: upload.id, start: at, size: content.size, id: randomUUIDv7() };
    // Whoever sent it may be gone, and is to find it when they come back.
    await outsideOperation(() => keepPart(ctx, part, content));
    at += content.size;
  }
  return at;
}

function keepPart(ctx: CredentialsContext, part: Part, content: ReceivedContent): Promise<void> {
  return ctx.em.fork().transactional(async (em) => {
    if (!(await addPart(em, part, ctx.now()))) throw wrongOffset();
    await content.keep(part.id);
  });
}

/** Gives it up, bytes and all; false where it has become something, or is gone. */
export async function giveUp(ctx: CredentialsContext, { id }: UnfinishedUpload): Promise<boolean> {
  const parts = await ctx.em.fork().transactional((em) => dropUpload(em, id));
  await discardContent(ctx.evidenceStorage, parts ?? []);
  return parts !== null;
}
