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
import { checkRules } from './check-rules.ts';
import type { RulesBody } from './rules-in-use.ts';

const KIND = 'REVIEW_RULES';

/** Keeps what is being written. */
export async function saveReviewRules(
  ctx: CredentialsContext,
  version: number,
  given: RulesBody,
): Promise<Outcome<string>> {
  const { body, problems } = await checkRules(ctx.catalogue, given);
  if (problems.length > 0) return { result: null, problems };
  return act(ctx, 'saveReviewRules', version, (opened) => {
    const saved = opened.item.draft?.body ?? opened.item.editions[0]?.body;
    // A console that is older than them says nothing of them.
    const fourEyes = body.fourEyes ?? saved?.fourEyes;
    return keepDraft(opened, { ...body, ...(fourEyes && { fourEyes }) });
  });
}

/** Forgets what is being written. */
export function discardReviewRulesDraft(ctx: CredentialsContext, version: number) {
  return act(ctx, 'discardReviewRulesDraft', version, discardDraft);
}

/** Lets what is being written hold from now on. */
export function publishReviewRules(ctx: CredentialsContext, version: number) {
  return act(ctx, 'publishReviewRules', version, (opened) => putInUse(opened, draftOf(opened)));
}

/** Goes back to what held once. */
export function restoreReviewRules(ctx: CredentialsContext, version: number, number: number) {
  return act(ctx, 'restoreReviewRules', version, (opened) => putInUse(opened, formerBody(opened.item, number), number));
}

/** The rules with what is being written and what held. */
export async function readReviewRules({ em }: Pick<CredentialsContext, 'em'>) {
  const [rules] = await readContent<RulesBody>(em, { kind: KIND, editions: EDITIONS_SHOWN });
  if (!rules) throw new Error('There are no rules of the review');
  return rules;
}

function act(
  ctx: CredentialsContext,
  name: string,
  version: number,
  done: (opened: OpenedContent<RulesBody>) => Promise<Record<string, unknown>>,
): Promise<Outcome<string>> {
  const of = { name, kind: KIND, missing: 'Não encontramos as regras da análise.' } as const;
  return actOnContent<RulesBody>(ctx, of, { id: null, version }, done);
}
