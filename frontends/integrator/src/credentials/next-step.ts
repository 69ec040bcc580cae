import { CREDENTIAL_ACTION_LABELS, FIRST_SECRET_LABEL, isTriedHere, type Moment } from '@portal/domain';
import type { CredentialSummaryFragment } from '../gql/graphql.ts';
import { evidenceAddress, formAddress } from '../requests/addresses.ts';
import { trialAddress } from '../trials/trial-address.ts';
import { credentialAddress } from './credential-address.ts';
import { isExpiring } from './expiring.ts';

/** The one thing to do about a credential now, and where. */
export interface CredentialStep {
  readonly label: string;
  readonly to: string;
}

type StepOf = Pick<
  CredentialSummaryFragment,
  | 'id'
  | 'environment'
  | 'state'
  | 'expiresAt'
  | 'portfolio'
  | 'secretIssuedAt'
  | 'allowedActions'
  | 'mayContinue'
  | 'productionRequest'
  | 'alteration'
>;

/** Says what comes next; null where there is nothing but to read it. */
export function nextCredentialStep(credential: StepOf, now: Moment): CredentialStep | null {
  const { id, allowedActions } = credential;
  const here = (label: string) => ({ label, to: credentialAddress(id) });
  if (credential.state === 'ACTIVE') {
    if (isExpiring(credential, now) && allowedActions.includes('CHANGE_CERTIFICATE')) {
      return here(CREDENTIAL_ACTION_LABELS.CHANGE_CERTIFICATE);
    }
    const alteration = alterationStep(credential);
    if (alteration) return alteration;
    if (isExpiring(credential, now) && allowedActions.includes('REQUEST_ALTERATION')) {
      return here(CREDENTIAL_ACTION_LABELS.REQUEST_ALTERATION);
    }
    const production = productionStep(credential);
    if (production) return production;
    if (isTried(credential)) return { label: 'Começar os testes', to: trialAddress(id) };
    if (!credential.secretIssuedAt && allowedActions.includes('ROTATE_SECRET')) return here(FIRST_SECRET_LABEL);
    if (allowedActions.includes('REQUEST_PRODUCTION')) return here(CREDENTIAL_ACTION_LABELS.REQUEST_PRODUCTION);
    return null;
  }
  if (isOver(credential)) return mayAskAnew(credential) ? here('Solicitar de novo') : null;
  return allowedActions.includes('REINSTATE') ? here(CREDENTIAL_ACTION_LABELS.REINSTATE) : null;
}

/** Production is asked for anew from the homologation credential, which says who may. */
function mayAskAnew({ environment, mayContinue }: Pick<StepOf, 'environment' | 'mayContinue'>): boolean {
  return environment === 'PRODUCTION' || mayContinue;
}

/** Whether it never comes back. */
export function isOver({ state }: Pick<StepOf, 'state'>): boolean {
  return state === 'EXPIRED' || state === 'REVOKED';
}

/** Whether its tests can be made now, in the portal's own environment. */
export function isTried({
  environment,
  state,
  portfolio,
}: Pick<StepOf, 'environment' | 'state' | 'portfolio'>): boolean {
  return environment === 'HOMOLOGATION' && state === 'ACTIVE' && isTriedHere(portfolio.slug);
}

/** Where the alteration stands that is open, and the way to it. */
export function alterationStep({ alteration: request }: Pick<StepOf, 'alteration'>): CredentialStep | null {
  switch (request?.state) {
    case 'DRAFT':
      return { label: 'Continuar a alteração', to: formAddress(request.id) };
    case 'SUBMITTED':
    case 'IN_REVIEW':
      return { label: 'Alteração em análise', to: `/solicitacoes/${request.id}` };
    case 'CHANGES_REQUESTED':
      return { label: 'Alteração com ajustes solicitados: ver', to: `/solicitacoes/${request.id}` };
    default:
      return null;
  }
}

/** Where the way to production stands, once it was begun. */
export function productionStep({
  productionRequest: request,
}: Pick<StepOf, 'productionRequest'>): CredentialStep | null {
  switch (request?.state) {
    case 'DRAFT':
      return { label: 'Continuar solicitação de produção', to: evidenceAddress(request.id) };
    case 'SUBMITTED':
    case 'IN_REVIEW':
      return { label: 'Produção em análise: acompanhar', to: `/solicitacoes/${request.id}` };
    case 'CHANGES_REQUESTED':
      return { label: 'Produção com ajustes solicitados: ver', to: `/solicitacoes/${request.id}` };
    case 'APPROVED':
      return {
        label: 'Ver a credencial de produção',
        to: request.credential ? credentialAddress(request.credential.id) : '/credenciais?aba=producao',
      };
    case 'REJECTED':
      return { label: 'Produção não aprovada: ver motivo', to: `/solicitacoes/${request.id}` };
    default:
      return null;
  }
}
