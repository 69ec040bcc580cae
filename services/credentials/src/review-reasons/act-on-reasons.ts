import { parseReviewReasons, type ReviewReason } from '@portal/domain';
import { refuse } from '@portal/service-kit';
import {
  actOnContent,
  discardDraft,
  draftOf,
  formerBody,
  keepDraft,
  type OpenedContent,
  putInUse,
} from '../content/act-on-content.ts';
import { EDITIONS_SHOWN, readContent } from '../content/content-rows.ts';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import type { ReasonsBody } from './reasons-in-use.ts';

const KIND = 'REVIEW_REASONS';

/** Keeps what is being written. */
export function saveReviewReasons(
  ctx: CredentialsContext,
  version: number,
  given: readonly ReviewReason[],
): Promise<Outcome<string>> {
  return act(ctx, 'saveReviewReasons', version, (opened) => {
    const read = parseReviewReasons(given);
    if (!read.ok) return refuse('INVALID', read.message, ['reasons']);
    return keepDraft(opened, { reasons: read.value });
  });
}

/** Forgets what is being written. */
export function discardReviewReasonsDraft(ctx: CredentialsContext, version: number) {
  return act(ctx, 'discardReviewReasonsDraft', version, discardDraft);
}

/** Gives reviewers what is being written. */
export function publishReviewReasons(ctx: CredentialsContext, version: number) {
  return act(ctx, 'publishReviewReasons', version, (opened) => putInUse(opened, draftOf(opened)));
}

/** Goes back to what could be given once. */
export function restoreReviewReasons(ctx: CredentialsContext, version: number, number: number) {
  return act(ctx, 'restoreReviewReasons', version, (opened) =>
    putInUse(opened, formerBody(opened.item, number), number),
  );
}

/** The reasons with what is being written and what could be given. */
export async function readReviewReasons({ em }: Pick<CredentialsContext, 'em'>) {
  const [item] = await readContent<ReasonsBody>(em, { kind: KIND, editions: EDITIONS_SHOWN });
  if (!item) throw new Error('There are no reasons that reviewers may give');
  return item;
}

function act(
  ctx: CredentialsContext,
  name: string,
  version: number,
  done: (opened: OpenedContent<ReasonsBody>) => Promise<Record<string, unknown>>,
): Promise<Outcome<string>> {
  const of = { name, kind: KIND, missing: 'Não encontramos os motivos de decisão.' } as const;
  return actOnContent<ReasonsBody>(ctx, of, { id: null, version }, done);
}
