import {
  actOnContent,
  draftOf,
  forgetDraft,
  keepDraft,
  type OpenedContent,
  putInUse,
} from '../content/act-on-content.ts';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import { checkTerms, type GivenTerm } from './check-terms.ts';
import type { RetentionBody } from './terms.ts';

/** Keeps what is being written; terms that are not given stay as they are. */
export async function saveRetention(
  ctx: CredentialsContext,
  version: number,
  given: readonly GivenTerm[],
): Promise<Outcome<string>> {
  const { terms, problems } = checkTerms(given);
  if (problems.length > 0) return { result: null, problems };
  return act(ctx, 'saveRetention', version, (opened) => {
    const { draft, editions } = opened.item;
    return keepDraft(opened, { terms: { ...(draft?.body ?? editions[0]?.body)?.terms, ...terms } });
  });
}

/** Forgets what is being written. */
export function discardRetentionDraft(ctx: CredentialsContext, version: number) {
  return act(ctx, 'discardRetentionDraft', version, forgetDraft);
}

/** Lets what is being written hold: what is longer at once, what is shorter after the delay. */
export function publishRetention(ctx: CredentialsContext, version: number) {
  return act(ctx, 'publishRetention', version, async (opened) => {
    const body = draftOf(opened);
    return { ...(await putInUse(opened, body)), ...body.terms };
  });
}

function act(
  ctx: CredentialsContext,
  name: string,
  version: number,
  done: (opened: OpenedContent<RetentionBody>) => Promise<Record<string, unknown>>,
): Promise<Outcome<string>> {
  const of = { name, kind: 'RETENTION', missing: 'Não encontramos os prazos de guarda.' } as const;
  return actOnContent<RetentionBody>(ctx, of, { id: null, version }, done);
}
