import type { AccessRequestState } from '@portal/domain';
import { act, contentWithoutCertificate, done, mutate, newDraft, type Payload, type Problem, pick } from './arrange.ts';
import { aPdf } from './evidence-files.ts';
import type { Person } from './person.ts';

/** A request as acts answer with it. */
export type AccessRequest = NonNullable<Payload['accessRequest']>;

/** Whose request it is, and who reviews it. */
export interface Cast {
  owner: Person;
  reviewer: Person;
}

const REASON = { code: 'OTHER', path: null, message: 'Descreva melhor o sistema.' };
const MORE = 'Sistema de laboratório que envia resultados, agora descrito por inteiro.';

/** What a request may be brought to a state with. */
export interface Made {
  /** CNES by default, which does not insist on a certificate. */
  portfolio?: string;
  /** The portfolio's first by default. */
  services?: readonly string[];
  content?: Record<string, unknown>;
}

/** A new request for homologation, brought to a state by the people whose part that is. */
export async function requestIn(state: AccessRequestState, cast: Cast, made: Made = {}): Promise<AccessRequest> {
  const { id, version } = await newDraft(cast.owner, made.portfolio ?? 'cnes', made.services);
  const content = made.content ?? contentWithoutCertificate();
  const drafted = await done(act(cast.owner, 'updateAccessRequest', { input: { id, version, ...content } }));
  return bring(drafted, state, cast);
}

/** Brings a draft in which nothing is missing to a state. */
export async function bring(draft: AccessRequest, to: AccessRequestState, cast: Cast): Promise<AccessRequest> {
  const { owner, reviewer } = cast;
  if (to === 'DRAFT') return draft;
  if (to === 'CANCELLED') return done(act(owner, 'cancelAccessRequest', pick(draft)));
  const submitted = await done(act(owner, 'submitAccessRequest', pick(draft)));
  if (to === 'SUBMITTED') return submitted;
  const claimed = await done(act(reviewer, 'claimAccessRequest', pick(submitted)));
  if (to === 'IN_REVIEW') return claimed;
  if (to === 'CHANGES_REQUESTED') return done(act(reviewer, 'requestChanges', { ...pick(claimed), reasons: [REASON] }));
  if (to === 'REJECTED') return done(act(reviewer, 'rejectAccessRequest', { ...pick(claimed), reasons: [REASON] }));
  return done(act(reviewer, 'approveAccessRequest', pick(claimed)));
}

/** Sends a request again after changes were asked for, with some of them made. */
export async function resubmitted(
  owner: Person,
  request: AccessRequest,
  changes: Record<string, unknown> = { system: { description: MORE } },
): Promise<AccessRequest> {
  const mended = await done(act(owner, 'updateAccessRequest', { input: { ...pick(request), ...changes } }));
  return done(act(owner, 'submitAccessRequest', pick(mended)));
}

/** The id of a new ACTIVE homologation credential. */
export async function homologationCredential(cast: Cast, made: Made = {}): Promise<string> {
  const { credential } = await requestIn('APPROVED', cast, made);
  if (!credential) throw new Error('The approval issued no credential');
  return credential.id;
}

/** A new draft for production, from a new homologation credential. */
export async function productionDraft(
  cast: Cast,
  made: Made = {},
): Promise<{ credentialId: string; draft: AccessRequest }> {
  const credentialId = await homologationCredential(cast, made);
  const draft = await done(act(cast.owner, 'createProductionRequest', { input: { credentialId } }));
  return { credentialId, draft };
}

/** Attaches a new PDF, and gives the id of the evidence. */
export async function attach(
  owner: Person,
  request: Pick<AccessRequest, 'id'>,
  requirements?: string[],
): Promise<string> {
  const response = await owner.upload(request.id, aPdf(), 'bundle.pdf', requirements);
  if (response.status !== 201) throw new Error(`The upload was answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

/** What the mutations of a credential answer with. */
export interface CredentialPayload {
  credential: {
    id: string;
    state: string;
    stateReason: string | null;
    suspendedByMinistry: boolean;
    secretIssuedAt: string | null;
    previousSecretExpiresAt: string | null;
    allowedActions: string[];
  } | null;
  /** Of a rotation alone. */
  secret?: string | null;
  problems: Problem[];
}

/** One act on a credential. */
export function actOnCredential(
  person: Person,
  mutation: string,
  variables: Record<string, unknown>,
): Promise<CredentialPayload> {
  const secret = mutation === 'rotateCredentialSecret' ? 'secret' : '';
  return mutate(
    person,
    mutation,
    variables,
    `credential { id state stateReason suspendedByMinistry secretIssuedAt previousSecretExpiresAt allowedActions }
     ${secret} problems { code message path }`,
  );
}
