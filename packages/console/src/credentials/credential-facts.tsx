import { formatCnpj, formatDate, formatDateTime, type Moment } from '@portal/domain';
import { CopyButton, type Description } from '@portal/ui';

/** What is read of a credential, by its owner and by the Ministry alike. */
export interface ReadCredential {
  readonly requesterIdentifier: string;
  readonly clientId: string;
  readonly issuedAt: Moment;
  readonly secretIssuedAt?: Moment | null;
  readonly previousSecretExpiresAt?: Moment | null;
  readonly portfolio: { readonly name: string };
  readonly services: readonly { readonly name: string }[];
  readonly establishment: {
    readonly cnes?: string | null;
    readonly cnpj?: string | null;
    readonly name: string;
    readonly municipality: string;
    readonly uf: string;
  };
}

/** Said of a credential that the Ministry suspended. */
export const SUSPENDED_BY_MINISTRY = 'Suspensa pelo Ministério da Saúde: só ele pode reativar.';

/** What the credential is known by, and for whom it is. */
export function identityFacts(credential: ReadCredential): Description[] {
  const { requesterIdentifier, clientId, establishment } = credential;
  return [
    {
      term: 'Identificador do solicitante',
      value: (
        <>
          <strong>{requesterIdentifier}</strong>{' '}
          <CopyButton text={requesterIdentifier} what="o identificador do solicitante" />
        </>
      ),
    },
    {
      term: 'Client ID',
      value: (
        <>
          <code>{clientId}</code> <CopyButton text={clientId} what="o Client ID" />
        </>
      ),
    },
    { term: 'Portfólio', value: credential.portfolio.name },
    { term: 'Estabelecimento', value: `${establishment.name}, ${establishment.municipality} – ${establishment.uf}` },
    { term: 'Segredo', value: secretText(credential) },
  ];
}

/** What was approved, and when. */
export function approvalFacts({ issuedAt, services, establishment }: ReadCredential): Description[] {
  return [
    { term: 'Emitida em', value: formatDateTime(issuedAt) },
    { term: 'Serviços', value: services.map((service) => service.name).join(', ') },
    { term: 'CNES', value: establishment.cnes },
    { term: 'CNPJ', value: establishment.cnpj ? formatCnpj(establishment.cnpj) : null },
  ];
}

function secretText({ secretIssuedAt, previousSecretExpiresAt }: ReadCredential): string {
  if (!secretIssuedAt) return 'Ainda não gerado';
  const previous =
    previousSecretExpiresAt && new Date(previousSecretExpiresAt) > new Date()
      ? ` O anterior vale até ${formatDateTime(previousSecretExpiresAt)}.`
      : '';
  return `Gerado em ${formatDate(secretIssuedAt)}.${previous}`;
}
