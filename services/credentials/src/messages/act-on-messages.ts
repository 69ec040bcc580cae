import { randomUUIDv7 } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MESSAGE_MAX_FILES, type MessageSide, parseMessage } from '@portal/domain';
import {
  isId,
  once,
  type Person,
  problem,
  Refused,
  refuse,
  refuseIfAny,
  refuseTooManyMessages,
  requirePerson,
} from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import type { MessageAct } from '../events/change.ts';
import { OutboxEntry } from '../events/outbox-entry.ts';
import { discardContent } from '../evidence/discard.ts';
import { lockReading, markNoticesRead } from '../notices/notice-rows.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { type AccessRequestPayload, performAfter } from '../requests/access-request-payload.ts';
import { find, refuseUnknown } from '../requests/act-on-request.ts';
import { readAgain } from '../requests/read-again.ts';
import { mayRead } from '../requests/visibility.ts';
import { holderOf, readMembers } from '../teams/members.ts';
import {
  type AccessRequestMessagePayload,
  type MarkAccessRequestMessagesReadInput,
  messageOf,
  type WriteAccessRequestMessageInput,
} from './access-request-message.ts';
import { dropAttachments, notClean, sendAttachments } from './attachment-rows.ts';
import { eraseMessageRow, markRead, messagesById, writeMessageRow } from './message-rows.ts';
import { closedBecause, sideOf } from './who-writes.ts';

/** Writes a message on a request, and tells who follows it. */
export function writeMessage(
  ctx: CredentialsContext,
  { id: requestId, text, attachments }: WriteAccessRequestMessageInput,
): Promise<AccessRequestMessagePayload> {
  return performOnMessage(ctx, requestId, async (em, person) => {
    const now = ctx.now();
    const request = (await lockRequest(em, person, requestId)) ?? refuseUnknown();
    const side = sideOf(request, person);
    if (!side) return refuse('NOT_ALLOWED', 'Aqui escrevem quem pediu e a equipe de análise.', ['id']);
    const closed = closedBecause(request, now);
    if (closed) return refuse('NOT_ALLOWED', closed, ['id']);
    await refuseTooManyMessages(em, { table: 'request_message', personId: person.id, now });
    const words = parseMessage(text);
    if (!words.ok) return refuse('INVALID', words.message, ['text']);
    const files = filesOf(attachments);
    await refuseUnlessClean(em, files, person.id);
    const id = randomUUIDv7();
    const { id: by, name } = person;
    await writeMessageRow(em, { id, requestId, side, by: { id: by, name }, at: now, text: words.value });
    if (!(await sendAttachments(em, files, { messageId: id, requestId, personId: by }))) return refuseUnknownFile();
    record(em, request, { act: 'WRITE_MESSAGE', id, side, person, now });
    return id;
  });
}

/**
 * Takes away the words of a message that shows data of a patient, as reviewers do with evidence, also after the
 * conversation has ended; that there was one, whose and when stays.
 */
export async function eraseMessage(ctx: CredentialsContext, messageId: string): Promise<AccessRequestMessagePayload> {
  const [message] = isId(messageId) ? await messagesById(ctx.em.fork(), [messageId]) : [];
  const discarded: string[] = [];
  const payload = await performOnMessage(ctx, message?.request_id ?? null, async (em, person) => {
    const request = message && (await lockRequest(em, person, message.request_id));
    if (!request) return refuseUnknownMessage('messageId');
    if (sideOf(request, person) !== 'REVIEWERS') {
      return refuse('NOT_ALLOWED', 'Quem apaga uma mensagem é a equipe de análise.', ['messageId']);
    }
    const now = ctx.now();
    if (await eraseMessageRow(em, messageId, now)) {
      discarded.push(...(await dropAttachments(em, messageId)));
      record(em, request, { act: 'ERASE_MESSAGE', id: messageId, side: message.side, person, now });
    }
    return messageId;
  });
  if (payload.problems.length === 0) await discardContent(ctx.evidenceStorage, discarded);
  return payload;
}

/** Notes how far somebody has read what was written on a request. */
export function markMessagesRead(
  ctx: CredentialsContext,
  { id, upTo }: MarkAccessRequestMessagesReadInput,
): Promise<AccessRequestPayload> {
  const person = requirePerson(ctx.caller);
  return performAfter(
    ctx,
    id,
    () => find(ctx, person, id),
    async (em) => {
      const marked = isId(upTo) && (await markRead(em, id, { personId: person.id, upTo }));
      if (marked) {
        await lockReading(em, '(select ?::uuid as request_id)', [id]);
        await markNoticesRead(em, person.id, { messagesOn: id }, ctx.now());
      }
      return marked ? id : refuseUnknownMessage('upTo');
    },
  );
}

/** Runs an act on a message in one transaction; a refusal becomes the payload's problems. */
async function performOnMessage(
  ctx: CredentialsContext,
  requestId: string | null,
  act: (em: EntityManager, person: Person) => Promise<string>,
): Promise<AccessRequestMessagePayload> {
  const person = requirePerson(ctx.caller);
  try {
    const { id } = await ctx.em
      .fork()
      .transactional((em) => once(em, ctx, async () => ({ id: await act(em, person) })));
    const [message] = await messagesById(ctx.em.fork(), [id]);
    const accessRequest = message ? await shown(ctx, message.request_id) : null;
    if (!message || !accessRequest) throw new Error('a message that was written is not there');
    return { message: messageOf(message, accessRequest), accessRequest, problems: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { message: null, accessRequest: await shown(ctx, requestId), problems: error.problems };
  }
}

/** Null for who may not read it. */
async function shown(ctx: CredentialsContext, id: string | null): Promise<AccessRequest | null> {
  const [request] = id !== null && isId(id) ? await readAgain(ctx.em, [id]) : [];
  return request && mayRead(request, ctx.caller) ? request : null;
}

/** A request under its lock; null for who may not know of it, too. */
export async function lockRequest(em: EntityManager, person: Person, id: string): Promise<AccessRequest | null> {
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const request = isId(id) ? await em.findOne(AccessRequest, { id }, { lockMode }) : null;
  // Who is of no team of it is refused at once, as with what is not there.
  if (!request || !mayRead(request, person)) return null;
  await readMembers(em, request);
  return mayRead(request, person) ? request : null;
}

interface Happened {
  act: MessageAct;
  /** The message. */
  id: string;
  side: MessageSide;
  person: Person;
  now: Date;
}

/** Its audit record, without its words, and its event on the live line. */
function record(em: EntityManager, request: AccessRequest, { act, id, side, person, now }: Happened): void {
  const entry = Object.assign(new OutboxEntry(), { at: now, act, subject: 'MESSAGE', eventId: id } as const);
  entry.subjectId = request.id;
  entry.ownerId = holderOf(request);
  em.persist(entry);
  audit(em, {
    at: now,
    actorId: person.id,
    act: act === 'WRITE_MESSAGE' ? 'writeAccessRequestMessage' : 'eraseAccessRequestMessage',
    subject: 'ACCESS_REQUEST',
    subjectId: request.id,
    detail: { message: id, side },
  });
}

function refuseUnknownMessage(place: 'messageId' | 'upTo'): never {
  return refuse('NOT_FOUND', 'Não encontramos esta mensagem. Ela pode ser de outra solicitação.', [place]);
}

/** Each once; too many are refused, and what is no id is of nobody. */
function filesOf(ids: readonly string[] | null | undefined): string[] {
  const files = [...new Set(ids ?? [])];
  if (files.length > MESSAGE_MAX_FILES) {
    return refuse('INVALID', `Uma mensagem leva no máximo ${MESSAGE_MAX_FILES} arquivos.`, ['attachments']);
  }
  return files.every(isId) ? files : refuseUnknownFile();
}

async function refuseUnlessClean(em: EntityManager, files: readonly string[], personId: string): Promise<void> {
  if (files.length === 0) return;
  refuseIfAny(
    (await notClean(em, files, personId)).map(({ file_name: name, scan }) =>
      scan === 'PENDING'
        ? problem(
            'NOT_ALLOWED',
            `${name}: o antivírus ainda está verificando este arquivo. Envie daqui a pouco.`,
            FILES,
          )
        : problem('INVALID', `${name}: o antivírus recusou este arquivo, que já foi apagado. Remova-o.`, FILES),
    ),
  );
}

const FILES = ['attachments'];

function refuseUnknownFile(): never {
  const message = 'Um dos arquivos não está mais aqui, ou já foi com outra mensagem. Anexe-o de novo.';
  return refuse('NOT_FOUND', message, ['attachments']);
}
