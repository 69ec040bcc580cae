import { accessRequestSentence, type Moment } from '@portal/domain';
import { credentialAddress } from '../credentials/credential-address.ts';
import type { HistoryEventFragment, RequestDetailFragment, RequestSummaryFragment } from '../gql/graphql.ts';
import { evidenceAddress, formAddress } from './addresses.ts';
import { askedChanges } from './asked-changes.ts';
import { stageOf } from './form/field-of-path.ts';

/** What the state of a request means for its owner, and the one thing to do about it. */
export interface NextStep {
  readonly sentence: string;
  /** Null where there is nothing to do but wait. */
  readonly action: { readonly label: string; readonly to: string } | null;
}

type StepOf = Pick<
  RequestSummaryFragment,
  'id' | 'state' | 'environment' | 'dueAt' | 'portfolio' | 'allowedActions' | 'replaces'
> &
  Pick<RequestDetailFragment, 'credential' | 'homologationCredential'>;

/** Says what comes next. */
export function nextStep(request: StepOf, history: readonly HistoryEventFragment[], now: Moment): NextStep {
  const newest = history.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const cancelled = newest.find((event) => event.action === 'CANCEL');
  const sentence = accessRequestSentence({
    state: request.state,
    environment: request.environment,
    isAlteration: request.replaces !== null,
    now,
    dueAt: request.dueAt,
    reason: refusal(newest.find((event) => event.action === 'REJECT')),
    cancelledAt: cancelled?.at ?? null,
    cancelledBy: cancelled?.actor ?? null,
  });
  return { sentence, action: actionOf(request, history) };
}

function refusal(event: HistoryEventFragment | undefined): string | null {
  if (event === undefined) return null;
  const reasons = event.reasons.map((reason) => reason.label);
  return reasons.length > 0 ? [...new Set(reasons)].join(', ') : (event.message ?? null);
}

function actionOf(request: StepOf, history: readonly HistoryEventFragment[]): NextStep['action'] {
  const production = request.environment === 'PRODUCTION' && !request.replaces;
  const isOpen = request.state === 'DRAFT' || request.state === 'CHANGES_REQUESTED';
  // Who only reads in the team waits for those who work in it.
  if (isOpen && !request.allowedActions.includes('EDIT')) return null;
  switch (request.state) {
    case 'DRAFT':
      if (request.replaces) return { label: 'Continuar a alteração', to: formAddress(request.id) };
      return production
        ? { label: 'Continuar solicitação de produção', to: evidenceAddress(request.id) }
        : { label: 'Continuar preenchimento', to: formAddress(request.id) };
    case 'CHANGES_REQUESTED':
      return { label: 'Fazer os ajustes', to: placeOfChanges(request.id, production, history) };
    case 'APPROVED':
      return request.credential ? { label: 'Ver a credencial', to: credentialAddress(request.credential.id) } : null;
    case 'REJECTED':
      if (request.replaces) return { label: 'Ir para a credencial', to: credentialAddress(request.replaces.id) };
      // One for homologation is gone on with by its own button.
      return request.homologationCredential
        ? {
            label: 'Ir para a credencial de homologação',
            to: credentialAddress(request.homologationCredential.id),
          }
        : null;
    default:
      return null;
  }
}

/** The page where the first of the changes is made. */
function placeOfChanges(id: string, production: boolean, history: readonly HistoryEventFragment[]): string {
  const changes = askedChanges(history)?.changes ?? [];
  const stages = changes.flatMap((change) => stageOf(change.path) ?? []);
  const first = Math.min(...stages);
  if (Number.isFinite(first)) return formAddress(id, first);
  return production ? evidenceAddress(id) : formAddress(id);
}
