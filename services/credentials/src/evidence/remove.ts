import { isId, type Person, problem, refuse, requirePerson } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { type AccessRequestPayload, perform } from '../requests/access-request-payload.ts';
import { type Opened, open } from '../requests/act-on-request.ts';
import { mayRead } from '../requests/visibility.ts';
import { discardContent } from './discard.ts';
import { Evidence } from './evidence.ts';
import { recordEvidence } from './record-evidence.ts';

/**
 * Takes evidence away from a request that its owner may edit. What reviewers know from the last submission stays
 * readable to them until the next one.
 */
export async function removeEvidence(ctx: CredentialsContext, evidenceId: string): Promise<AccessRequestPayload> {
  const person = requirePerson(ctx.caller);
  const requestId = await requestOf(ctx, person, evidenceId);
  if (requestId === null) return { accessRequest: null, problems: [unknownEvidence()] };
  const discarded: string[] = [];
  const payload = await perform(ctx, requestId, async (em) => {
    const opened = await open(em, ctx, person, 'REMOVE_EVIDENCE', { id: requestId, version: null });
    const evidence = await present(opened, evidenceId);
    if (wasSubmitted(opened, evidence)) {
      evidence.removedAt = opened.now;
    } else {
      em.remove(evidence);
      discarded.push(evidence.id);
    }
    recordEvidence(opened, 'REMOVE_EVIDENCE', evidence);
    return requestId;
  });
  if (payload.problems.length === 0) await discardContent(ctx.evidenceStorage, discarded);
  return payload;
}

/** The request that a piece of evidence belongs to; null when there is no such evidence, or it is not theirs to know. */
export async function requestOf(ctx: CredentialsContext, person: Person, evidenceId: string): Promise<string | null> {
  if (!isId(evidenceId)) return null;
  // In one statement, so that what is another's takes as long as what is not there.
  const whose = { populate: ['request'], strategy: 'joined' } as const;
  const evidence = await ctx.em.fork().findOne(Evidence, { id: evidenceId, removedAt: null }, whose);
  return evidence && mayRead(evidence.request, person) ? evidence.request.id : null;
}

/** The evidence under the request's lock: it may have been removed or erased meanwhile. */
export async function present({ em, request }: Opened, evidenceId: string): Promise<Evidence> {
  const evidence = await em.findOne(Evidence, { id: evidenceId, request, removedAt: null });
  return evidence ?? refuse('NOT_FOUND', UNKNOWN, ['id']);
}

/** What is said of evidence that is not there, or not theirs. */
export function unknownEvidence() {
  return problem('NOT_FOUND', UNKNOWN, ['id']);
}

const UNKNOWN = 'Não encontramos este arquivo. Ele pode ter sido removido ou ser de outra pessoa.';

function wasSubmitted({ request }: Opened, { id }: Evidence): boolean {
  return request.submitted?.evidence.some((copy) => copy.id === id) ?? false;
}
