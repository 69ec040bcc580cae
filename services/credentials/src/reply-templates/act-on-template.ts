import { foldText, LIMITS, parseReplyTemplateName, parseReplyTemplateText } from '@portal/domain';
import { type Problem, problem, refuse, refuseIfAny } from '@portal/service-kit';
import {
  actOnContent,
  type ContentTarget,
  createContent,
  discardDraft,
  draftOf,
  formerBody,
  keepDraft,
  type OpenedContent,
  putInUse,
} from '../content/act-on-content.ts';
import type { ContentItem } from '../content/content-rows.ts';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import type { ReplyBody } from './reply-template.ts';

const KIND = 'REPLY_TEMPLATE';
const MISSING = 'Não encontramos este modelo. Ele pode ter sido descartado.';

/** Keeps what is being written: of a template, or of a new one. */
export function saveReplyTemplate(
  ctx: CredentialsContext,
  target: ContentTarget | null,
  given: ReplyBody,
): Promise<Outcome<string>> {
  if (target) {
    return act(ctx, 'saveReplyTemplate', target, (opened) => {
      refuseIfFull(opened.items, target.id);
      return keepDraft(opened, checked(given));
    });
  }
  return createContent<ReplyBody>(ctx, { name: 'saveReplyTemplate', kind: KIND }, (others) => {
    refuseIfFull(others);
    return checked(given);
  });
}

/** Forgets what is being written, and the whole of a template that was never in use. */
export function discardReplyTemplateDraft(ctx: CredentialsContext, target: ContentTarget) {
  return act(ctx, 'discardReplyTemplateDraft', target, discardDraft);
}

/** Gives reviewers what is being written. */
export function publishReplyTemplate(ctx: CredentialsContext, target: ContentTarget) {
  return act(ctx, 'publishReplyTemplate', target, (opened) => inUse(opened, draftOf(opened)));
}

/** Takes a template out of use. What it said can be gone back to. */
export function withdrawReplyTemplate(ctx: CredentialsContext, target: ContentTarget) {
  return act(ctx, 'withdrawReplyTemplate', target, (opened) => {
    if (!opened.item.editions[0]?.body) return refuse('NOT_ALLOWED', 'O modelo não está em uso.');
    return putInUse(opened, null);
  });
}

/** Goes back to what was in use once. */
export function restoreReplyTemplate(ctx: CredentialsContext, target: ContentTarget, number: number) {
  return act(ctx, 'restoreReplyTemplate', target, (opened) => inUse(opened, formerBody(opened.item, number), number));
}

function act(
  ctx: CredentialsContext,
  name: string,
  target: ContentTarget,
  done: (opened: OpenedContent<ReplyBody>) => Promise<Record<string, unknown>>,
) {
  return actOnContent<ReplyBody>(ctx, { name, kind: KIND, missing: MISSING }, target, done);
}

/** Reviewers choose by name, so each is there once. */
function inUse(opened: OpenedContent<ReplyBody>, body: ReplyBody, restores: number | null = null) {
  const isSame = (other: ContentItem<ReplyBody>) =>
    other.id !== opened.item.id && foldText(other.editions[0]?.body?.name ?? '') === foldText(body.name);
  refuseIfFull(opened.items, opened.item.id);
  if (opened.items.some(isSame)) return refuse('DUPLICATE', 'Já há um modelo em uso com este nome.', ['name']);
  return putInUse(opened, body, restores);
}

/** Withdrawn ones take no place: they can't be deleted, and each may come back while there is one. */
function refuseIfFull(items: readonly ContentItem<ReplyBody>[], id?: string): void {
  const { max } = LIMITS.replyTemplates;
  const others = items.filter((item) => item.id !== id && (item.draft || item.editions[0]?.body));
  if (others.length < max) return;
  refuse('NOT_ALLOWED', `Há lugar para ${max} modelos em uso ou em rascunho. Retire um que não é mais usado.`);
}

function checked({ name: givenName, text: givenText }: ReplyBody): ReplyBody {
  const name = parseReplyTemplateName(givenName);
  const text = parseReplyTemplateText(givenText);
  const problems: Problem[] = [];
  if (!name.ok) problems.push(problem('INVALID', name.message, ['name']));
  if (!text.ok) problems.push(problem('INVALID', text.message, ['text']));
  refuseIfAny(problems);
  return { name: name.ok ? name.value : '', text: text.ok ? text.value : '' };
}
