import { formatDate, type Moment, WEBHOOK_DISABLED_REASON_LABELS } from '@portal/domain';
import { credentialAddress } from '../credentials/credential-address.ts';
import { isExpiring } from '../credentials/expiring.ts';
import type { HomeWorkQuery, RequestSummaryFragment } from '../gql/graphql.ts';
import { evidenceAddress, formAddress } from '../requests/addresses.ts';

/** Something that waits for the person, and the way there. */
export interface Need {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly to: string;
}

type CredentialOf = NonNullable<HomeWorkQuery['credentials']>['edges'][number]['node'];
type WebhookOf = NonNullable<HomeWorkQuery['webhooks']>['edges'][number]['node'];

/** All of a person's that may wait for them. */
export interface Work {
  readonly requests: readonly RequestSummaryFragment[];
  readonly credentials: readonly CredentialOf[];
  readonly webhooks: readonly WebhookOf[];
}

/** What waits for the person now, the most pressing first. */
export function whatNeedsMe({ requests, credentials, webhooks }: Work, now: Moment): Need[] {
  return [
    // Each event that happens until it is mended is lost to the receiver.
    ...webhooks.flatMap(stoppedNeed),
    ...requests.filter((request) => request.state === 'CHANGES_REQUESTED').map(changesNeed),
    ...credentials.filter((credential) => isExpiring(credential, now)).map(expiringNeed),
    ...credentials.filter(hasNoSecret).map(secretNeed),
    ...requests.filter((request) => request.state === 'DRAFT').map(draftNeed),
    ...credentials.filter((credential) => !hasNoSecret(credential) && mayAskProduction(credential)).map(productionNeed),
  ];
}

function nameOf(thing: {
  readonly system?: { readonly name?: string | null } | null;
  readonly portfolio: { readonly name: string };
}) {
  return thing.system?.name ?? thing.portfolio.name;
}

/** Of a webhook that the Portal stopped, for who looks after it; they know of what they stopped themselves. */
function stoppedNeed({ id, url, disabledReason, mayManage }: WebhookOf): Need[] {
  if (!mayManage || !disabledReason || disabledReason === 'OWNER') return [];
  return [
    {
      id: `webhook-${id}`,
      title: `Webhook desativado: ${new URL(url).host}`,
      text: `${WEBHOOK_DISABLED_REASON_LABELS[disabledReason]} Corrija o endereço e ative de novo.`,
      action: 'Ver o webhook',
      to: `/webhooks/${id}`,
    },
  ];
}

function changesNeed(request: RequestSummaryFragment): Need {
  return {
    id: `ajustes-${request.id}`,
    title: `Ajustes solicitados: ${nameOf(request)}`,
    text: `Solicitação ${request.protocol}. Veja o que falta e envie de novo.`,
    action: 'Ver os ajustes',
    to: `/solicitacoes/${request.id}`,
  };
}

function draftNeed(request: RequestSummaryFragment): Need {
  const production = request.environment === 'PRODUCTION' && !request.replaces;
  return {
    id: `rascunho-${request.id}`,
    title: `${request.replaces ? 'Rascunho de alteração' : 'Rascunho'}: ${nameOf(request)}`,
    text: `Solicitação ${request.protocol}, ainda não enviada.`,
    action: production ? 'Continuar solicitação de produção' : 'Continuar preenchimento',
    to: production ? evidenceAddress(request.id) : formAddress(request.id),
  };
}

function hasNoSecret(credential: CredentialOf): boolean {
  return (
    credential.state === 'ACTIVE' && !credential.secretIssuedAt && credential.allowedActions.includes('ROTATE_SECRET')
  );
}

function secretNeed(credential: CredentialOf): Need {
  return {
    id: `segredo-${credential.id}`,
    title: `Credencial emitida: ${nameOf(credential)}`,
    text: `Identificador do solicitante ${credential.requesterIdentifier}. Gere o segredo para usar a API do Portal.`,
    action: 'Gerar segredo',
    to: credentialAddress(credential.id),
  };
}

function mayAskProduction(credential: CredentialOf): boolean {
  const state = credential.productionRequest?.state;
  const free = state === undefined || state === 'REJECTED' || state === 'CANCELLED';
  return credential.allowedActions.includes('REQUEST_PRODUCTION') && free;
}

function productionNeed(credential: CredentialOf): Need {
  return {
    id: `producao-${credential.id}`,
    title: `Em testes: ${nameOf(credential)}`,
    text: 'Teste a integração, guarde as evidências e solicite o acesso ao ambiente de produção.',
    action: 'Ver a credencial',
    to: credentialAddress(credential.id),
  };
}

function expiringNeed(credential: CredentialOf): Need {
  return {
    id: `vencendo-${credential.id}`,
    title: `Credencial perto de expirar: ${nameOf(credential)}`,
    text: `Vale até ${formatDate(credential.expiresAt)}. ${
      credential.allowedActions.includes('CHANGE_CERTIFICATE')
        ? 'Troque o certificado antes disso.'
        : 'Renove antes disso.'
    }`,
    action: 'Ver a credencial',
    to: credentialAddress(credential.id),
  };
}
