import { isBlank, parseDecisionMessage, type WarningCode } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { refuse, refuseIfAny } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { discardContent } from '../evidence/discard.ts';
import { eraseEvidence } from '../evidence/erase.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import type { Reason } from '../requests/access-request-event.ts';
import { type AccessRequestPayload, perform } from '../requests/access-request-payload.ts';
import { type ActTarget, endClaim, move, type Opened, open } from '../requests/act-on-request.ts';
import { alterationProblem, certificateToBe, lockReplaced } from '../requests/alteration.ts';
import { inactiveCredentialOf } from '../requests/homologation-credential.ts';
import { reasonsInUse } from '../review-reasons/reasons-in-use.ts';
import { acceptWarnings, approvalProblems } from './approval-check.ts';
import { evidenceOf } from './field-paths.ts';
import { grant } from './grant.ts';
import { checkReasons, type GivenReason } from './reasons.ts';

/** What goes with an approval. */
export interface Approving {
  message?: string | null;
  acceptedWarnings?: readonly WarningCode[] | null;
}

/** What goes with a request for changes or a rejection. */
export interface Refusing {
  reasons: readonly GivenReason[];
  message?: string | null;
}

/** Approves: the only or the second approval issues the credential, or alters it, the first of two puts the request back into the queue. */
export function approveAccessRequest(
  ctx: CredentialsContext,
  person: Person,
  target: ActTarget,
  { message, acceptedWarnings }: Approving,
): Promise<AccessRequestPayload> {
  return perform(ctx, target.id, async (em) => {
    const opened = await open(em, ctx, person, 'APPROVE', target);
    const { request, transition, now } = opened;
    const accepted = acceptedWarnings ?? [];
    const replaced = await lockReplaced(em, request);
    const inactive = replaced ? alterationProblem(replaced, now) : await inactiveCredentialOf(em, request, now);
    const certificate = replaced ? certificateToBe(request, replaced) : (request.submitted?.certificate ?? null);
    refuseIfAny([...(inactive ? [inactive] : []), ...approvalProblems(request, certificate, accepted, now)]);
    const text = checkedMessage(message);
    const { id, name } = person;
    acceptWarnings(request, accepted, { id, name }, now);
    request.approvals = [...request.approvals, { id, name, at: now.toISOString() }];
    if (transition.to === 'APPROVED') {
      await grant(em, request, replaced, now);
    } else {
      endClaim(request);
    }
    move(opened, { message: text });
    return target.id;
  });
}

/** Sends a request back to its owner with what is to be mended. */
export function requestChanges(
  ctx: CredentialsContext,
  person: Person,
  target: ActTarget,
  refusing: Refusing,
): Promise<AccessRequestPayload> {
  return refuseWith(ctx, person, 'REQUEST_CHANGES', target, refusing, ({ request }) => {
    endClaim(request);
    request.dueAt = null;
  });
}

/** Refuses a request for good. */
export function rejectAccessRequest(
  ctx: CredentialsContext,
  person: Person,
  target: ActTarget,
  refusing: Refusing,
): Promise<AccessRequestPayload> {
  return refuseWith(ctx, person, 'REJECT', target, refusing, ({ request, now }) => {
    request.decidedAt = now;
  });
}

async function refuseWith(
  ctx: CredentialsContext,
  person: Person,
  act: 'REQUEST_CHANGES' | 'REJECT',
  target: ActTarget,
  { reasons: given, message }: Refusing,
  change: (opened: Opened) => void,
): Promise<AccessRequestPayload> {
  const discarded: string[] = [];
  const payload = await perform(ctx, target.id, async (em) => {
    const opened = await open(em, ctx, person, act, target);
    const { environment, submission, rules } = sentOf(opened.request);
    const inUse = await reasonsInUse(em);
    const { reasons, problems } = checkReasons(given, { environment, submission, rules, inUse });
    refuseIfAny(problems);
    const text = checkedMessage(message);
    discarded.push(...(await erasePersonalData(opened, reasons)));
    change(opened);
    move(opened, { message: text, reasons });
    return target.id;
  });
  if (payload.problems.length === 0) await discardContent(ctx.evidenceStorage, discarded);
  return payload;
}

/** A file that shows a real patient is unreadable to all from this decision on. */
function erasePersonalData(opened: Opened, reasons: readonly Reason[]): Promise<string[]> {
  const { submission } = sentOf(opened.request);
  const erasures = reasons.flatMap(({ code, path, message }) => {
    const evidenceId = code === 'EVIDENCE_PERSONAL_DATA' ? evidenceOf(path, submission) : undefined;
    return evidenceId === undefined ? [] : [{ evidenceId, message }];
  });
  return eraseEvidence(opened, erasures);
}

function sentOf({ environment, submitted, rules }: AccessRequest) {
  if (!submitted || !rules) throw new Error('Only what was submitted is reviewed');
  return { environment, submission: submitted, rules };
}

function checkedMessage(message: string | null | undefined): string | null {
  if (message == null || isBlank(message)) return null;
  const parsed = parseDecisionMessage(message);
  return parsed.ok ? parsed.value : refuse('INVALID', parsed.message, ['message']);
}
