import type { AccessRequestState } from '@portal/domain';
import { type Caller, isPerson, mayIn } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import type { Establishment } from '../establishments/establishment.ts';
import { isOfTeam } from '../teams/members.ts';
import type { AccessRequest } from './access-request.ts';
import type { AccessRequestEvent } from './access-request-event.ts';
import type { RequestContent } from './content.ts';
import { loadersFor } from './read-again.ts';
import { submittedOf, wholeOf } from './whole-request.ts';

/** Whether the request is one of the caller's credential: the one that issued it, one that alters it, or one for production from it. */
function isOfTheSystem(
  { id, homologationCredential, replacesId }: Pick<AccessRequest, 'id' | 'homologationCredential' | 'replacesId'>,
  caller: Caller,
): boolean {
  if (caller.kind !== 'client') return false;
  return id === caller.requestId || [homologationCredential?.id, replacesId].includes(caller.credentialId);
}

/**
 * Its team and its system read a request always; the Ministry's people from its first submit on, reviewers in the portfolios
 * that they are bound to; to anybody else it does not exist.
 */
export function mayRead(
  request: Pick<
    AccessRequest,
    'id' | 'homologationCredential' | 'replacesId' | 'members' | 'submissions' | 'portfolio'
  >,
  caller: Caller,
): boolean {
  return (
    isOfTeam(request, caller) ||
    isOfTheSystem(request, caller) ||
    (request.submissions > 0 && mayIn(caller, 'READ_REQUESTS', request.portfolio))
  );
}

/** Whether the caller reads it for the Ministry: on what is of a team of theirs nobody does. */
export function readsForMinistry(request: Pick<AccessRequest, 'members' | 'portfolio'>, caller: Caller): boolean {
  return mayIn(caller, 'READ_REQUESTS', request.portfolio) && !isOfTeam(request, caller);
}

/** Whether the caller claimed the request and holds it now. */
export function isHolder({ state, reviewerId }: Pick<AccessRequest, 'state' | 'reviewerId'>, caller: Caller): boolean {
  return state === 'IN_REVIEW' && isPerson(caller, reviewerId);
}

/** The CPFs in a request are whole for its team and the reviewer who holds it, masked for everybody else. */
export function seesWholeCpf(request: AccessRequest, caller: Caller): boolean {
  return isOfTeam(request, caller) || isHolder(request, caller);
}

/** What reviewers found is theirs until they decide: then it is also for who asked, the team or the system itself. */
export function seesFindings(request: AccessRequest, caller: Caller): boolean {
  return DECIDED.has(request.state) || readsForMinistry(request, caller);
}

const DECIDED: ReadonlySet<AccessRequestState> = new Set(['CHANGES_REQUESTED', 'APPROVED', 'REJECTED']);

/** What the caller reads: its team what it works on, everybody else what was last submitted. */
export async function contentFor(request: AccessRequest, ctx: Reading): Promise<RequestContent> {
  if (isOfTeam(request, ctx.caller)) return contentOf(request);
  return (await submittedOf(request, loadersFor(request, ctx))) ?? contentOf(request);
}

/** The units, which lists leave out, as the caller reads them. */
export async function childrenFor(request: AccessRequest, ctx: Reading): Promise<Establishment[]> {
  const loaders = loadersFor(request, ctx);
  const submitted = isOfTeam(request, ctx.caller) ? null : await submittedOf(request, loaders);
  return (submitted ?? (await wholeOf(request, loaders))).childEstablishments;
}

type Reading = Pick<CredentialsContext, 'caller' | 'loaders'>;

/** The form as its team has it now. */
export function contentOf(request: AccessRequest): RequestContent {
  const { services, origin, establishment, childEstablishments, manager, certificate, system, warnings } = request;
  return {
    services,
    origin,
    establishment,
    childEstablishments,
    manager,
    certificate,
    system,
    warnings,
    acceptedTermsAt: request.acceptedTermsAt?.toISOString() ?? null,
  };
}

/** The history as the caller reads it: the evidence that a team works on after a submission is the team's alone. */
export function historyFor(
  request: AccessRequest,
  history: readonly AccessRequestEvent[],
  caller: Caller,
): AccessRequestEvent[] {
  if (isOfTeam(request, caller)) return [...history];
  const lastSubmit = history.findLastIndex(({ action }) => action === 'SUBMIT');
  return history.filter(({ action }, index) => index < lastSubmit || !OF_THE_TEAM.has(action));
}

const OF_THE_TEAM: ReadonlySet<string> = new Set(['ATTACH_EVIDENCE', 'REMOVE_EVIDENCE']);
