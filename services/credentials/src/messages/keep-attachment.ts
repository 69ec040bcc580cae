import { randomUUIDv7 } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MESSAGE_MAX_UNSENT } from '@portal/domain';
import { isId, type Person } from '@portal/service-kit';
import { ofTeam } from '../audit/access-log.ts';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import type { EvidenceForm } from '../evidence/receive-form.ts';
import { EvidenceRefusal, requestNotFound } from '../evidence/refusal.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { mayRead } from '../requests/visibility.ts';
import { firstScanState } from '../scanning/scan-at-once.ts';
import { lockRequest } from './act-on-messages.ts';
import { type AttachmentRow, attachmentById, countUnsent, writeAttachmentRow } from './attachment-rows.ts';
import { closedBecause, sideOf } from './who-writes.ts';

/** Asked before the body is read: whether this person may write on this request now. */
export async function checkMayAttachToMessage(
  ctx: CredentialsContext,
  person: Person,
  requestId: string,
): Promise<void> {
  const request = isId(requestId) ? await ctx.em.fork().findOne(AccessRequest, { id: requestId }) : null;
  refuseUnlessOpen(request && mayRead(request, person) ? request : null, person, ctx.now());
}

/** Keeps what was received, for a message that its sender is still to send; under one id once, and noted with it or not at all. */
export async function keepAttachment(
  ctx: CredentialsContext,
  person: Person,
  requestId: string,
  { fileName, mediaType, content }: EvidenceForm,
  id: string = randomUUIDv7(),
  note?: (em: EntityManager) => Promise<void>,
): Promise<AttachmentRow> {
  return ctx.em.fork().transactional(async (em) => {
    const request = refuseUnlessOpen(await lockRequest(em, person, requestId), person, ctx.now());
    await note?.(em);
    const before = await attachmentById(em, id);
    if (before) return before;
    if ((await countUnsent(em, request.id, person.id)) >= MESSAGE_MAX_UNSENT) throw tooManyUnsent();
    const row = {
      id,
      request_id: request.id,
      uploaded_by: person.id,
      file_name: fileName,
      media_type: mediaType,
      size: content.size,
      sha256: content.sha256,
      uploaded_at: ctx.now(),
      scan: firstScanState(ctx),
    };
    await writeAttachmentRow(em, row);
    // Last before the commit: a row never stands without its bytes, and bytes without a row are swept away.
    await content.keep(row.id);
    return { ...row, message_id: null };
  });
}

/** A file and its bytes, for who may read its request; what is not sent yet is its sender's alone. Every reading is audited. */
export async function openAttachment(
  ctx: CredentialsContext,
  person: Person,
  id: string,
): Promise<{ attachment: AttachmentRow; bytes: Readable }> {
  const { attachment, request } = await findReadable(ctx, person, id);
  const bytes = await openContent(ctx, person, id);
  try {
    audit(ctx.em, {
      at: ctx.now(),
      actorId: person.id,
      act: 'readMessageAttachment',
      subject: 'ACCESS_REQUEST',
      subjectId: attachment.request_id,
      detail: { attachment: id, sha256: attachment.sha256, ...ofTeam(request, person) },
    });
    await ctx.em.flush();
  } catch (error) {
    bytes.destroy();
    throw error;
  }
  return { attachment, bytes };
}

async function findReadable(
  ctx: CredentialsContext,
  person: Person,
  id: string,
): Promise<{ attachment: AttachmentRow; request: AccessRequest }> {
  const em: EntityManager = ctx.em.fork();
  const attachment = isId(id) ? await attachmentById(em, id) : null;
  const request = attachment && (await em.findOne(AccessRequest, { id: attachment.request_id }));
  const own = attachment?.uploaded_by === person.id;
  if (
    attachment?.scan !== 'CLEAN' ||
    !request ||
    !mayRead(request, person) ||
    (attachment.message_id === null && !own)
  ) {
    throw attachmentNotFound();
  }
  return { attachment, request };
}

/** Bytes that are gone because the message was erased in this moment are not found; gone otherwise, they are lost. */
async function openContent(ctx: CredentialsContext, person: Person, id: string): Promise<Readable> {
  try {
    return await ctx.evidenceStorage.open(id);
  } catch (error) {
    await findReadable(ctx, person, id);
    throw error;
  }
}

function refuseUnlessOpen(request: AccessRequest | null, person: Person, now: Date): AccessRequest {
  if (!request) throw requestNotFound();
  const closed = sideOf(request, person)
    ? closedBecause(request, now)
    : 'Aqui escrevem quem pediu e a equipe de análise.';
  if (closed) throw new EvidenceRefusal(409, 'NOT_ALLOWED', 'Conversa fechada', closed);
  return request;
}

/** Each waits for its message for a day. */
export function tooManyUnsent(): EvidenceRefusal {
  const detail = `Há ${MESSAGE_MAX_UNSENT} arquivos seus à espera de uma mensagem nesta solicitação. Envie a mensagem, ou tente de novo amanhã.`;
  return new EvidenceRefusal(409, 'CONFLICT', 'Limite de arquivos', detail);
}

/** Unknown, erased, or not theirs to know. */
export function attachmentNotFound(): EvidenceRefusal {
  return new EvidenceRefusal(
    404,
    'NOT_FOUND',
    'Arquivo não encontrado',
    'Não encontramos este arquivo. Ele pode ter sido apagado ou ser de outra pessoa.',
  );
}
